-- CreateTable
CREATE TABLE "data_releases" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "citation" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "data_releases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_files" (
    "release_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "media_type" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "release_files_pkey" PRIMARY KEY ("release_id","ordinal")
);

-- CreateTable
CREATE TABLE "release_pieces" (
    "release_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "release_pieces_pkey" PRIMARY KEY ("release_id","ordinal","number")
);

-- CreateTable
CREATE TABLE "release_removals" (
    "release_id" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" INTEGER NOT NULL,

    CONSTRAINT "release_removals_pkey" PRIMARY KEY ("release_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "data_releases_negotiation_id_name_key" ON "data_releases"("negotiation_id", "name");

-- AddForeignKey
ALTER TABLE "data_releases" ADD CONSTRAINT "data_releases_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_files" ADD CONSTRAINT "release_files_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "data_releases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_pieces" ADD CONSTRAINT "release_pieces_release_id_ordinal_fkey" FOREIGN KEY ("release_id", "ordinal") REFERENCES "release_files"("release_id", "ordinal") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_removals" ADD CONSTRAINT "release_removals_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "data_releases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_removals" ADD CONSTRAINT "release_removals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

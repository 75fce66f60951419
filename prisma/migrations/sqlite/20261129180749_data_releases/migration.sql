-- CreateTable
CREATE TABLE "data_releases" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "released_at" DATETIME NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "citation" TEXT NOT NULL,
    CONSTRAINT "data_releases_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "release_files" (
    "release_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,

    PRIMARY KEY ("release_id", "ordinal"),
    CONSTRAINT "release_files_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "data_releases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "release_pieces" (
    "release_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,

    PRIMARY KEY ("release_id", "ordinal", "number"),
    CONSTRAINT "release_pieces_release_id_ordinal_fkey" FOREIGN KEY ("release_id", "ordinal") REFERENCES "release_files" ("release_id", "ordinal") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "release_removals" (
    "release_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "reason" TEXT NOT NULL,
    "removed_at" DATETIME NOT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "release_removals_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "data_releases" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "release_removals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "data_releases_negotiation_id_name_key" ON "data_releases"("negotiation_id", "name");

-- CreateTable
CREATE TABLE "party_external_ids" (
    "party_id" INTEGER NOT NULL,
    "scheme" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "party_external_ids_pkey" PRIMARY KEY ("party_id","scheme")
);

-- CreateIndex
CREATE UNIQUE INDEX "party_external_ids_scheme_value_key" ON "party_external_ids"("scheme", "value");

-- AddForeignKey
ALTER TABLE "party_external_ids" ADD CONSTRAINT "party_external_ids_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "party_external_ids" (
    "party_id" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    PRIMARY KEY ("party_id", "scheme"),
    CONSTRAINT "party_external_ids_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "party_external_ids_scheme_value_key" ON "party_external_ids"("scheme", "value");

-- CreateTable
CREATE TABLE "chain_links" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "salt" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "chain_links_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "chain_links_hash_key" ON "chain_links"("hash");

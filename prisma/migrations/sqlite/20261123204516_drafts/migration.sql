-- CreateTable
CREATE TABLE "drafts" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "content_hash" TEXT,
    "revision" INTEGER NOT NULL,
    "saved_at" DATETIME NOT NULL,
    CONSTRAINT "drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "drafts_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "drafts_user_id_idx" ON "drafts"("user_id");

-- CreateIndex
CREATE INDEX "drafts_negotiation_id_idx" ON "drafts"("negotiation_id");

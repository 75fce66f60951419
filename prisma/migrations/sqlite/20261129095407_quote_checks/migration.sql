-- AlterTable
ALTER TABLE "stances" ADD COLUMN "quote_check" TEXT;

-- CreateTable
CREATE TABLE "article_texts" (
    "draft_key" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    CONSTRAINT "article_texts_draft_key_fkey" FOREIGN KEY ("draft_key") REFERENCES "drafts" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);

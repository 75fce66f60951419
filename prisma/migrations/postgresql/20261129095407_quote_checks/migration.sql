-- AlterTable
ALTER TABLE "stances" ADD COLUMN     "quote_check" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "article_texts" (
    "draft_key" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "article_texts_pkey" PRIMARY KEY ("draft_key")
);

-- AddForeignKey
ALTER TABLE "article_texts" ADD CONSTRAINT "article_texts_draft_key_fkey" FOREIGN KEY ("draft_key") REFERENCES "drafts"("key") ON DELETE CASCADE ON UPDATE CASCADE;

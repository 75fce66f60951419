-- AlterTable
ALTER TABLE "drafts" ADD COLUMN "discarded_at" DATETIME;

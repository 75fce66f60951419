-- AlterTable
ALTER TABLE "parties" ADD COLUMN "short_name" TEXT;

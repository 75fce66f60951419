-- AlterTable
ALTER TABLE "stances" ADD COLUMN "agreed_first" TEXT;
ALTER TABLE "stances" ADD COLUMN "declared_priority" TEXT;
ALTER TABLE "stances" ADD COLUMN "dropped_first" TEXT;

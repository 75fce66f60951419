-- AlterTable
ALTER TABLE "stances" ADD COLUMN "direction" TEXT;

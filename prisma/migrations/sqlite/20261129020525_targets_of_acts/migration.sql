-- AlterTable
ALTER TABLE "entries" ADD COLUMN "target" INTEGER;

-- AlterTable
ALTER TABLE "entries" ADD COLUMN     "batch" INTEGER;

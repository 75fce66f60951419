-- AlterTable
ALTER TABLE "stances" ADD COLUMN "joint" INTEGER;

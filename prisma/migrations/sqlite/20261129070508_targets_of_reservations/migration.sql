-- AlterTable
ALTER TABLE "reservations" ADD COLUMN "target" INTEGER;

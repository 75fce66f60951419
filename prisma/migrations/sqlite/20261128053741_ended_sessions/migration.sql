-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "ended_at" DATETIME;

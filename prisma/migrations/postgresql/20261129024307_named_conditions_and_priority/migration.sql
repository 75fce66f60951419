-- AlterTable
ALTER TABLE "stances" ADD COLUMN     "agreed_first" TEXT COLLATE "C",
ADD COLUMN     "declared_priority" TEXT COLLATE "C",
ADD COLUMN     "dropped_first" TEXT COLLATE "C";

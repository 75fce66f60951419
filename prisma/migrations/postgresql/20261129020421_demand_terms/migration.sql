-- AlterTable
ALTER TABLE "demands" ADD COLUMN     "until" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "demand_needs" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "is_needed" BOOLEAN NOT NULL,

    CONSTRAINT "demand_needs_pkey" PRIMARY KEY ("demand_id","party_id")
);

-- CreateTable
CREATE TABLE "demand_parts" (
    "demand_id" INTEGER NOT NULL,
    "whole_id" INTEGER NOT NULL,

    CONSTRAINT "demand_parts_pkey" PRIMARY KEY ("demand_id","whole_id")
);

-- AddForeignKey
ALTER TABLE "demand_needs" ADD CONSTRAINT "demand_needs_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_needs" ADD CONSTRAINT "demand_needs_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_parts" ADD CONSTRAINT "demand_parts_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_parts" ADD CONSTRAINT "demand_parts_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

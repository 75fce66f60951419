-- AlterTable
ALTER TABLE "demands" ADD COLUMN "until" TEXT;

-- CreateTable
CREATE TABLE "demand_needs" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "is_needed" BOOLEAN NOT NULL,

    PRIMARY KEY ("demand_id", "party_id"),
    CONSTRAINT "demand_needs_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demand_needs_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "demand_parts" (
    "demand_id" INTEGER NOT NULL,
    "whole_id" INTEGER NOT NULL,

    PRIMARY KEY ("demand_id", "whole_id"),
    CONSTRAINT "demand_parts_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demand_parts_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

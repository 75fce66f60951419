-- AlterTable
ALTER TABLE "demands" ADD COLUMN     "replaced_after" INTEGER;


-- What was replaced before matrices left such demands out counts as replaced from now on
UPDATE "demands" SET "replaced_after" = (SELECT coalesce(max("sequence"), 0) FROM "publications") WHERE "id" IN (SELECT "replaced_id" FROM "demand_replacements");

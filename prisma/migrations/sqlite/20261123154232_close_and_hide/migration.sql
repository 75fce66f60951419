-- Columns with a default can be added in place: no table is rebuilt.
ALTER TABLE "negotiations" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "negotiations" ADD COLUMN "is_hidden" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "participations" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "speakers" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "topics" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "demands" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;

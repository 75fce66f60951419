-- AlterTable
ALTER TABLE "demands" ADD COLUMN "closed_after" INTEGER;

-- AlterTable
ALTER TABLE "participations" ADD COLUMN "closed_after" INTEGER;

-- CreateTable
CREATE TABLE "publication_sources" (
    "sequence" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "locator" TEXT,

    PRIMARY KEY ("sequence", "ordinal"),
    CONSTRAINT "publication_sources_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "publication_sources_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "closings" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "act" TEXT NOT NULL,
    "party_id" INTEGER,
    "demand_id" INTEGER,
    CONSTRAINT "closings_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "closings_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "closings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "closings_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "closings_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "clarifications" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "update_id" INTEGER,
    "demand_id" INTEGER,
    "words" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "clarifications_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "clarifications_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "clarifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "clarifications_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "clarifications_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "outcomes" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "outcome" TEXT,
    "event_id" INTEGER,
    "effective_date" TEXT,
    "effective_day" TEXT,
    "summary" TEXT,
    "reason" TEXT,
    CONSTRAINT "outcomes_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outcomes_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outcomes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outcomes_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outcomes_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- These look into the table that is redefined; they are made anew after the migration
DROP TRIGGER IF EXISTS "updates_refuse_update";
DROP TRIGGER IF EXISTS "entries_refuse_update";
DROP TRIGGER IF EXISTS "stances_refuse_update";
DROP TRIGGER IF EXISTS "denials_refuse_update";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_removals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sequence" INTEGER,
    "update_id" INTEGER,
    "field" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "removed_at" DATETIME NOT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "removals_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "removals_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "removals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_removals" ("digest", "field", "id", "reason", "removed_at", "sequence", "update_id", "user_id") SELECT "digest", "field", "id", "reason", "removed_at", "sequence", "update_id", "user_id" FROM "removals";
DROP TABLE "removals";
ALTER TABLE "new_removals" RENAME TO "removals";
CREATE INDEX "removals_sequence_idx" ON "removals"("sequence");
CREATE INDEX "removals_update_id_idx" ON "removals"("update_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "publication_sources_source_id_idx" ON "publication_sources"("source_id");

-- CreateIndex
CREATE INDEX "closings_negotiation_id_idx" ON "closings"("negotiation_id");

-- CreateIndex
CREATE INDEX "clarifications_negotiation_id_idx" ON "clarifications"("negotiation_id");

-- CreateIndex
CREATE INDEX "clarifications_update_id_idx" ON "clarifications"("update_id");

-- CreateIndex
CREATE INDEX "clarifications_demand_id_idx" ON "clarifications"("demand_id");

-- CreateIndex
CREATE INDEX "outcomes_negotiation_id_idx" ON "outcomes"("negotiation_id");

-- CreateIndex
CREATE INDEX "outcomes_demand_id_idx" ON "outcomes"("demand_id");


-- What was closed before closing took numbers counts as closed from now on
UPDATE "demands" SET "closed_after" = (SELECT coalesce(max("sequence"), 0) FROM "publications") WHERE "is_closed";
UPDATE "participations" SET "closed_after" = (SELECT coalesce(max("sequence"), 0) FROM "publications") WHERE "is_closed";

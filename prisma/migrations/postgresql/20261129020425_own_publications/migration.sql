-- DropForeignKey
ALTER TABLE "removals" DROP CONSTRAINT "removals_sequence_fkey";

-- AlterTable
ALTER TABLE "participations" ADD COLUMN     "closed_after" INTEGER;

-- AlterTable
ALTER TABLE "demands" ADD COLUMN     "closed_after" INTEGER;

-- CreateTable
CREATE TABLE "publication_sources" (
    "sequence" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "locator" TEXT COLLATE "C",

    CONSTRAINT "publication_sources_pkey" PRIMARY KEY ("sequence","ordinal")
);

-- CreateTable
CREATE TABLE "closings" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "act" TEXT COLLATE "C" NOT NULL,
    "party_id" INTEGER,
    "demand_id" INTEGER,

    CONSTRAINT "closings_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "clarifications" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "update_id" INTEGER,
    "demand_id" INTEGER,
    "words" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "clarifications_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "outcomes" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "outcome" TEXT COLLATE "C",
    "event_id" INTEGER,
    "effective_date" TEXT COLLATE "C",
    "effective_day" TEXT COLLATE "C",
    "summary" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

    CONSTRAINT "outcomes_pkey" PRIMARY KEY ("sequence")
);

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

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_sources" ADD CONSTRAINT "publication_sources_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_sources" ADD CONSTRAINT "publication_sources_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was closed before closing took numbers counts as closed from now on
UPDATE "demands" SET "closed_after" = (SELECT coalesce(max("sequence"), 0) FROM "publications") WHERE "is_closed";
UPDATE "participations" SET "closed_after" = (SELECT coalesce(max("sequence"), 0) FROM "publications") WHERE "is_closed";

-- AlterTable
ALTER TABLE "proposal_decisions" ADD COLUMN "sequence" INTEGER;

-- AlterTable
ALTER TABLE "proposals" ADD COLUMN "record" INTEGER;

-- CreateIndex
CREATE INDEX "proposals_record_idx" ON "proposals"("record");

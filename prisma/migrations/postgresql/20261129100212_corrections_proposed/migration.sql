-- AlterTable
ALTER TABLE "proposals" ADD COLUMN     "record" INTEGER;

-- AlterTable
ALTER TABLE "proposal_decisions" ADD COLUMN     "sequence" INTEGER;

-- CreateIndex
CREATE INDEX "proposals_record_idx" ON "proposals"("record");

-- CreateTable
CREATE TABLE "compliance" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "outcome_record" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "claim" TEXT COLLATE "C",
    "about_id" INTEGER,
    "attribution" TEXT COLLATE "C",
    "account_by_id" INTEGER,
    "speaker_id" INTEGER,
    "speaker_role" TEXT COLLATE "C",
    "quote" TEXT COLLATE "C",
    "quote_language" TEXT COLLATE "C",
    "quote_translation" TEXT COLLATE "C",
    "effective_date" TEXT COLLATE "C",
    "effective_day" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

    CONSTRAINT "compliance_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE INDEX "compliance_negotiation_id_idx" ON "compliance"("negotiation_id");

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_account_by_id_fkey" FOREIGN KEY ("account_by_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance" ADD CONSTRAINT "compliance_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

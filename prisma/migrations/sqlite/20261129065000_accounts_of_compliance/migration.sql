-- CreateTable
CREATE TABLE "compliance" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "outcome_record" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "claim" TEXT,
    "about_id" INTEGER,
    "attribution" TEXT,
    "account_by_id" INTEGER,
    "speaker_id" INTEGER,
    "speaker_role" TEXT,
    "quote" TEXT,
    "quote_language" TEXT,
    "quote_translation" TEXT,
    "effective_date" TEXT,
    "effective_day" TEXT,
    "reason" TEXT,
    CONSTRAINT "compliance_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_account_by_id_fkey" FOREIGN KEY ("account_by_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "compliance_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "compliance_negotiation_id_idx" ON "compliance"("negotiation_id");

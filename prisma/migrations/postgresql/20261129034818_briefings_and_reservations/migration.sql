-- CreateTable
CREATE TABLE "briefings" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "topic_id" INTEGER,
    "demand_id" INTEGER,
    "day" TEXT COLLATE "C",
    "text" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

    CONSTRAINT "briefings_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "reservations" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT COLLATE "C" NOT NULL,
    "record" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "quote" TEXT COLLATE "C",
    "quote_language" TEXT COLLATE "C",
    "quote_translation" TEXT COLLATE "C",
    "effective_date" TEXT COLLATE "C",
    "effective_day" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",

    CONSTRAINT "reservations_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE INDEX "briefings_negotiation_id_idx" ON "briefings"("negotiation_id");

-- CreateIndex
CREATE INDEX "reservations_negotiation_id_idx" ON "reservations"("negotiation_id");

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

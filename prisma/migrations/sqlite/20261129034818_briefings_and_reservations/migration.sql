-- CreateTable
CREATE TABLE "briefings" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "topic_id" INTEGER,
    "demand_id" INTEGER,
    "day" TEXT,
    "text" TEXT,
    "reason" TEXT,
    CONSTRAINT "briefings_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "briefings_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "briefings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "briefings_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "briefings_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "reservations" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "kind" TEXT NOT NULL,
    "record" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "quote" TEXT,
    "quote_language" TEXT,
    "quote_translation" TEXT,
    "effective_date" TEXT,
    "effective_day" TEXT,
    "reason" TEXT,
    CONSTRAINT "reservations_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "reservations_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "reservations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "reservations_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "briefings_negotiation_id_idx" ON "briefings"("negotiation_id");

-- CreateIndex
CREATE INDEX "reservations_negotiation_id_idx" ON "reservations"("negotiation_id");

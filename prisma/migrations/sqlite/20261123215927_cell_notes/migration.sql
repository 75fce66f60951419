-- CreateTable
CREATE TABLE "cell_notes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" DATETIME NOT NULL,
    CONSTRAINT "cell_notes_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cell_notes_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cell_notes_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cell_notes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "cell_note_withdrawals" (
    "note_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "withdrawn_at" DATETIME NOT NULL,
    CONSTRAINT "cell_note_withdrawals_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "cell_notes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cell_note_withdrawals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "cell_notes_negotiation_id_demand_id_party_id_idx" ON "cell_notes"("negotiation_id", "demand_id", "party_id");

-- CreateIndex
CREATE INDEX "cell_notes_party_id_idx" ON "cell_notes"("party_id");

-- CreateIndex
CREATE INDEX "cell_notes_demand_id_idx" ON "cell_notes"("demand_id");

-- CreateIndex
CREATE INDEX "cell_notes_user_id_idx" ON "cell_notes"("user_id");

-- CreateIndex
CREATE INDEX "cell_note_withdrawals_user_id_idx" ON "cell_note_withdrawals"("user_id");

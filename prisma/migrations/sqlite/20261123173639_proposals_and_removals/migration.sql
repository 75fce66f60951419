-- CreateTable
CREATE TABLE "removals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sequence" INTEGER,
    "update_id" INTEGER,
    "field" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "removed_at" DATETIME NOT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "removals_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "removals_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "removals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "proposals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "proposed_at" DATETIME NOT NULL,
    "contents" JSONB NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    CONSTRAINT "proposals_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "proposals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "proposal_decisions" (
    "proposal_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "outcome" TEXT NOT NULL,
    "decided_at" DATETIME NOT NULL,
    "user_id" INTEGER NOT NULL,
    "reason" TEXT,
    "update_id" INTEGER,
    CONSTRAINT "proposal_decisions_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposals" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "proposal_decisions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "proposal_decisions_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "removals_sequence_idx" ON "removals"("sequence");

-- CreateIndex
CREATE INDEX "removals_update_id_idx" ON "removals"("update_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposals_idempotency_key_key" ON "proposals"("idempotency_key");

-- CreateIndex
CREATE INDEX "proposals_negotiation_id_idx" ON "proposals"("negotiation_id");

-- CreateIndex
CREATE INDEX "proposals_user_id_idx" ON "proposals"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_decisions_update_id_key" ON "proposal_decisions"("update_id");

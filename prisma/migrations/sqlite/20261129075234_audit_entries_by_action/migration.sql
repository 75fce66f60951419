-- CreateIndex
CREATE INDEX "audit_entries_negotiation_id_action_idx" ON "audit_entries"("negotiation_id", "action");

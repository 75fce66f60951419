-- DropIndex
DROP INDEX "stances_demand_id_party_id_idx";

-- CreateIndex
CREATE INDEX "stances_demand_id_party_id_effective_date_idx" ON "stances"("demand_id", "party_id", "effective_date");

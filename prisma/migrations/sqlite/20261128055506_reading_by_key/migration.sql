-- CreateIndex
CREATE INDEX "sources_published_date_id_idx" ON "sources"("published_date" DESC, "id");

-- CreateIndex
CREATE INDEX "update_sources_source_id_update_id_idx" ON "update_sources"("source_id", "update_id");

-- Search: a record is also found by whom its corroborations and denials cite, and by who reported first what a source
-- passes on. Queued anew is whatever has such a name; the program indexes it in this transaction.
INSERT OR IGNORE INTO "search_changes"
SELECT DISTINCT "sequence" * 8 FROM "citations"
WHERE "first_reported_by" IS NOT NULL OR "sequence" NOT IN (SELECT "sequence" FROM "stances");

-- Search: headlines, questions, and the words of what is published by itself. All that there are is queued; the program
-- indexes it in this transaction.
INSERT OR IGNORE INTO "search_changes" SELECT "id" * 8 + 6 FROM "updates";
INSERT OR IGNORE INTO "search_changes" SELECT "created_sequence" * 8 + 7 FROM "questions";
INSERT OR IGNORE INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "outcomes";
INSERT OR IGNORE INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "briefings";
INSERT OR IGNORE INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "reservations";

-- Search: headlines, questions, and the words of what is published by itself. All that there are is queued; the program
-- indexes it in this transaction.
INSERT INTO "search_changes" SELECT "id" * 8 + 6 FROM "updates" ON CONFLICT DO NOTHING;
INSERT INTO "search_changes" SELECT "created_sequence" * 8 + 7 FROM "questions" ON CONFLICT DO NOTHING;
INSERT INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "outcomes" ON CONFLICT DO NOTHING;
INSERT INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "briefings" ON CONFLICT DO NOTHING;
INSERT INTO "search_changes" SELECT "sequence" * 8 + 7 FROM "reservations" ON CONFLICT DO NOTHING;

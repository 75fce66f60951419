-- Search: words are folded by src/domain/text.ts, so the indexes are filled by the program; triggers only note what is
-- to be indexed (src/data/search-index.ts).
DROP TRIGGER IF EXISTS "stances_search_insert";
DROP TRIGGER IF EXISTS "stances_search_update";
DROP TRIGGER IF EXISTS "demands_search_insert";
DROP TRIGGER IF EXISTS "demands_search_update";
DROP TRIGGER IF EXISTS "speakers_search_insert";
DROP TRIGGER IF EXISTS "speakers_search_update";
DROP TRIGGER IF EXISTS "sources_search_insert";
DROP TRIGGER IF EXISTS "sources_search_update";
DROP TABLE "stance_search";
DROP TABLE "name_search";

-- What the domain gives is letters, digits and marks with spaces between: the simplest tokenizer leaves it as it is.
CREATE VIRTUAL TABLE "stance_search" USING fts5("words", "names", tokenize = 'ascii');
CREATE VIRTUAL TABLE "name_search" USING fts5("kind", "words", tokenize = 'ascii');

-- What is removed from an index is removed from the file
INSERT INTO "stance_search" ("stance_search", "rank") VALUES ('secure-delete', 1);
INSERT INTO "name_search" ("name_search", "rank") VALUES ('secure-delete', 1);

-- What is to be indexed before the next COMMIT: at first everything on record
CREATE TABLE "search_changes" ("row" INTEGER NOT NULL PRIMARY KEY);
INSERT INTO "search_changes" SELECT "sequence" * 8 FROM "stances";
INSERT INTO "search_changes" SELECT "id" * 8 + 1 FROM "parties";
INSERT INTO "search_changes" SELECT "id" * 8 + 2 FROM "topics";
INSERT INTO "search_changes" SELECT "id" * 8 + 3 FROM "demands";
INSERT INTO "search_changes" SELECT "id" * 8 + 4 FROM "speakers";
INSERT INTO "search_changes" SELECT "id" * 8 + 5 FROM "sources";

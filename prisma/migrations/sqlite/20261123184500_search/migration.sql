-- Full-text indexes (SQLite FTS5); src/data/search-index.ts keeps them in step by triggers.
CREATE VIRTUAL TABLE "stance_search" USING fts5("words", tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "name_search" USING fts5("words", tokenize = 'unicode61 remove_diacritics 2');

-- What is on record already
INSERT INTO "stance_search" ("rowid", "words")
SELECT "sequence", concat_ws(char(10), "summary", "quote", "quote_translation", "conditions", "note") FROM "stances";
INSERT INTO "name_search" ("rowid", "words") SELECT "id" * 4 + 1, "proposition" FROM "demands";
INSERT INTO "name_search" ("rowid", "words") SELECT "id" * 4 + 2, "name" FROM "speakers";
INSERT INTO "name_search" ("rowid", "words") SELECT "id" * 4 + 3, concat_ws(char(10), "outlet", "title", "author") FROM "sources";

-- What is removed from an index is removed from the file
INSERT INTO "stance_search" ("stance_search", "rank") VALUES ('secure-delete', 1);
INSERT INTO "name_search" ("name_search", "rank") VALUES ('secure-delete', 1);

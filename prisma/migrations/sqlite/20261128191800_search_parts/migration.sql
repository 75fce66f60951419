-- FTS5 adds a small part to an index with each COMMIT. By itself it joins parts of any size after every 64 pages, and one
-- publication in so many rewrote thousands. Now it joins them only when there are 32 of about one size.
INSERT INTO "stance_search" ("stance_search", "rank") VALUES ('automerge', 0);
INSERT INTO "name_search" ("name_search", "rank") VALUES ('automerge', 0);
INSERT INTO "stance_search" ("stance_search", "rank") VALUES ('crisismerge', 32);
INSERT INTO "name_search" ("name_search", "rank") VALUES ('crisismerge', 32);

-- All parts that there are now become one
INSERT INTO "stance_search" ("stance_search") VALUES ('optimize');
INSERT INTO "name_search" ("name_search") VALUES ('optimize');

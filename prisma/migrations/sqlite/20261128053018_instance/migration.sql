-- CreateTable
CREATE TABLE "instance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "uuid" TEXT NOT NULL,
    "life" TEXT NOT NULL
);

-- The one row: a random UUID (RFC 9562, version 4), and the first life
INSERT INTO "instance" ("id", "uuid", "life")
SELECT 1,
  lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', (random() & 3) + 1, 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
  lower(hex(randomblob(8)));

-- CreateTable
CREATE TABLE "verifications" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "begun_at" DATETIME NOT NULL,
    "ended_at" DATETIME NOT NULL,
    "findings" TEXT
);

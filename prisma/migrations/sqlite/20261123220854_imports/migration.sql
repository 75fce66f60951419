-- CreateTable
CREATE TABLE "imports" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "contents" BLOB NOT NULL,
    "uploaded_at" DATETIME NOT NULL,
    "update_id" INTEGER,
    CONSTRAINT "imports_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "imports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "imports_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "imports_update_id_key" ON "imports"("update_id");

-- CreateIndex
CREATE INDEX "imports_negotiation_id_idx" ON "imports"("negotiation_id");

-- CreateIndex
CREATE INDEX "imports_user_id_idx" ON "imports"("user_id");

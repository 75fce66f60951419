-- CreateTable
CREATE TABLE "questions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "unit" TEXT,
    "created_sequence" INTEGER NOT NULL,
    CONSTRAINT "questions_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "questions_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "questions_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "alternatives" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "act" TEXT NOT NULL,
    "question_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "sense" TEXT,
    "amount" TEXT,
    CONSTRAINT "alternatives_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "alternatives_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "alternatives_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "alternatives_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "alternatives_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "questions_negotiation_id_slug_key" ON "questions"("negotiation_id", "slug");

-- CreateIndex
CREATE INDEX "alternatives_negotiation_id_idx" ON "alternatives"("negotiation_id");

-- CreateIndex
CREATE INDEX "alternatives_question_id_idx" ON "alternatives"("question_id");

-- CreateIndex
CREATE INDEX "alternatives_demand_id_idx" ON "alternatives"("demand_id");

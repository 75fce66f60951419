-- CreateTable
CREATE TABLE "questions" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "wording" TEXT COLLATE "C" NOT NULL,
    "unit" TEXT COLLATE "C",
    "created_sequence" INTEGER NOT NULL,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alternatives" (
    "sequence" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "act" TEXT COLLATE "C" NOT NULL,
    "question_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "sense" TEXT COLLATE "C",
    "amount" TEXT COLLATE "C",

    CONSTRAINT "alternatives_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "questions_negotiation_id_slug_key" ON "questions"("negotiation_id", "slug");

-- CreateIndex
CREATE INDEX "alternatives_negotiation_id_idx" ON "alternatives"("negotiation_id");

-- CreateIndex
CREATE INDEX "alternatives_question_id_idx" ON "alternatives"("question_id");

-- CreateIndex
CREATE INDEX "alternatives_demand_id_idx" ON "alternatives"("demand_id");

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alternatives" ADD CONSTRAINT "alternatives_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alternatives" ADD CONSTRAINT "alternatives_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alternatives" ADD CONSTRAINT "alternatives_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alternatives" ADD CONSTRAINT "alternatives_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alternatives" ADD CONSTRAINT "alternatives_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable: the table stays, and with it the triggers that keep it append-only
ALTER TABLE "closings" ADD COLUMN "question_id" INTEGER CONSTRAINT "closings_question_id_fkey" REFERENCES "questions" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

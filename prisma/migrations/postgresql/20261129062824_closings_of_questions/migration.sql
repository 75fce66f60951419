-- AlterTable
ALTER TABLE "closings" ADD COLUMN     "question_id" INTEGER;

-- AddForeignKey
ALTER TABLE "closings" ADD CONSTRAINT "closings_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

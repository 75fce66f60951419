-- CreateTable
CREATE TABLE "verifications" (
    "id" SERIAL NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "findings" TEXT COLLATE "C",

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

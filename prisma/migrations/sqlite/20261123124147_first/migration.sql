-- CreateTable
CREATE TABLE "state" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "number" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "publications" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "recorded_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "negotiations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_sequence" INTEGER NOT NULL,
    CONSTRAINT "negotiations_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "parties" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "bloc_memberships" (
    "bloc_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,

    PRIMARY KEY ("bloc_id", "member_id"),
    CONSTRAINT "bloc_memberships_bloc_id_fkey" FOREIGN KEY ("bloc_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "bloc_memberships_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "participations" (
    "negotiation_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "created_sequence" INTEGER NOT NULL,

    PRIMARY KEY ("negotiation_id", "party_id"),
    CONSTRAINT "participations_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "participations_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "participations_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "speakers" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "party_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    CONSTRAINT "speakers_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "topics" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    CONSTRAINT "topics_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "demands" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "proposition" TEXT NOT NULL,
    "other_addressees" TEXT NOT NULL DEFAULT '',
    "order" INTEGER NOT NULL,
    "created_sequence" INTEGER NOT NULL,
    CONSTRAINT "demands_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demands_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demands_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "demand_raisers" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,

    PRIMARY KEY ("demand_id", "party_id"),
    CONSTRAINT "demand_raisers_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demand_raisers_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "demand_addressees" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,

    PRIMARY KEY ("demand_id", "party_id"),
    CONSTRAINT "demand_addressees_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demand_addressees_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "demand_replacements" (
    "demand_id" INTEGER NOT NULL,
    "replaced_id" INTEGER NOT NULL,

    PRIMARY KEY ("demand_id", "replaced_id"),
    CONSTRAINT "demand_replacements_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "demand_replacements_replaced_id_fkey" FOREIGN KEY ("replaced_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "events" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_sequence" INTEGER NOT NULL,
    CONSTRAINT "events_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "events_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "slug_history" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "noun" TEXT NOT NULL,
    "scope" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "target_id" INTEGER NOT NULL,
    "changed_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "sources" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "outlet" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "normalised_url" TEXT,
    "archive_url" TEXT,
    "author" TEXT,
    "published_date" TEXT,
    "accessed_date" TEXT,
    "note" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "updates" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "negotiation_id" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "recorded_at" DATETIME NOT NULL,
    "user_id" INTEGER,
    "idempotency_key" TEXT NOT NULL,
    CONSTRAINT "updates_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "updates_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "update_sources" (
    "update_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,

    PRIMARY KEY ("update_id", "source_id"),
    CONSTRAINT "update_sources_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "update_sources_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "entries" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "update_id" INTEGER,
    "user_id" INTEGER,
    "reason" TEXT,
    CONSTRAINT "entries_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "entries_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "entries_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "entries_record_fkey" FOREIGN KEY ("record") REFERENCES "entries" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "stances" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "party_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "position" TEXT NOT NULL,
    "attribution" TEXT,
    "account_by_id" INTEGER,
    "confidence" TEXT,
    "confidence_note" TEXT,
    "speaker_id" INTEGER,
    "speaker_role" TEXT,
    "summary" TEXT,
    "conditions" TEXT,
    "quote" TEXT,
    "quote_language" TEXT,
    "quote_translation" TEXT,
    "quote_translator" TEXT,
    "note" TEXT,
    "effective_date" TEXT NOT NULL,
    "effective_time" TEXT,
    "effective_day" TEXT NOT NULL,
    CONSTRAINT "stances_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stances_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stances_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stances_account_by_id_fkey" FOREIGN KEY ("account_by_id") REFERENCES "parties" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stances_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "denials" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "attribution" TEXT NOT NULL,
    "speaker_id" INTEGER,
    "speaker_role" TEXT,
    "quote" TEXT,
    "quote_language" TEXT,
    "quote_translation" TEXT,
    "effective_date" TEXT NOT NULL,
    "effective_day" TEXT NOT NULL,
    CONSTRAINT "denials_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "denials_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "citations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sequence" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "locator" TEXT,
    "first_reported_by" TEXT,
    CONSTRAINT "citations_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries" ("sequence") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "citations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sign_in_name" TEXT NOT NULL,
    "public_name" TEXT,
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "deactivated_at" DATETIME
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" TEXT NOT NULL PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL,
    "last_seen_at" DATETIME NOT NULL,
    CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL,
    "since" DATETIME NOT NULL,
    "blocked_until" DATETIME
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "user_id" INTEGER,
    "action" TEXT NOT NULL,
    "negotiation_id" INTEGER,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    CONSTRAINT "audit_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "audit_entries_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "publications_recorded_at_idx" ON "publications"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "negotiations_slug_key" ON "negotiations"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "parties_slug_key" ON "parties"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "speakers_party_id_name_key" ON "speakers"("party_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "topics_negotiation_id_slug_key" ON "topics"("negotiation_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "demands_negotiation_id_slug_key" ON "demands"("negotiation_id", "slug");

-- CreateIndex
CREATE INDEX "events_negotiation_id_date_idx" ON "events"("negotiation_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "slug_history_noun_scope_slug_key" ON "slug_history"("noun", "scope", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "sources_normalised_url_key" ON "sources"("normalised_url");

-- CreateIndex
CREATE UNIQUE INDEX "updates_idempotency_key_key" ON "updates"("idempotency_key");

-- CreateIndex
CREATE INDEX "updates_negotiation_id_idx" ON "updates"("negotiation_id");

-- CreateIndex
CREATE INDEX "entries_negotiation_id_sequence_idx" ON "entries"("negotiation_id", "sequence");

-- CreateIndex
CREATE INDEX "entries_record_idx" ON "entries"("record");

-- CreateIndex
CREATE INDEX "entries_update_id_idx" ON "entries"("update_id");

-- CreateIndex
CREATE INDEX "stances_demand_id_party_id_idx" ON "stances"("demand_id", "party_id");

-- CreateIndex
CREATE INDEX "citations_source_id_idx" ON "citations"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "citations_sequence_ordinal_key" ON "citations"("sequence", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "users_sign_in_name_key" ON "users"("sign_in_name");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "audit_entries_negotiation_id_idx" ON "audit_entries"("negotiation_id");

-- The one row of the state
INSERT INTO "state" ("id", "number") VALUES (1, 0);

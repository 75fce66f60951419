-- CreateTable
CREATE TABLE "state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "number" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "uuid" TEXT COLLATE "C" NOT NULL,
    "life" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publications" (
    "sequence" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "chain_links" (
    "sequence" INTEGER NOT NULL,
    "salt" TEXT COLLATE "C" NOT NULL,
    "content_hash" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "chain_links_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "negotiations" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "is_hidden" BOOLEAN NOT NULL DEFAULT false,
    "created_sequence" INTEGER NOT NULL,

    CONSTRAINT "negotiations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parties" (
    "id" SERIAL NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "parties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bloc_memberships" (
    "bloc_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,

    CONSTRAINT "bloc_memberships_pkey" PRIMARY KEY ("bloc_id","member_id")
);

-- CreateTable
CREATE TABLE "participations" (
    "negotiation_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "created_sequence" INTEGER NOT NULL,

    CONSTRAINT "participations_pkey" PRIMARY KEY ("negotiation_id","party_id")
);

-- CreateTable
CREATE TABLE "speakers" (
    "id" SERIAL NOT NULL,
    "party_id" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "speakers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topics" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "topics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demands" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "proposition" TEXT COLLATE "C" NOT NULL,
    "other_addressees" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "order" INTEGER NOT NULL,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "created_sequence" INTEGER NOT NULL,

    CONSTRAINT "demands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand_raisers" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,

    CONSTRAINT "demand_raisers_pkey" PRIMARY KEY ("demand_id","party_id")
);

-- CreateTable
CREATE TABLE "demand_addressees" (
    "demand_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,

    CONSTRAINT "demand_addressees_pkey" PRIMARY KEY ("demand_id","party_id")
);

-- CreateTable
CREATE TABLE "demand_replacements" (
    "demand_id" INTEGER NOT NULL,
    "replaced_id" INTEGER NOT NULL,

    CONSTRAINT "demand_replacements_pkey" PRIMARY KEY ("demand_id","replaced_id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "date" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "created_sequence" INTEGER NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slug_history" (
    "id" SERIAL NOT NULL,
    "noun" TEXT COLLATE "C" NOT NULL,
    "scope" INTEGER NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "target_id" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slug_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sources" (
    "id" SERIAL NOT NULL,
    "outlet" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "url" TEXT COLLATE "C",
    "normalised_url" TEXT COLLATE "C",
    "archive_url" TEXT COLLATE "C",
    "author" TEXT COLLATE "C",
    "published_date" TEXT COLLATE "C",
    "accessed_date" TEXT COLLATE "C",
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "updates" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "headline" TEXT COLLATE "C" NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" INTEGER,
    "idempotency_key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "update_sources" (
    "update_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "update_sources_pkey" PRIMARY KEY ("update_id","source_id")
);

-- CreateTable
CREATE TABLE "entries" (
    "sequence" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "update_id" INTEGER,
    "user_id" INTEGER,
    "reason" TEXT COLLATE "C",

    CONSTRAINT "entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "stances" (
    "sequence" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "attribution" TEXT COLLATE "C",
    "account_by_id" INTEGER,
    "confidence" TEXT COLLATE "C",
    "confidence_note" TEXT COLLATE "C",
    "speaker_id" INTEGER,
    "speaker_role" TEXT COLLATE "C",
    "summary" TEXT COLLATE "C",
    "conditions" TEXT COLLATE "C",
    "quote" TEXT COLLATE "C",
    "quote_language" TEXT COLLATE "C",
    "quote_translation" TEXT COLLATE "C",
    "quote_translator" TEXT COLLATE "C",
    "note" TEXT COLLATE "C",
    "effective_date" TEXT COLLATE "C" NOT NULL,
    "effective_time" TEXT COLLATE "C",
    "effective_day" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "stances_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "denials" (
    "sequence" INTEGER NOT NULL,
    "attribution" TEXT COLLATE "C" NOT NULL,
    "speaker_id" INTEGER,
    "speaker_role" TEXT COLLATE "C",
    "quote" TEXT COLLATE "C",
    "quote_language" TEXT COLLATE "C",
    "quote_translation" TEXT COLLATE "C",
    "effective_date" TEXT COLLATE "C" NOT NULL,
    "effective_day" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "denials_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "citations" (
    "id" SERIAL NOT NULL,
    "sequence" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "locator" TEXT COLLATE "C",
    "first_reported_by" TEXT COLLATE "C",

    CONSTRAINT "citations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "removals" (
    "id" SERIAL NOT NULL,
    "sequence" INTEGER,
    "update_id" INTEGER,
    "field" TEXT COLLATE "C" NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" INTEGER NOT NULL,

    CONSTRAINT "removals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposals" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "contents" JSON NOT NULL,
    "idempotency_key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "key" TEXT COLLATE "C" NOT NULL,
    "user_id" INTEGER NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "fields" JSON NOT NULL,
    "content_hash" TEXT COLLATE "C",
    "revision" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "discarded_at" TIMESTAMPTZ(3),

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "file_name" TEXT COLLATE "C" NOT NULL,
    "contents" BYTEA NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "update_id" INTEGER,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cell_notes" (
    "id" SERIAL NOT NULL,
    "negotiation_id" INTEGER NOT NULL,
    "party_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cell_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cell_note_withdrawals" (
    "note_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cell_note_withdrawals_pkey" PRIMARY KEY ("note_id")
);

-- CreateTable
CREATE TABLE "proposal_decisions" (
    "proposal_id" INTEGER NOT NULL,
    "outcome" TEXT COLLATE "C" NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C",
    "update_id" INTEGER,

    CONSTRAINT "proposal_decisions_pkey" PRIMARY KEY ("proposal_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "sign_in_name" TEXT COLLATE "C" NOT NULL,
    "public_name" TEXT COLLATE "C",
    "password_hash" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" TEXT COLLATE "C" NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "invited_by" INTEGER NOT NULL,
    "used_by" INTEGER,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT COLLATE "C" NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" INTEGER,
    "action" TEXT COLLATE "C" NOT NULL,
    "negotiation_id" INTEGER,
    "subject" TEXT COLLATE "C" NOT NULL,
    "subject_id" TEXT COLLATE "C" NOT NULL,
    "details" JSON NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "publications_recorded_at_idx" ON "publications"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "chain_links_hash_key" ON "chain_links"("hash");

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
CREATE INDEX "sources_published_date_id_idx" ON "sources"("published_date" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "updates_idempotency_key_key" ON "updates"("idempotency_key");

-- CreateIndex
CREATE INDEX "updates_negotiation_id_idx" ON "updates"("negotiation_id");

-- CreateIndex
CREATE INDEX "update_sources_source_id_update_id_idx" ON "update_sources"("source_id", "update_id");

-- CreateIndex
CREATE INDEX "entries_negotiation_id_sequence_idx" ON "entries"("negotiation_id", "sequence");

-- CreateIndex
CREATE INDEX "entries_record_idx" ON "entries"("record");

-- CreateIndex
CREATE INDEX "entries_update_id_idx" ON "entries"("update_id");

-- CreateIndex
CREATE INDEX "stances_demand_id_party_id_effective_date_idx" ON "stances"("demand_id", "party_id", "effective_date");

-- CreateIndex
CREATE INDEX "citations_source_id_idx" ON "citations"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "citations_sequence_ordinal_key" ON "citations"("sequence", "ordinal");

-- CreateIndex
CREATE INDEX "removals_sequence_idx" ON "removals"("sequence");

-- CreateIndex
CREATE INDEX "removals_update_id_idx" ON "removals"("update_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposals_idempotency_key_key" ON "proposals"("idempotency_key");

-- CreateIndex
CREATE INDEX "proposals_negotiation_id_idx" ON "proposals"("negotiation_id");

-- CreateIndex
CREATE INDEX "proposals_user_id_idx" ON "proposals"("user_id");

-- CreateIndex
CREATE INDEX "drafts_user_id_idx" ON "drafts"("user_id");

-- CreateIndex
CREATE INDEX "drafts_negotiation_id_idx" ON "drafts"("negotiation_id");

-- CreateIndex
CREATE UNIQUE INDEX "imports_update_id_key" ON "imports"("update_id");

-- CreateIndex
CREATE INDEX "imports_negotiation_id_idx" ON "imports"("negotiation_id");

-- CreateIndex
CREATE INDEX "imports_user_id_idx" ON "imports"("user_id");

-- CreateIndex
CREATE INDEX "cell_notes_negotiation_id_demand_id_party_id_idx" ON "cell_notes"("negotiation_id", "demand_id", "party_id");

-- CreateIndex
CREATE INDEX "cell_notes_party_id_idx" ON "cell_notes"("party_id");

-- CreateIndex
CREATE INDEX "cell_notes_demand_id_idx" ON "cell_notes"("demand_id");

-- CreateIndex
CREATE INDEX "cell_notes_user_id_idx" ON "cell_notes"("user_id");

-- CreateIndex
CREATE INDEX "cell_note_withdrawals_user_id_idx" ON "cell_note_withdrawals"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_decisions_update_id_key" ON "proposal_decisions"("update_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_sign_in_name_key" ON "users"("sign_in_name");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_used_by_key" ON "invitations"("used_by");

-- CreateIndex
CREATE INDEX "audit_entries_negotiation_id_idx" ON "audit_entries"("negotiation_id");

-- AddForeignKey
ALTER TABLE "chain_links" ADD CONSTRAINT "chain_links_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "negotiations" ADD CONSTRAINT "negotiations_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bloc_memberships" ADD CONSTRAINT "bloc_memberships_bloc_id_fkey" FOREIGN KEY ("bloc_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bloc_memberships" ADD CONSTRAINT "bloc_memberships_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speakers" ADD CONSTRAINT "speakers_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demands" ADD CONSTRAINT "demands_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demands" ADD CONSTRAINT "demands_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demands" ADD CONSTRAINT "demands_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_raisers" ADD CONSTRAINT "demand_raisers_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_raisers" ADD CONSTRAINT "demand_raisers_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_addressees" ADD CONSTRAINT "demand_addressees_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_addressees" ADD CONSTRAINT "demand_addressees_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_replacements" ADD CONSTRAINT "demand_replacements_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_replacements" ADD CONSTRAINT "demand_replacements_replaced_id_fkey" FOREIGN KEY ("replaced_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_created_sequence_fkey" FOREIGN KEY ("created_sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "updates" ADD CONSTRAINT "updates_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "updates" ADD CONSTRAINT "updates_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_sources" ADD CONSTRAINT "update_sources_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_sources" ADD CONSTRAINT "update_sources_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "publications"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_record_fkey" FOREIGN KEY ("record") REFERENCES "entries"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stances" ADD CONSTRAINT "stances_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stances" ADD CONSTRAINT "stances_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stances" ADD CONSTRAINT "stances_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stances" ADD CONSTRAINT "stances_account_by_id_fkey" FOREIGN KEY ("account_by_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stances" ADD CONSTRAINT "stances_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "denials" ADD CONSTRAINT "denials_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "denials" ADD CONSTRAINT "denials_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citations" ADD CONSTRAINT "citations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_sequence_fkey" FOREIGN KEY ("sequence") REFERENCES "entries"("sequence") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_notes" ADD CONSTRAINT "cell_notes_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_notes" ADD CONSTRAINT "cell_notes_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "parties"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_notes" ADD CONSTRAINT "cell_notes_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_notes" ADD CONSTRAINT "cell_notes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_note_withdrawals" ADD CONSTRAINT "cell_note_withdrawals_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "cell_notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cell_note_withdrawals" ADD CONSTRAINT "cell_note_withdrawals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_decisions" ADD CONSTRAINT "proposal_decisions_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_decisions" ADD CONSTRAINT "proposal_decisions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_decisions" ADD CONSTRAINT "proposal_decisions_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "updates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_used_by_fkey" FOREIGN KEY ("used_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_negotiation_id_fkey" FOREIGN KEY ("negotiation_id") REFERENCES "negotiations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The one row of the state
INSERT INTO "state" ("id", "number") VALUES (1, 0);

-- The one row: a random UUID (RFC 9562, version 4), and the first life
INSERT INTO "instance" ("id", "uuid", "life")
VALUES (1, gen_random_uuid()::text, substr(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 1, 16));

-- Search: words are folded by src/domain/text.ts, so the indexes are filled by the program; triggers only note what is
-- to be indexed. What is removed by law must not wait in a list of the index, hence no fastupdate.
CREATE TABLE "stance_search" (
    "row" INTEGER NOT NULL PRIMARY KEY,
    "words" TEXT COLLATE "C" NOT NULL,
    "names" TEXT COLLATE "C" NOT NULL,
    "vector" TSVECTOR NOT NULL
);
CREATE INDEX "stance_search_vector_idx" ON "stance_search" USING GIN ("vector") WITH (fastupdate = off);
CREATE TABLE "name_search" (
    "row" INTEGER NOT NULL PRIMARY KEY,
    "words" TEXT COLLATE "C" NOT NULL,
    "names" TEXT COLLATE "C" NOT NULL,
    "vector" TSVECTOR NOT NULL
);
CREATE INDEX "name_search_vector_idx" ON "name_search" USING GIN ("vector") WITH (fastupdate = off);
CREATE TABLE "search_changes" ("row" INTEGER NOT NULL PRIMARY KEY);

/** What somebody has typed into the form of an update and not sent off yet. It counts for nothing. */
export interface Draft {
  /** Of the form; also the idempotency key of what is sent off. */
  readonly key: string;
  readonly negotiationId: number;
  /** The address of the form, without a query. */
  readonly path: string;
  /** The texts of the form by the names of their fields. */
  readonly fields: DraftFields;
  /** Grows with every saving; a form that was filled in over an older one does not overwrite it. */
  readonly revision: number;
  /** RFC 3339, UTC. */
  readonly savedAt: string;
  /** True once it has been sent off: then its fields are empty. */
  readonly isSent: boolean;
  /** RFC 3339, UTC: when it was discarded; null while it waits. */
  readonly discardedAt: string | null;
}

export type DraftFields = Readonly<Record<string, readonly string[]>>;

/** Somebody whose draft was saved so lately is taken to be at it still. */
export const presenceLasts = 10 * 60 * 1000;

/** A discarded draft can be taken back for so long; then it is forgotten. */
export const discardedDraftsKept = 30 * 24 * 60 * 60 * 1000;

/** Sent drafts are kept for so long that a second sending of the same form can be told from another text. */
export const sentDraftsKept = 30 * 24 * 60 * 60 * 1000;

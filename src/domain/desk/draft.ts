/** What somebody has typed into an update form and not yet sent. It counts for nothing. */
export interface Draft {
  /** Made with the form; it is also the idempotency key under which the form is sent. */
  readonly key: string;
  readonly negotiationId: number;
  /** The path of the form, without a query. */
  readonly path: string;
  /** The form's texts by field name. */
  readonly fields: DraftFields;
  /** Grows with every save; a form filled in over an older revision does not overwrite it. */
  readonly revision: number;
  /** RFC 3339, UTC. */
  readonly savedAt: string;
  /** True once it has been sent: then its fields are empty. */
  readonly isSent: boolean;
  /** RFC 3339, UTC: when it was discarded; null if it was not. */
  readonly discardedAt: string | null;
}

/**
 * The field that holds the text of the article, in which quotes are searched. It is kept with the draft until that is
 * published or discarded, in no backup and no export, and is never published.
 */
export const articleField = 'articleText';

export type DraftFields = Readonly<Record<string, readonly string[]>>;

/** After saving a draft, somebody is taken to be still working on it for this long, in milliseconds. */
export const presenceLasts = 10 * 60 * 1000;

/** A discarded draft can be taken back for 30 days, in milliseconds; then it is deleted. */
export const discardedDraftsKept = 30 * 24 * 60 * 60 * 1000;

/** Sent drafts are kept for this long, in milliseconds, so that a form sent again can be recognised and compared. */
export const sentDraftsKept = 30 * 24 * 60 * 60 * 1000;

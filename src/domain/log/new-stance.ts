import type { Negotiation, Speaker } from '../structure/negotiation.js';
import type { Day } from '../when.js';
import type { StoredQuoteCheck } from './quote-check.js';
import type { StanceValues } from './stance-fields.js';

/** A citation of a new stance; `source` is an index into the update's sources. */
export interface NewCitation {
  readonly source: number;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

/** A stance as an editor enters it. Ids are those of the database; an absent text is null. */
export interface NewStance extends StanceValues {
  /** The day another record first had it; a date shorter than a day counts from no later than this. */
  readonly firstRecorded?: Day;
  readonly citations: readonly NewCitation[];
  /** What the stances of an update that several parties gave together share; absent or null for others. */
  readonly jointly?: string | null;
  /** How its quote stands in the text of the article; found by the program, never typed. */
  readonly quoteCheck?: StoredQuoteCheck;
}

/** What a stance is checked against. `today` is the latest day that it is anywhere (UTC+14). */
export interface StanceContext {
  readonly negotiation: Negotiation;
  readonly speakers: readonly Speaker[];
  readonly sourceCount: number;
  readonly today: Day;
}

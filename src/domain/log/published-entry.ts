import type { Attribution } from '../attribution.js';
import type { Sequence } from '../identifiers.js';
import type { EntryKind } from './entry.js';
import type { Citation } from '../structure/source.js';
import type { Stance } from './stance.js';
import type { Day, EdtfDate } from '../when.js';

/** What the record's own party said against it. */
export interface Denial {
  readonly attribution: Attribution;
  readonly speaker: string | null;
  readonly speakerRole: string | null;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly effectiveDate: EdtfDate;
  readonly effectiveDay: Day;
}

/** One entry of the log in full, with its texts: what pages and exports show. */
export interface PublishedEntry {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  /** The sequence number of the report that began the record. */
  readonly record: Sequence;
  /** The corroboration or denial of the record that an act is on; null if it is on the record itself. */
  readonly target: Sequence | null;
  /** The number that all entries of one act on many records share, which is that of the first; null for others. */
  readonly batch: Sequence | null;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  readonly update: { readonly id: number; readonly headline: string } | null;
  readonly reason: string | null;
  /** In a report, a correction or a clarification; otherwise null. */
  readonly stance: Stance | null;
  /** In a denial; otherwise null. */
  readonly denial: Denial | null;
  readonly citations: readonly Citation[];
}

/** An update as readers see it. Who published and who proposed it is shown only under a public name. */
export interface PublishedUpdate {
  readonly id: number;
  readonly headline: string;
  readonly recordedAt: string;
  readonly publishedBy: string | null;
  /** Also null if nobody proposed it. */
  readonly proposedBy: string | null;
  readonly sources: readonly Citation['source'][];
  readonly firstSequence: Sequence;
  readonly lastSequence: Sequence;
  readonly entryCount: number;
}

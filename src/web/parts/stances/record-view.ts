import { listed } from '../../../domain/isolation.js';
import { kindLabel } from '../../../domain/log/entry.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { recordState } from '../../../domain/log/record-state.js';
import { type Removal, textLabel } from '../../../domain/log/removal.js';
import { type StanceState, stanceStatuses } from '../../../domain/cells/stance-status.js';
import type { Stance } from '../../../domain/log/stance.js';
import type { TargetState } from '../../../domain/log/target.js';
import { entryName } from '../../../domain/cells/wording.js';
import { longDate, longInstant } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { type CitationView, citationView, originsWords } from './citation-view.js';
import { type QuoteView, quoteView, type StanceView, stanceView } from './stance-view.js';
import { type Change, changesOfAct } from './changes.js';

/** What was done to a record after its report: with the reason, and the old and new text. */
export interface ActView {
  readonly id: string;
  readonly kind: string;
  /** The corroboration or denial that it is on; null if it is on the record itself. */
  readonly target: Link | null;
  /** True of a corroboration or denial that is retracted: its text is struck through. */
  readonly isStruck: boolean;
  /** For editors: what they can do to a corroboration or denial. */
  readonly actions: readonly Link[];
  readonly recordedAt: string;
  readonly recordedInstant: string;
  readonly reason: string | null;
  readonly changes: readonly Change[];
  /** The text of a denial; otherwise null. */
  readonly denial: { readonly by: string; readonly date: string; readonly quote: QuoteView | null } | null;
  readonly citations: readonly CitationView[];
}

/** A record in the log of its cell: its current text, what has become of it, and every act on it. */
export interface RecordView {
  readonly id: string;
  /** The address at which it will always be found as it is. */
  readonly permalink: string;
  readonly stance: StanceView;
  readonly status: string;
  /** True if the record no longer has a part in the cell: its text is struck through. */
  readonly isStruck: boolean;
  readonly movement: string | null;
  /** The cell to which a correction has moved the record; null if it is still in this one. */
  readonly movedTo: Link | null;
  readonly recordedAt: string;
  readonly recordedInstant: string;
  readonly update: Link | null;
  /** Its own; what a corroboration adds stands with that. */
  readonly citations: readonly CitationView[];
  /** “2 outlets, 1 origin (Axios)”, of these and of those that corroborations add; null for one source. */
  readonly origins: string | null;
  /** In the order of the log. */
  readonly acts: readonly ActView[];
  /** Texts removed by law, oldest first. */
  readonly removals: readonly RemovalView[];
  /** What can be done to it: editors act on it, and whoever has found an error reports it. */
  readonly actions: readonly Link[];
}

/** “Quote”, and why and when it was removed. */
export interface RemovalView {
  readonly label: string;
  readonly reason: string;
  readonly removedAt: string;
  readonly removedInstant: string;
}

export function removalView({ field, reason, removedAt }: Removal): RemovalView {
  return { label: textLabel(field), reason, removedAt: longInstant(removedAt), removedInstant: removedAt };
}

export interface RecordFacts {
  readonly negotiation: Negotiation;
  /** All entries of the record at the clocks, in the order of the log. */
  readonly entries: readonly PublishedEntry[];
  readonly state: StanceState;
  readonly movement: string | null;
  /** “jointly with France and Germany”. */
  readonly jointly: string | null;
  readonly movedTo: Link | null;
  readonly permalink: string;
  /** Where an error in it is reported; null for nowhere. */
  readonly report: string | null;
  readonly removals: readonly Removal[];
  readonly updateLink: (update: { readonly id: number; readonly headline: string }) => Link;
  readonly actions: readonly Link[];
  /** For editors: what they can do to one of its corroborations and denials. */
  readonly actionsOn: (target: TargetState) => readonly Link[];
}

export function recordView(facts: RecordFacts): RecordView {
  const { negotiation, entries, state, movement, movedTo, removals, updateLink, actions } = facts;
  const [report] = entries as [PublishedEntry];
  const newest = entries.findLast(({ stance }) => stance !== null) as PublishedEntry;
  const { citations, ownCitations } = recordState(entries);
  // What its party denies is not struck: the report and the denial are both printed.
  const isStruck = state.status === 'retracted' || movedTo !== null;
  return {
    id: `record-${report.sequence}`,
    permalink: facts.permalink,
    stance: stanceView(newest.stance as Stance, negotiation, facts.jointly),
    status: stanceStatuses.find(({ value }) => value === state.status)?.label ?? '',
    isStruck,
    movement: isStruck || state.status === 'denied' ? null : movement,
    movedTo,
    recordedAt: longInstant(report.recordedAt),
    recordedInstant: report.recordedAt,
    update: report.update && updateLink(report.update),
    citations: ownCitations.map(citationView),
    origins: originsWords(newest.stance as Stance, citations),
    acts: entries.slice(1).map((entry) => actView(entry, facts)),
    removals: removals.map(removalView),
    actions: [
      ...actions,
      ...(facts.report === null ? [] : [{ label: 'Report an error', url: facts.report }]),
    ],
  };
}

function actView(entry: PublishedEntry, { entries, negotiation, actionsOn }: RecordFacts): ActView {
  const before = entries.filter(({ sequence }) => sequence < entry.sequence);
  const { targets } = recordState(entries);
  const state = targets.find(({ sequence }) => sequence === entry.sequence);
  const target = targets.find(({ sequence }) => sequence === entry.target);
  return {
    id: `entry-${entry.sequence}`,
    kind: kindLabel(entry.kind),
    target: target
      ? { label: `of the ${target.kind}, ${entryName(target.sequence)}`, url: `#entry-${target.sequence}` }
      : null,
    isStruck: state?.isRetracted ?? false,
    actions: state ? actionsOn(state) : [],
    recordedAt: longInstant(entry.recordedAt),
    recordedInstant: entry.recordedAt,
    reason: entry.reason,
    changes: changesOfAct(entry, before, negotiation),
    denial: denialView(entry.denial),
    citations: entry.stance || target ? [] : (state?.citations ?? entry.citations).map(citationView),
  };
}

export function denialView(denial: PublishedEntry['denial']): ActView['denial'] {
  if (!denial) return null;
  const { speaker, speakerRole, effectiveDate } = denial;
  return {
    by: listed([speaker, speakerRole]),
    date: longDate(effectiveDate),
    quote: quoteView({ ...denial, quoteTranslator: null }),
  };
}

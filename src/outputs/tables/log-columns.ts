import type { UpdateContents } from '../../domain/cells/update-contents.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import { entryKinds } from '../../domain/log/entry.js';
import { type Position, positions as scale } from '../../domain/log/position.js';
import type { PublishedEntry, PublishedUpdate } from '../../domain/log/published-entry.js';
import type { OwnCitation } from '../../domain/structure/own-citations.js';
import { printedAddress, type Source } from '../../domain/structure/source.js';
import { columnsOf, namedAll, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

export interface UpdateRow extends TableClocks {
  readonly update: PublishedUpdate;
  readonly contents: UpdateContents;
}

export interface SourceRow extends TableClocks {
  readonly source: Source;
  readonly citationCount: number;
  /** What else cites it. */
  readonly own: readonly OwnCitation[];
}

/** An act on a record, with the party and demand of the version before it; or on what was published by itself. */
export interface CorrectionRow extends TableClocks {
  readonly act: Pick<PublishedEntry, 'sequence' | 'recordedAt' | 'record' | 'reason' | 'target' | 'batch'>;
  readonly kind: string;
  /** “record”, “outcome”, “briefing”. */
  readonly about: string;
  readonly party: Party | undefined;
  readonly demand: Demand | undefined;
  readonly positions: { readonly before: Position | null; readonly after: Position | null };
  /** What it changed in the words. */
  readonly changes: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export const updatesColumns = columnsOf<UpdateRow>({
  update_id: ['number', 'The update’s number', ({ update }) => update.id],
  headline: ['text', 'What changed, in one line', ({ update }) => update.headline],
  recorded_at: ['instant', 'When it was published (UTC)', ({ update }) => update.recordedAt],
  first_sequence: ['number', 'Its first entry in the log', ({ update }) => update.firstSequence],
  last_sequence: ['number', 'Its last entry in the log', ({ update }) => update.lastSequence],
  stance_count: [
    'number',
    'How many stances it reports, up to the day in as_of',
    ({ update }) => update.entryCount,
  ],
  source_count: ['number', 'How many sources they rest on', ({ update }) => update.sources.length],
  source_ids: [
    'code',
    'Their numbers in sources.csv',
    ({ update }) => update.sources.map(({ id }) => id).join(' ') || null,
  ],
  published_by: [
    'text',
    'Who published it, where they have a public name',
    ({ update }) => update.publishedBy,
  ],
  proposed_by: ['text', 'Who proposed it, where they have a public name', ({ update }) => update.proposedBy],
  ...clockColumns(),
  first_date: [
    'date',
    'When the earliest of its stances was said, as it was given',
    ({ contents }) => contents.first?.date ?? null,
  ],
  last_date: ['date', 'When the latest of them was said', ({ contents }) => contents.last?.date ?? null],
  party_slugs: namedAll(
    'The addresses of the parties whose stances it reports',
    ({ contents }) => contents.parties,
  ),
  demand_slugs: namedAll(
    'The addresses of the demands that they are about',
    ({ contents }) => contents.demands,
  ),
});

export const sourcesColumns = columnsOf<SourceRow>({
  source_id: ['number', 'The source’s number', ({ source }) => source.id],
  outlet: ['text', 'The outlet, or the author of a document', ({ source }) => source.outlet],
  title: ['text', 'Its title', ({ source }) => source.title],
  url: [
    'address',
    'Its web address, without tracking parameters',
    ({ source }) => source.url && printedAddress(source.url),
  ],
  archive_url: ['address', 'An archived copy', ({ source }) => source.archiveUrl],
  author: ['text', 'Who wrote it', ({ source }) => source.author],
  published_date: ['date', 'When it was published, as known', ({ source }) => source.publishedDate],
  accessed_date: ['date', 'When it was read', ({ source }) => source.accessedDate],
  note: ['text', 'A note on it', ({ source }) => source.note || null],
  citation_count: [
    'number',
    'How often entries that stand cite it, up to the day in as_of',
    ({ citationCount }) => citationCount,
  ],
  ...clockColumns(),
  publication_ids: [
    'code',
    'The numbers of the outcomes, accounts of compliance and reservations that cite it and stand, with spaces between',
    ({ own }) => own.map(({ record }) => record).join(' ') || null,
  ],
});

export const correctionsColumns = columnsOf<CorrectionRow>({
  sequence: ['number', 'The act’s number in the log', ({ act }) => act.sequence],
  kind: scaled('What was done', entryKinds, ({ kind }) => kind),
  recorded_at: ['instant', 'When it was published (UTC)', ({ act }) => act.recordedAt],
  record_id: ['number', 'The record that it concerns', ({ act }) => act.record],
  party_slug: ['code', 'The party of the words before it', ({ party }) => party?.slug ?? null],
  party: ['text', 'Its name', ({ party }) => party?.name ?? null],
  demand_slug: ['code', 'The demand of the words before it', ({ demand }) => demand?.slug ?? null],
  demand: ['text', 'Its proposition', ({ demand }) => demand?.proposition ?? null],
  position_before: scaled('The position before', scale, ({ positions }) => positions.before),
  position_after: scaled(
    'The position after, where the act words it anew',
    scale,
    ({ positions }) => positions.after,
  ),
  reason: ['text', 'Why', ({ act }) => act.reason],
  ...clockColumns(),
  target_id: [
    'number',
    'The corroboration or denial that it is on; empty if it is on the record itself',
    ({ act }) => act.target,
  ],
  batch: ['number', 'What all acts of one step on many records share', ({ act }) => act.batch],
  about: [
    'code',
    'What it is on: a record of a stance, or what is published by itself, such as an outcome or a headline',
    ({ about }) => about,
  ],
  words_before: [
    'text',
    'The words that it changed, each after its label',
    ({ changes }) => changedWords(changes, 'before'),
  ],
  words_after: ['text', 'The words in their place', ({ changes }) => changedWords(changes, 'after')],
});

function changedWords(changes: CorrectionRow['changes'], which: 'before' | 'after'): string | null {
  return changes.map((change) => `${change.label}: ${change[which] ?? 'nothing'}`).join('; ') || null;
}

import type { Demand, Party } from '../../domain/structure/negotiation.js';
import type { PublishedEntry, PublishedUpdate } from '../../domain/log/published-entry.js';
import { printedAddress, type Source } from '../../domain/structure/source.js';
import { clockColumns, columnsOf, type TableClocks } from './structure-columns.js';

export interface UpdateRow extends TableClocks {
  readonly update: PublishedUpdate;
}

export interface SourceRow extends TableClocks {
  readonly source: Source;
  readonly citationCount: number;
}

/** An act on a record, with the party and demand of the version before it. */
export interface CorrectionRow extends TableClocks {
  readonly entry: PublishedEntry;
  readonly party: Party | undefined;
  readonly demand: Demand | undefined;
  readonly before: PublishedEntry;
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
});

export const correctionsColumns = columnsOf<CorrectionRow>({
  sequence: ['number', 'The act’s number in the log', ({ entry }) => entry.sequence],
  kind: ['code', 'What was done', ({ entry }) => entry.kind],
  recorded_at: ['instant', 'When it was published (UTC)', ({ entry }) => entry.recordedAt],
  record_id: ['number', 'The record that it concerns', ({ entry }) => entry.record],
  party_slug: ['code', 'The party of the words before it', ({ party }) => party?.slug ?? null],
  party: ['text', 'Its name', ({ party }) => party?.name ?? null],
  demand_slug: ['code', 'The demand of the words before it', ({ demand }) => demand?.slug ?? null],
  demand: ['text', 'Its proposition', ({ demand }) => demand?.proposition ?? null],
  position_before: ['code', 'The position before', ({ before }) => before.stance?.position ?? null],
  position_after: [
    'code',
    'The position after, where the act words it anew',
    ({ entry }) => entry.stance?.position ?? null,
  ],
  reason: ['text', 'Why', ({ entry }) => entry.reason],
  ...clockColumns(),
  target_id: [
    'number',
    'The corroboration or denial that it is on; empty if it is on the record itself',
    ({ entry }) => entry.target,
  ],
  batch: ['number', 'What all acts of one step on many records share', ({ entry }) => entry.batch],
});

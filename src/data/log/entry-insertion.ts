import type { Sequence } from '../../domain/identifiers.js';
import type { EntryKind } from '../../domain/log/entry.js';
import { confidenceOf } from '../../domain/attribution.js';
import type { Speaker } from '../../domain/structure/negotiation.js';
import type { NewDenial } from '../../domain/log/new-denial.js';
import type { Source } from '../../domain/structure/source.js';
import { jointStatements } from '../../domain/log/joint-statement.js';
import type { NewStance } from '../../domain/log/new-stance.js';
import { dayOf } from '../../domain/log/update.js';
import type { Day } from '../../domain/when.js';
import type { Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { stanceRow } from './stance-rows.js';

/** A citation whose source has been recorded. */
export interface CitationRow {
  readonly sourceId: number;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

/** An entry ready to be written: its sequence number taken, its sources recorded. */
export interface NewEntry {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly updateId: number | null;
  readonly userId: number | null;
  readonly reason: string | null;
  /** The corroboration or denial that an act is on; absent if it is on the record itself. */
  readonly target?: Sequence;
  /** The first entry of the same act on many records; absent for others. */
  readonly batch?: Sequence;
  readonly stance: {
    readonly words: NewStance;
    readonly effectiveDay: Day;
    readonly joint?: Sequence | null;
  } | null;
  readonly citations: readonly CitationRow[];
}

/** Returned with each stance, because its link contains it, and with each citation, because the entry is found by it. */
const proposition = '(SELECT proposition FROM demands WHERE id = demand_id) AS proposition';
const outlet = '(SELECT outlet FROM sources WHERE id = source_id) AS outlet';

/** Appends entries to the log, with their stances and citations. */
export async function insertEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  const plain = plainSql(tx);
  const rows = entries.map(({ stance: _stance, citations: _citations, ...columns }) => columns);
  const stances = entries.flatMap(({ sequence, stance }) => (stance ? [stanceRow(sequence, stance)] : []));
  const citations = entries.flatMap((entry) =>
    entry.citations.map((citation, ordinal) => ({ ...citation, ordinal, sequence: entry.sequence })),
  );
  await plain.together(
    () => plain.publish('entries', rows),
    ...(stances.length > 0 ? [() => plain.publish('stances', stances, { also: [proposition] })] : []),
    ...(citations.length > 0 ? [() => plain.publish('citations', citations, { also: [outlet] })] : []),
  );
}

/** Appends the denial that belongs to an entry. */
export async function insertDenial(
  tx: Transaction,
  sequence: Sequence,
  { speaker, date, ...words }: NewDenial & { readonly effectiveDay: Day },
): Promise<void> {
  const row = { ...words, sequence, speakerId: speaker, effectiveDate: date };
  await plainSql(tx).publish('denials', [row]);
}

/**
 * What storing a stance needs: the recorded sources of its update, the speakers, and the day the record was first
 * recorded.
 */
export interface Publishing {
  readonly sources: readonly Source[];
  readonly speakers: readonly Speaker[];
  readonly recordedDay: Day;
}

/**
 * The stance as it is stored: with its confidence, the day it counts from, its recorded sources, and the speaker's
 * present office, which later changes of office do not affect.
 */
export function versionOf(
  stance: NewStance,
  { sources, speakers, recordedDay }: Publishing,
): { readonly stance: NonNullable<NewEntry['stance']>; readonly citations: readonly CitationRow[] } {
  const cited = stance.citations.map((citation) => sources[citation.source] as Source);
  const published = cited.map((source) => source.publishedDate).filter((date) => date !== null);
  const confidence = stance.confidence ?? (stance.attribution && confidenceOf(stance.attribution));
  const citations = stance.citations.map(({ locator, firstReportedBy }, index) => ({
    sourceId: (cited[index] as Source).id,
    locator,
    firstReportedBy,
  }));
  const effectiveDay = dayOf(stance, published, recordedDay);
  const role = speakers.find((speaker) => speaker.id === stance.speaker)?.role ?? null;
  const words = { ...stance, confidence, speakerRole: stance.speakerRole ?? role };
  return { stance: { words, effectiveDay }, citations };
}

/** How many entries are written between two reports of progress. */
const toldEvery = 250;

/** What the reports of one update have in common. */
export interface ReportsOf {
  /** The number of the first; the others follow it. */
  readonly first: Sequence;
  readonly negotiationId: number;
  readonly updateId: number;
  readonly userId: number | null;
}

/** Appends many reports, in their order. */
export async function insertReports(
  tx: Transaction,
  { first, ...common }: ReportsOf,
  stances: readonly NewStance[],
  publishing: Publishing,
  onProgress: (written: number) => void = () => undefined,
): Promise<void> {
  const statements = jointStatements(stances);
  const reportOf = (stance: NewStance, index: number): NewEntry => {
    const sequence = first + index;
    const report = { ...common, sequence, record: sequence, kind: 'report', reason: null } as const;
    const version = versionOf(stance, publishing);
    const begun = statements.get(index);
    const joint = begun === undefined ? null : first + begun;
    return { ...report, ...version, stance: { ...version.stance, joint } };
  };
  const starts = Array.from(
    { length: Math.ceil(stances.length / toldEvery) },
    (_, batch) => batch * toldEvery,
  );
  await plainSql(tx).inSuccession(
    starts.map((start) => async () => {
      const some = stances.slice(start, start + toldEvery);
      await insertEntries(
        tx,
        some.map((stance, index) => reportOf(stance, start + index)),
      );
      onProgress(start + some.length);
    }),
  );
}

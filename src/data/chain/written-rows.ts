import type { Sequence } from '../../domain/identifiers.js';
import type { Columns } from '../../domain/log/columns.js';
import { beforeTheFirst } from '../../domain/log/record-chain.js';
import { grouped, type PlainSql, type StoredRow } from '../engine/statements.js';
import { ownTableNames } from '../../domain/log/own-publications.js';
import { bySequence, columnsOf, inOrder, instantOf, ownOf, type PublishedRow } from './published-rows.js';

/** Where what was created has its number, and how the chain tells it. */
const creations: readonly {
  readonly table: string;
  readonly tell: (row: StoredRow) => Columns;
}[] = [
  { table: 'negotiations', tell: ({ id }) => created('negotiation', null, id) },
  { table: 'participations', tell: (row) => created('party', row.negotiation_id, row.party_id) },
  { table: 'demands', tell: ({ negotiation_id, id }) => created('demand', negotiation_id, id) },
  { table: 'events', tell: ({ negotiation_id, id }) => created('event', negotiation_id, id) },
  { table: 'questions', tell: ({ negotiation_id, id }) => created('question', negotiation_id, id) },
];

function created(kind: string, negotiationId: unknown, id: unknown): Columns {
  return { kind, negotiation_id: negotiationId as number | null, id: id as number };
}

/** What a transaction has published, in the order of its numbers. */
export interface Written {
  /** The hash of the link before it. */
  readonly previous: string;
  readonly count: number;
  /** Some of it, from one place to before another, in the form that `publishedRows` reads. */
  readonly rows: (start: number, end: number) => PublishedRow[];
}

/**
 * Everything that the open transaction has published, as the database returned it. Null if there is nothing, or if some
 * of it was written in another way and has to be read.
 */
export function writtenRows(plain: PlainSql): Written | null {
  const publications = plain.published('publications');
  if (!plain.begun || publications.length === 0) return null;
  const { head } = plain.begun;
  const entries = bySequence(plain.published('entries'));
  const creationsBySequence = createdRows(plain);
  const own = ownOf(
    ownTableNames.map((table) => [table, plain.published(table)] as const),
    plain.published('publication_sources'),
  );
  const isWhole = publications.every(({ sequence }, index) => {
    const number = (head?.sequence ?? 0) + 1 + index;
    return sequence === number && (entries.has(number) || creationsBySequence.has(number) || own.has(number));
  });
  if (!isWhole) return null;
  const stances = bySequence(plain.published('stances'));
  const denials = bySequence(plain.published('denials'));
  const citations = grouped(plain.published('citations'), 'sequence');
  const updates = firstEntries(plain);
  const sources = grouped(plain.published('update_sources'), 'update_id');
  const rowOf = ({ sequence: number, recorded_at }: StoredRow): PublishedRow => {
    const sequence = Number(number);
    const update = updates.get(sequence);
    return {
      sequence,
      recordedAt: instantOf(recorded_at),
      entry: columnsOf(entries.get(sequence)),
      stance: columnsOf(stances.get(sequence)),
      denial: columnsOf(denials.get(sequence)),
      citations: inOrder(citations.get(sequence)),
      update: update ? { ...(update as Columns), recorded_at: instantOf(update.recorded_at) } : null,
      updateSources: update ? inOrder(sources.get(Number(update.id))) : [],
      created: entries.has(sequence) ? null : (creationsBySequence.get(sequence) ?? null),
      own: own.get(sequence) ?? null,
      removed: new Map(),
    };
  };
  return {
    previous: head?.hash ?? beforeTheFirst,
    count: publications.length,
    rows: (start, end) => publications.slice(start, end).map(rowOf),
  };
}

function createdRows(plain: PlainSql): Map<Sequence, Columns> {
  return new Map(
    creations.flatMap(({ table, tell }) =>
      plain.published(table).map((row) => [Number(row.created_sequence), tell(row)] as const),
    ),
  );
}

/** The updates, by the number of the first entry of each. */
function firstEntries(plain: PlainSql): Map<Sequence, StoredRow> {
  const updates = new Map(plain.published('updates').map((row) => [row.id, row]));
  const first = new Map<Sequence, StoredRow>();
  for (const { sequence, update_id } of plain.published('entries')) {
    const update = updates.get(update_id);
    if (update) first.set(Number(sequence), update);
    updates.delete(update_id);
  }
  return first;
}

import type { Sequence } from '../identifiers.js';
import type { Columns, Value } from './columns.js';
import { type OwnPublication, ownTable, ownTableNames } from './own-publications.js';
import { columnName, removableTexts, tombstone } from './removal.js';
import { columnsOf, storedFields } from './stance-fields.js';

/** Returns the SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Digest = (text: string) => string;

/** Everything published under one sequence number, row by row as the database stores it. */
export interface Publication {
  readonly sequence: Sequence;
  /** RFC 3339, UTC, with milliseconds. */
  readonly recordedAt: string;
  readonly entry: Columns | null;
  readonly stance: Columns | null;
  readonly denial: Columns | null;
  readonly citations: readonly Columns[];
  /** The entry’s update with its sources, if this is the first entry of the update; otherwise null. */
  readonly update: (Columns & { readonly recorded_at: string }) | null;
  readonly updateSources: readonly Columns[];
  /** The structure that was created: a negotiation, a party in it, a demand or an event. */
  readonly created: Columns | null;
  /** What is published by itself: a closing, a clarification of words, an outcome. */
  readonly own: OwnPublication | null;
  /** The digests of texts removed by law, by table and field: “stances.quoteTranslation”. */
  readonly removed: ReadonlyMap<string, string>;
  /** 32 hexadecimal digits that are kept secret; without them, who recorded it could be found by trying everybody. */
  readonly salt: string;
}

/** The newest link up to some point of the record. */
export interface ChainHead {
  readonly sequence: Sequence;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** What the first link follows. */
export const beforeTheFirst = '0'.repeat(64);

/** The text whose SHA-256 is the hash of a link: the previous hash, the number, and the hash of the contents. */
export function linkText(previousHash: string, sequence: Sequence, contentHash: string): string {
  return `${previousHash} ${sequence} ${contentHash}`;
}

/** Readers may not learn who recorded it: these columns are in the contents only as one salted SHA-256. */
const unseen = ['user_id', 'idempotency_key'] as const;

const firstFields = storedFields.filter(({ stored }) => stored.since === 1);
const laterFields = storedFields.filter(({ stored }) => stored.since > 1);

/** For each table, the columns that the contents include. */
export type ChainColumns = Readonly<
  Record<
    string,
    {
      /** The columns of the first version: in every row, in this order, which never changes. */
      readonly first: readonly string[];
      /** Columns added since, in the order of their versions: after the others, and only where they hold a value. */
      readonly later: readonly string[];
    }
  >
>;

/**
 * The order of the columns in each row; it does not depend on the order in the database. A column added later leaves
 * all older contents unchanged and is hashed from its first use on.
 */
export const chainColumns: ChainColumns = {
  entries: { first: ['kind', 'negotiation_id', 'record', 'update_id', 'reason'], later: ['target', 'batch'] },
  updates: { first: ['id', 'negotiation_id', 'headline', 'recorded_at'], later: [] },
  stances: {
    first: [
      ...columnsOf(firstFields).flatMap((column) =>
        column === 'demand_id' ? [column, 'proposition'] : [column],
      ),
      'effective_day',
    ],
    later: [...columnsOf(laterFields), 'joint', 'quote_check'],
  },
  denials: {
    first: [
      ...['attribution', 'speaker_id', 'speaker_role', 'quote', 'quote_language', 'quote_translation'],
      ...['effective_date', 'effective_day'],
    ],
    later: [],
  },
  citations: { first: ['id', 'ordinal', 'source_id', 'locator', 'first_reported_by'], later: [] },
  update_sources: { first: ['source_id', 'ordinal'], later: [] },
  publication_sources: { first: ['ordinal', 'source_id', 'locator'], later: [] },
  ...Object.fromEntries(
    ownTableNames.map((name) => {
      const { columns, later } = ownTable(name);
      return [name, { first: ['negotiation_id', ...columns], later }];
    }),
  ),
};

/**
 * The contents of a publication as text: JSON (RFC 8259), indented by two spaces, its members always in the same order,
 * with a final line feed. The same publication always gives the same bytes, even after a legal removal.
 */
export function contentText(
  publication: Publication,
  digest: Digest,
  columns: ChainColumns = chainColumns,
): string {
  const {
    sequence,
    recordedAt,
    entry,
    stance,
    denial,
    citations,
    update,
    updateSources,
    created,
    own,
    salt,
  } = publication;
  const told = (table: string, row: Columns) =>
    toldColumns(table, row, publication.removed, { columns, digest });
  const author = entry ?? own?.row;
  const entryId = [...unseen, 'sequence'].map((name) => author?.[name] ?? null);
  const updateId = unseen.map((name) => update?.[name] ?? null);
  const content = {
    sequence,
    recorded_at: recordedAt,
    ...(created && { created }),
    ...(entry && told('entries', entry)),
    ...(update && {
      update: {
        ...told('updates', update),
        sources: updateSources.map((row) => told('update_sources', row)),
      },
    }),
    ...(stance && { stance: told('stances', stance) }),
    ...(denial && { denial: told('denials', denial) }),
    ...(own && {
      [ownTable(own.table).member]: {
        ...told(own.table, own.row),
        ...(own.sources.length > 0 && {
          sources: own.sources.map((row) => told('publication_sources', row)),
        }),
      },
    }),
    ...(citations.length > 0 && { citations: citations.map((row) => told('citations', row)) }),
    recorded_by: `sha256:${digest(`${salt} ${JSON.stringify([entryId, updateId])}`)}`,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The removable texts of each table, with their columns. */
const textColumns: ReadonlyMap<string, readonly { readonly field: string; readonly column: string }[]> =
  new Map(
    Object.entries(removableTexts).map(([table, fields]) => [
      table,
      fields.map((field) => ({ field, column: columnName(field) })),
    ]),
  );

function toldColumns(
  table: string,
  row: Columns,
  removed: Publication['removed'],
  { columns, digest }: { readonly columns: ChainColumns; readonly digest: Digest },
): Record<string, Value> {
  const { first, later } = columns[table] ?? { first: [], later: [] };
  const told: Record<string, Value> = {};
  for (const column of first) told[column] = row[column] ?? null;
  for (const column of later) {
    const value = row[column] ?? null;
    if (value !== null) told[column] = value;
  }
  // Removable texts are included as their SHA-256, so that the chain stays intact if the law requires their removal.
  for (const { field, column } of textColumns.get(table) ?? []) {
    const text = row[column] ?? null;
    const gone = text === tombstone ? removed.get(`${table}.${field}`) : undefined;
    if (text !== null) told[column] = `sha256:${gone ?? digest(String(text))}`;
  }
  return told;
}

import {
  kindToken,
  type NamedTable,
  type NameKind,
  searchedNames,
  searchedStanceTexts,
} from '../engine/searched-texts.js';
import { grouped, type PlainSql, type StoredRow } from '../engine/statements.js';

type Text = string | null;

/** What an entry is about. */
export interface EntryPlace {
  readonly negotiation_id: number;
  /** Null of an entry that is no version of a record, like its demand. */
  readonly party_id: number | null;
  readonly demand_id: number | null;
  readonly speaker_id: number | null;
}

interface EntryTexts {
  readonly sequence: number;
  readonly about: EntryPlace;
  readonly words: readonly Text[];
}

/** What a citation is found by; null where there is none. */
type CitedTexts = StoredRow & { readonly outlet: Text; readonly first_reported_by: Text };

/** A stance with its entry, once for each of its citations. */
type CitedRow = EntryPlace & CitedTexts & { readonly entry: number };

interface NameTexts {
  readonly id: number;
  /** As the index names it. */
  readonly kind: string;
  readonly words: readonly Text[];
}

/** The texts of what is to be indexed: what the transaction has just written it has in hand, the rest is read. */
export class SearchedTexts {
  readonly #plain: PlainSql;
  readonly #written = new Map<string, ReadonlyMap<number, StoredRow>>();
  #citations: ReadonlyMap<number, StoredRow[]> | null = null;
  #tables: ReadonlySet<string> | null = null;

  constructor(plain: PlainSql) {
    this.#plain = plain;
  }

  async ofNames(kind: NameKind, ids: readonly number[]): Promise<NameTexts[]> {
    if (ids.length === 0) return [];
    const found: NameTexts[] = [];
    const unread = new Set(ids);
    const take = ({ key, columns }: NamedTable, row: StoredRow, more: readonly Text[]) => {
      const id = Number(row[key]);
      unread.delete(id);
      const words = [...columns.map((column) => row[column] as Text), ...more];
      found.push({ id, kind: kindToken(kind, Number(row.negotiation_id)), words });
    };
    const tables: readonly NamedTable[] = searchedNames[kind].tables;
    for (const table of tables)
      for (const row of rowsAmong(this.#writtenOf(table.table, table.key), ids)) take(table, row, []);
    if (unread.size === 0) return found;
    // What was there before has perhaps been clarified since; what is new has not.
    const clearer =
      kind === 'demand' || kind === 'update' ? await this.#clearerWords(kind, [...unread]) : null;
    for (const table of tables) {
      if (unread.size === 0 || !(await this.#hasTable(table.table))) continue;
      // All columns: a migration may index before another one has added the newest of them.
      const sql = `SELECT * FROM ${table.table} WHERE ${table.key} IN ${this.#plain.dialect.numbers}`;
      for (const row of await this.#plain.rows<StoredRow>(sql, [[...unread]]))
        take(table, row, clearer?.get(Number(row[table.key])) ?? []);
    }
    return found;
  }

  /** A demand and an update are found by their first words and by all clearer ones. */
  async #clearerWords(
    kind: 'demand' | 'update',
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, Text[]>> {
    const found = new Map<number, Text[]>();
    if (!(await this.#hasTable('clarifications'))) return found;
    const sql = `SELECT ${kind}_id AS id, words FROM clarifications WHERE ${kind}_id IN ${this.#plain.dialect.numbers}
      ORDER BY sequence`;
    for (const { id, words } of await this.#plain.rows<{ id: number; words: Text }>(sql, [ids]))
      found.set(id, [...(found.get(id) ?? []), words]);
    return found;
  }

  /** A migration indexes what was there before there were all of them. */
  async #hasTable(name: string): Promise<boolean> {
    const { dialect } = this.#plain;
    this.#tables ??= new Set(
      (await this.#plain.rows<{ name: string }>(dialect.tables)).map(({ name }) => name),
    );
    return this.#tables.has(name);
  }

  async ofEntries(sequences: readonly number[]): Promise<EntryTexts[]> {
    const written = this.#writtenOf('entries', 'sequence');
    const unread = sequences.filter((sequence) => !written.has(sequence));
    return [
      ...this.#inHand(rowsAmong(written, sequences)),
      ...(unread.length === 0 ? [] : await this.#read(unread)),
    ];
  }

  #inHand(entries: readonly StoredRow[]): EntryTexts[] {
    const stances = this.#writtenOf('stances', 'sequence');
    this.#citations ??= grouped(this.#plain.published('citations'), 'sequence');
    const citations = this.#citations;
    return entries.map(({ sequence: number, negotiation_id }) => {
      const sequence = Number(number);
      const stance = stances.get(sequence);
      const cited = (citations.get(sequence) ?? []) as CitedTexts[];
      const id = (column: string) => (stance?.[column] ?? null) as number | null;
      const about = {
        negotiation_id: Number(negotiation_id),
        party_id: id('party_id'),
        demand_id: id('demand_id'),
        speaker_id: id('speaker_id'),
      };
      return { sequence, about, words: wordsOf(stance, cited) };
    });
  }

  /** All columns of a stance: a migration may index before another one has added the newest of them. */
  async #read(sequences: readonly number[]): Promise<EntryTexts[]> {
    const sql = `SELECT entries.sequence AS entry, entries.negotiation_id, citations.first_reported_by,
        sources.outlet, stances.*
      FROM entries
      LEFT JOIN stances ON stances.sequence = entries.sequence
      LEFT JOIN citations ON citations.sequence = entries.sequence
      LEFT JOIN sources ON sources.id = citations.source_id
      WHERE entries.sequence IN ${this.#plain.dialect.numbers}`;
    const rows = grouped(await this.#plain.rows<CitedRow>(sql, [sequences]), 'entry');
    return [...rows].map(([sequence, cited]) => {
      const [first] = cited as [CitedRow];
      return { sequence, about: first, words: wordsOf(first, cited as CitedRow[]) };
    });
  }

  #writtenOf(table: string, key: string): ReadonlyMap<number, StoredRow> {
    const present = this.#written.get(table);
    if (present) return present;
    const rows = new Map(this.#plain.published(table).map((row) => [Number(row[key]), row]));
    this.#written.set(table, rows);
    return rows;
  }
}

function rowsAmong(rows: ReadonlyMap<number, StoredRow>, keys: readonly number[]): StoredRow[] {
  return keys.map((key) => rows.get(key)).filter((row) => row !== undefined);
}

function wordsOf(stance: StoredRow | undefined, cited: readonly CitedTexts[]): Text[] {
  return [
    ...searchedStanceTexts.map((column) => (stance?.[column] ?? null) as Text),
    ...cited.flatMap(({ outlet, first_reported_by }) => [outlet, first_reported_by]),
  ];
}

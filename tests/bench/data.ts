import { hash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { codes, entryCode, namedTables } from '../../src/data/engine/searched-texts.js';
import { indexChanges } from '../../src/data/search/search-index.js';
import { plainSqlOf } from '../../src/data/engine/sqlite/driver.js';
import {
  beforeTheFirst,
  contentText,
  linkText,
  type Publication,
} from '../../src/domain/log/record-chain.js';
import type { Columns } from '../../src/domain/log/columns.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { randomNumbers } from './random-numbers.js';

/** How large the negotiation is; the matrix has `partyCount` × `demandCount` cells unless sizes are given. */
export interface LargeSize {
  readonly parties?: number;
  readonly demands?: number;
}

export const [partyCount, demandCount] = [12, 30];
export const [firstDay, dayCount] = [19_000, 1_500];

const topicCount = 6;
const eventCount = 50;
const speakersOfParty = 3;
/** Once in that many parties there is a bloc of the two before it. */
const partiesPerBloc = 5;
/** One stance in that many is acted on; one in that many has a source of its own. */
const [stancesPerAct, stancesPerSource] = [20, 5];
const stancesInUpdate = 19;
/** An import publishes as much at once as a file may hold, or a fifth of all. */
const mostImported = 20_000;
/** Sources that are cited often: those of agencies. */
const popularSources = 10;

const words =
  'ceasefire territory withdrawal guarantees sanctions assets monitoring exchange prisoners corridor grain ports border autonomy elections neutrality membership reconstruction tribunal inspection'.split(
    ' ',
  );
const positions = ['insists', 'demands', 'favours', 'conditional', 'neutral', 'reluctant', 'rejects'];
const onRecord = ['official_document', 'on_record_principal', 'on_record_official'];
const reported = ['background', 'leaked_document', 'unnamed_sources'];
const acts = ['correction', 'correction', 'clarification', 'corroboration', 'retraction', 'denial'] as const;

/**
 * Fills an empty, migrated database: a negotiation with that many stances, one with a tenth as many, and one with
 * none. A source for five stances, updates and an import, every kind of act on a twentieth of the records, speakers,
 * blocs and events; the last party and the last demand of each have no stance. The same in every run.
 */
export async function fillNegotiation(
  file: string,
  stances: number,
  { parties = partyCount, demands = demandCount }: LargeSize = {},
): Promise<void> {
  const database = new Sqlite(file);
  for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -400000'])
    database.pragma(pragma);
  database.exec('BEGIN IMMEDIATE');
  const putBack = withoutIndexes(database);
  const rows = new PublishedRows(database);
  rows.insert('users', { id: 1, sign_in_name: 'desk', password_hash: '', role: 'editor', created_at: at(0) });
  const talks = [
    { id: 1, slug: 'large', parties, demands, firstDemand: 1 },
    { id: 2, slug: 'empty', parties: 2, demands: 1, firstDemand: demands + 1 },
    { id: 3, slug: 'second', parties: Math.min(parties, 6), demands: 10, firstDemand: demands + 2 },
  ];
  fillParties(rows, parties + 1);
  const grounds = talks.map((each) => fillStructure(rows, each));
  new Log(rows, grounds, stances).write();
  putBack();
  noteChanges(database);
  await indexChanges(plainSqlOf(database));
  database.exec('COMMIT');
  database.close();
}

/**
 * Removes what would be maintained row by row; answers what restores it from all rows at once. The index of hashes is
 * filled as publications fill it, in no order: made at once its pages would be full, and each later link split one.
 */
function withoutIndexes(database: Sqlite.Database): () => void {
  const sql = `SELECT type, name, sql FROM sqlite_master
    WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND name <> 'chain_links_hash_key'`;
  const taken = database.prepare<[], { type: string; name: string; sql: string }>(sql).all();
  for (const { type, name } of taken) database.exec(`DROP ${type} "${name}"`);
  return () => {
    for (const each of taken) database.exec(each.sql);
  };
}

/** As the triggers would have noted row by row. */
function noteChanges(database: Sqlite.Database): void {
  const rows = [
    `SELECT sequence * ${codes} + ${entryCode} FROM stances`,
    `SELECT sequence * ${codes} + ${entryCode} FROM citations`,
    ...namedTables.map(({ table, key, code }) => `SELECT ${key} * ${codes} + ${code} FROM ${table}`),
  ];
  for (const select of rows) database.exec(`INSERT OR IGNORE INTO search_changes ${select}`);
}

/** An instant as the query builder stores it: a day, and that many milliseconds into it. */
function at(milliseconds: number, day = firstDay): string {
  return new Date(day * 86_400_000 + milliseconds).toISOString().replace('Z', '+00:00');
}

/** Rows written at once, without anybody’s turn; what is published has its number and its link in the record chain. */
class PublishedRows {
  /** The newest number. */
  sequence = 0;
  #hash = beforeTheFirst;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(private readonly connection: Sqlite.Database) {}

  /** Rows of one table with as many columns have the same ones, in the same order. */
  insert(table: string, row: Columns): void {
    const columns = Object.keys(row);
    const key = table + columns.length;
    let statement = this.#statements.get(key);
    if (!statement) {
      const places = columns.map(() => '?').join();
      const names = columns.map((column) => `"${column}"`).join();
      statement = this.connection.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`);
      this.#statements.set(key, statement);
    }
    statement.run(Object.values(row));
  }

  /** Publishes something under the next number, and answers that. */
  publish(recordedAt: string, contents: (sequence: number) => Partial<Publication>): number {
    this.sequence += 1;
    const { sequence } = this;
    this.insert('publications', { sequence, recorded_at: recordedAt });
    const nothing = { entry: null, stance: null, denial: null, citations: [], update: null };
    const publication: Publication = {
      ...{ ...nothing, updateSources: [], created: null, own: null, removed: new Map(), sequence },
      recordedAt: recordedAt.replace('+00:00', 'Z'),
      salt: sequence.toString(16).padStart(32, '0'),
      ...contents(sequence),
    };
    const contentHash = sha256(contentText(publication, sha256));
    this.#hash = sha256(linkText(this.#hash, sequence, contentHash));
    const link = { sequence, salt: publication.salt, content_hash: contentHash, hash: this.#hash };
    this.insert('chain_links', link);
    return sequence;
  }

  /** The same for what is created: a party, a demand, an event; answers its number. */
  create(kind: string, negotiation: number | null, id: number): number {
    return this.publish(at(0), () => ({ created: { kind, negotiation_id: negotiation, id } }));
  }
}

function sha256(text: string): string {
  return hash('sha256', text);
}

interface Talks {
  readonly id: number;
  readonly slug: string;
  readonly parties: number;
  readonly demands: number;
  /** The id of the first of them. */
  readonly firstDemand: number;
}

/** What stances of a negotiation are about: none are of its last party or on its last demand. */
interface Ground {
  readonly id: number;
  readonly parties: number;
  readonly demands: readonly Columns[];
}

function fillParties(rows: PublishedRows, count: number): void {
  for (let id = 1; id <= count; id += 1) {
    const isBloc = id % partiesPerBloc === 0;
    rows.insert('parties', { id, slug: `party-${id}`, name: `Party ${id}`, kind: isBloc ? 'bloc' : 'state' });
    for (const member of isBloc ? [id - 2, id - 1] : [])
      rows.insert('bloc_memberships', { bloc_id: id, member_id: member });
    for (let speaker = 1; speaker <= speakersOfParty; speaker += 1)
      rows.insert('speakers', { party_id: id, name: `Speaker ${id}.${speaker}`, role: 'Spokesperson' });
  }
}

function fillStructure(rows: PublishedRows, { id, slug, parties, demands, firstDemand }: Talks): Ground {
  const created_sequence = rows.create('negotiation', null, id);
  rows.insert('negotiations', { id, slug, name: `The ${slug} talks`, created_sequence });
  const topicOf = (topic: number) => (id - 1) * topicCount + topic;
  for (let topic = 1; topic <= topicCount; topic += 1) {
    const name = { slug: `topic-${topic}`, name: `Topic ${topic}` };
    rows.insert('topics', { id: topicOf(topic), negotiation_id: id, ...name, order: topic });
  }
  for (let party = 1; party <= parties; party += 1)
    rows.insert('participations', {
      ...{ negotiation_id: id, party_id: party, role: party <= 2 ? 'principal' : 'backer', order: party },
      created_sequence: rows.create('party', id, party),
    });
  const asked = Array.from({ length: demands }, (_, index) => {
    const [demandId, order] = [firstDemand + index, index + 1];
    const proposition = `Party 1 gets what it asks for in matter ${order}`;
    rows.insert('demands', {
      ...{ id: demandId, slug: `demand-${order}`, proposition, negotiation_id: id, order },
      topic_id: topicOf(1 + (order % topicCount)),
      created_sequence: rows.create('demand', id, demandId),
    });
    rows.insert('demand_raisers', { demand_id: demandId, party_id: 1 });
    rows.insert('demand_addressees', { demand_id: demandId, party_id: 2 });
    return { demand_id: demandId, proposition };
  });
  for (let event = 1; id === 1 && event <= eventCount; event += 1) {
    const date = dayOfNumber(firstDay + Math.floor((event / eventCount) * dayCount));
    const row = { id: event, negotiation_id: id, name: `Round ${event}`, date };
    rows.insert('events', { ...row, created_sequence: rows.create('event', id, event) });
  }
  return { id, parties: Math.max(1, parties - 1), demands: asked.slice(0, Math.max(1, demands - 1)) };
}

interface RecordOnFile {
  readonly sequence: number;
  readonly ground: Ground;
  readonly cell: Cell;
  readonly isOnRecord: boolean;
}

interface Cell {
  readonly party: number;
  readonly demand: Columns;
}

/**
 * The log, recorded as things happen: nine tenths of the stances within three weeks of their day, one tenth up to two
 * years late. Every eleventh update is of the second negotiation.
 */
class Log {
  readonly #random = randomNumbers(1);
  readonly #records: RecordOnFile[] = [];
  readonly #retracted = new Set<number>();
  readonly #all: number;
  #ofSecond = 0;
  #sources = 0;
  #updates = 0;
  #citations = 0;

  constructor(
    private readonly rows: PublishedRows,
    private readonly grounds: readonly Ground[],
    private readonly stances: number,
  ) {
    this.#all = Math.floor(1.1 * stances);
  }

  write(): void {
    const [large, , second] = this.grounds as [Ground, Ground, Ground];
    const imported = Math.min(mostImported, Math.floor(this.stances / 5));
    if (imported > 0) this.#update(large, imported);
    while (this.#records.length < this.#all) {
      const isSecond =
        this.#ofSecond < this.#records.length / 11 && this.#ofSecond < this.#all - this.stances;
      const left = isSecond
        ? this.#all - this.stances - this.#ofSecond
        : this.stances - (this.#records.length - this.#ofSecond);
      const count = Math.min(1 + this.#random(stancesInUpdate), left);
      this.#update(isSecond ? second : large, count);
      if (isSecond) this.#ofSecond += count;
      for (let stance = 0; stance < count; stance += 1) if (this.#random(stancesPerAct) === 0) this.#act();
    }
  }

  get #today(): number {
    return firstDay + Math.floor((this.#records.length / this.#all) * (dayCount - 1));
  }

  /** The instant of the next publication; each is later than the one before. */
  #instant(): string {
    return at(this.rows.sequence * 20, this.#today);
  }

  #update(ground: Ground, count: number): void {
    this.#updates += 1;
    const [recorded_at, id] = [this.#instant(), this.#updates];
    const row = { id, negotiation_id: ground.id, headline: `Update ${id}: ${this.#words()}`, recorded_at };
    const update = { ...row, user_id: 1, idempotency_key: `key-${id}` };
    this.rows.insert('updates', update);
    const sources = Array.from({ length: Math.min(3, count) }, () => this.#source());
    const updateSources = [...new Set(sources)].map((source_id, ordinal) => ({
      ...{ update_id: id, source_id, ordinal },
    }));
    for (const source of updateSources) this.rows.insert('update_sources', source);
    const told = { update: { ...update, recorded_at: recorded_at.replace('+00:00', 'Z') }, updateSources };
    for (let place = 0; place < count; place += 1) {
      const cell = this.#cell(ground);
      const isOnRecord = this.#random(2) === 0;
      const sequence = this.rows.publish(recorded_at, (number) => ({
        entry: this.#entry(ground, { kind: 'report', sequence: number, record: number, update_id: id }),
        stance: this.#stance(number, cell, isOnRecord),
        citations: this.#cite(number, count > stancesInUpdate ? [this.#source()] : sources),
        ...(place === 0 && told),
      }));
      this.#records.push({ sequence, ground, cell, isOnRecord });
    }
    this.#audit(ground, 'log_update', 'update', id, recorded_at);
  }

  /** Something is done to a record; where it was retracted, it is restored. */
  #act(): void {
    const { sequence: record, ground, cell, isOnRecord } = this.#pick(this.#records);
    const kind = this.#retracted.has(record) ? 'restoration' : this.#pick(acts);
    if (kind === 'denial' && isOnRecord) return;
    const reason = `Said otherwise: ${this.#words()}`;
    const recordedAt = this.#instant();
    this.rows.publish(recordedAt, (sequence) => ({
      entry: this.#entry(ground, { kind, sequence, record, reason }),
      ...((kind === 'correction' || kind === 'clarification') && {
        stance: this.#stance(sequence, cell, isOnRecord),
      }),
      ...(kind === 'denial' && { denial: this.#denial(sequence) }),
      ...(kind !== 'retraction' &&
        kind !== 'restoration' && { citations: this.#cite(sequence, [this.#source()]) }),
    }));
    if (kind === 'retraction') this.#retracted.add(record);
    if (kind === 'restoration') this.#retracted.delete(record);
    this.#audit(ground, 'act', 'record', record, recordedAt);
  }

  #entry(ground: Ground, entry: Columns): Columns {
    const row = { negotiation_id: ground.id, user_id: 1, update_id: null, reason: null, ...entry };
    this.rows.insert('entries', row);
    return row;
  }

  /** The first cell has three times what the others have. */
  #cell({ parties, demands }: Ground): Cell {
    const cell = Math.max(0, this.#random(parties * demands.length + 2) - 2);
    const demand = demands[Math.floor(cell / parties)] as Columns;
    return { party: 1 + (cell % parties), demand };
  }

  #stance(sequence: number, { party, demand }: Cell, isOnRecord: boolean): Columns {
    const day = dayOfNumber(this.#today - this.#random(this.#random(10) > 0 ? 21 : 730));
    const { demand_id = null } = demand;
    const stance = {
      ...{ sequence, party_id: party, demand_id },
      position: this.#pick(positions),
      attribution: this.#pick(isOnRecord ? onRecord : reported),
      confidence: isOnRecord ? 'high' : 'low',
      summary: `The ${this.#pick(words)} and the ${this.#pick(words)} depend on ${this.#pick(words)}.`,
      effective_date: day,
      effective_day: day,
      ...(isOnRecord && {
        speaker_id: (party - 1) * speakersOfParty + 1 + this.#random(speakersOfParty),
        speaker_role: 'Spokesperson',
        quote: `We have always said: ${this.#words()}, then ${this.#words()}.`,
        quote_language: 'en',
      }),
    };
    this.rows.insert('stances', stance);
    return { ...stance, ...demand };
  }

  #denial(sequence: number): Columns {
    const day = dayOfNumber(this.#today);
    const said = { attribution: 'on_record_official', quote: `We never asked for ${this.#words()}.` };
    const denial = { sequence, ...said, effective_date: day, effective_day: day };
    this.rows.insert('denials', denial);
    return denial;
  }

  /** One source or two of those at hand, and sometimes an agency's. */
  #cite(sequence: number, sources: readonly number[]): Columns[] {
    const cited = new Set([this.#pick(sources), this.#pick(sources)]);
    if (this.#random(5) === 0) cited.add(1 + this.#random(Math.min(popularSources, this.#sources)));
    return [...cited].map((source_id, ordinal) => {
      this.#citations += 1;
      const citation = { id: this.#citations, sequence, source_id, ordinal };
      this.rows.insert('citations', citation);
      return citation;
    });
  }

  /** A new source while there are fewer than there should be by now, else one of those on record. */
  #source(): number {
    const due = Math.max(popularSources, (this.#records.length + 1) / stancesPerSource);
    if (this.#sources >= due) return 1 + this.#random(this.#sources);
    this.#sources += 1;
    const [id, outlet] = [this.#sources, 1 + this.#random(40)];
    const url = `https://outlet-${outlet}.example/report-${id}`;
    this.rows.insert('sources', {
      ...{ id, outlet: `Outlet ${outlet}`, title: `Report ${id}: ${this.#words()}`, url },
      normalised_url: url,
      archive_url: id % 2 === 0 ? `https://archive.example/${id}` : null,
      published_date: id % 50 === 0 ? null : dayOfNumber(this.#today - this.#random(30)),
    });
    return id;
  }

  #audit(ground: Ground, action: string, subject: string, id: number, recordedAt: string): void {
    const who = { at: recordedAt, user_id: 1, negotiation_id: ground.id };
    this.rows.insert('audit_entries', { ...who, action, subject, subject_id: String(id), details: '{}' });
  }

  #words(): string {
    return `${this.#pick(words)}, ${this.#pick(words)} and ${this.#pick(words)}`;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random(items.length)] as Item;
  }
}

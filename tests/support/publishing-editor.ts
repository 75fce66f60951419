import Sqlite from 'better-sqlite3';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { connect } from '../../src/data/open.js';
import { signedIn } from './application.js';
import { type Ids, idsOf, soundUpdate } from './update-form.js';
import { type Answer, type Fields, Visitor } from './visitor.js';

const updatesPath = '/negotiations/russia-ukraine/updates';
const demands = ['crimea', 'cede-donbas', 'ceasefire-first'] as const;

/** An update as it was sent: either all of this is found of it, or nothing. */
export interface SentUpdate {
  readonly key: string;
  /** Whether it can be published; of one that cannot, nothing may be found. */
  readonly isSound: boolean;
  readonly fields: Fields;
  readonly whole: Omit<FoundUpdate, 'path'>;
}

/** What a database file holds of one update. */
interface FoundUpdate {
  readonly key: string;
  readonly headline: string;
  /** In the order of the log, a line each. */
  readonly summaries: string;
  readonly citations: number;
  readonly sources: number;
  readonly links: number;
  readonly audits: number;
  readonly path: string;
}

/**
 * An editor at a browser, who publishes one update of one to three stances after the other. One in ten has a date that
 * there is not, and has to be refused with what was typed.
 */
export class PublishingEditor {
  /** The updates that were answered with an address, by that address. */
  readonly acknowledged = new Map<string, SentUpdate>();
  /** The updates that were sent and have no answer yet. */
  unanswered: SentUpdate | null = null;
  /** The updates that were refused because of their date. */
  readonly refused: SentUpdate[] = [];
  /** Any other answers; there should be none. */
  readonly refusals: string[] = [];
  /** Whether the database may go away, which 503 says; then it is as if there were no answer. */
  expectsOutages = false;
  #token = '';
  #count = 0;

  constructor(
    public visitor: Visitor,
    readonly ids: Ids,
    public name: string,
  ) {}

  /** The same editor, with the same session, at another address. */
  moveTo(address: string): void {
    this.visitor = new Visitor(address, this.visitor.cookie);
    this.#token = '';
  }

  /** Publishes until the server no longer answers or `isDone` says so; `pause` is in milliseconds. */
  async publish(isDone: () => boolean = () => false, pause = 0): Promise<void> {
    while (!isDone()) {
      if (!(await this.publishOne())) return;
      if (pause > 0) await wait(pause);
    }
  }

  /** False if no answer came. */
  publishOne(): Promise<boolean> {
    return this.send(this.#next());
  }

  /** Sends the update that has no answer once more, as the reload of a browser does. */
  async sendAgain(): Promise<void> {
    if (this.unanswered) await this.send(this.unanswered);
  }

  /** False if no answer came. */
  async send(update: SentUpdate): Promise<boolean> {
    this.unanswered = update;
    const answer = await this.#answerTo(update).catch(() => null);
    if (answer === null || (this.expectsOutages && answer.status === 503)) return false;
    this.unanswered = null;
    if (!update.isSound && answer.status === 422 && answer.text.includes(update.whole.headline))
      this.refused.push(update);
    else if (update.isSound && answer.status === 303)
      this.acknowledged.set(answer.location as string, update);
    else this.refusals.push(`${answer.status} ${answer.text}`);
    return true;
  }

  async #answerTo({ fields }: SentUpdate): Promise<Answer> {
    if (this.#token === '') this.#token = await this.visitor.csrfToken();
    return this.visitor.postBare(updatesPath, { csrf: this.#token, ...fields });
  }

  #next(): SentUpdate {
    this.#count += 1;
    const title = `Update ${this.#count} of ${this.name}`;
    const [stances, sources] = [1 + (this.#count % 3), 1 + (this.#count % 2)];
    const key = crypto.randomUUID();
    const isSound = this.#count % 10 !== 3;
    const summaries = demands.slice(0, stances).map((demand) => `${title}, on ${demand}.`);
    const fields = soundUpdate(this.ids, {
      ...Object.assign(
        {},
        ...demands.slice(0, stances).map((demand, row) => this.#stance(row, demand, title)),
      ),
      ...(sources === 2 && {
        'sources.1.url': `https://example.org/${encodeURIComponent(this.name)}/${this.#count}`,
        'sources.1.outlet': 'AFP',
        'sources.1.title': title,
        'sources.1.publishedDate': '2025-08-20',
        'stances.0.citations.1.source': '1',
      }),
      ...(!isSound && { 'stances.0.date': '2025-02-30' }),
      key,
      headline: title,
    });
    const whole = { key, headline: title, summaries: summaries.join('\n'), sources };
    return {
      key,
      isSound,
      fields,
      whole: { ...whole, citations: stances + sources - 1, links: stances, audits: 1 },
    };
  }

  #stance(row: number, demand: string, title: string): Fields {
    return {
      [`stances.${row}.party`]: this.ids.party('ukraine'),
      [`stances.${row}.demand`]: this.ids.demand(demand),
      [`stances.${row}.position`]: 'rejects',
      [`stances.${row}.attribution`]: 'on_record_principal',
      [`stances.${row}.date`]: '2025-08-20',
      [`stances.${row}.summary`]: `${title}, on ${demand}.`,
      [`stances.${row}.citations.0.source`]: '0',
    };
  }
}

/** Editors who are signed in at a server on the example data; the file is not left open here. */
export async function editorsAt(address: string, url: string, count: number): Promise<PublishingEditor[]> {
  const database = await connect(url);
  try {
    const ids = await idsOf({ database });
    const editors: PublishingEditor[] = [];
    for (let number = 1; number <= count; number += 1) {
      const visitor = await signedIn({ database }, address, 'editor', new Date());
      editors.push(new PublishingEditor(visitor, ids, `editor-${number}`));
    }
    return editors;
  } finally {
    await database.close();
  }
}

/** What a database file really holds of what editors have sent. */
export interface Account {
  /** The addresses of acknowledged updates that are not there. */
  readonly lost: readonly string[];
  /** Updates with something missing or too much. */
  readonly partial: readonly object[];
  readonly refusals: readonly string[];
}

export const nothingWrong: Account = { lost: [], partial: [], refusals: [] };

type Sent = Pick<PublishingEditor, 'acknowledged' | 'unanswered' | 'refused' | 'refusals'>;

/** Compares everything that was sent with the file; an update without an answer may be there, whole, or not. */
export function accountOf(file: string, editors: readonly Sent[]): Account {
  return accountOfUpdates(updatesIn(file), editors);
}

function accountOfUpdates(updates: readonly FoundUpdate[], editors: readonly Sent[]): Account {
  const found = new Map(updates.map((update) => [update.key, update]));
  const lost = editors.flatMap(({ acknowledged }) =>
    [...acknowledged].filter(([path, { key }]) => found.get(key)?.path !== path).map(([path]) => path),
  );
  const sent = editors.flatMap(({ acknowledged, unanswered, refused }) => [
    ...acknowledged.values(),
    ...(unanswered ? [unanswered] : []),
    ...refused,
  ]);
  const partial = sent.flatMap(({ key, isSound, whole }) => {
    const update = found.get(key);
    if (!update) return [];
    const { path: _path, ...rest } = update;
    return isSound && JSON.stringify(rest) === JSON.stringify(sorted(whole, rest))
      ? []
      : [{ found: rest, whole }];
  });
  return { lost, partial, refusals: editors.flatMap(({ refusals }) => refusals) };
}

function sorted<Row extends object>(row: Row, like: Row): Row {
  return Object.fromEntries(Object.keys(like).map((name) => [name, row[name as keyof Row]])) as Row;
}

export function updatesIn(file: string): FoundUpdate[] {
  const database = new Sqlite(file);
  try {
    return database
      .prepare<[], FoundUpdate>(allUpdates('group_concat(summary, char(10) ORDER BY sequence)'))
      .all();
  } finally {
    database.close();
  }
}

/** The same of a database of PostgreSQL. */
export async function accountOfServer(url: string, editors: readonly Sent[]): Promise<Account> {
  return accountOfUpdates(await updatesOnServer(url), editors);
}

export async function updatesOnServer(url: string): Promise<readonly FoundUpdate[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const sql = allUpdates('string_agg(summary, chr(10) ORDER BY sequence)');
    const { rows } = await client.query<Readonly<Record<keyof FoundUpdate, string>>>(sql);
    return rows.map(({ citations, sources, links, audits, ...texts }) => ({
      ...texts,
      ...{ citations: Number(citations), sources: Number(sources) },
      ...{ links: Number(links), audits: Number(audits) },
    }));
  } finally {
    await client.end();
  }
}

function allUpdates(summaries: string): string {
  return `SELECT idempotency_key AS key, headline,
      (SELECT ${summaries} FROM entries JOIN stances USING (sequence) WHERE update_id = updates.id) AS summaries,
      (SELECT count(*) FROM entries JOIN citations USING (sequence) WHERE update_id = updates.id) AS citations,
      (SELECT count(*) FROM update_sources WHERE update_id = updates.id) AS sources,
      (SELECT count(*) FROM entries JOIN chain_links USING (sequence) WHERE update_id = updates.id) AS links,
      coalesce(audits.count, 0) AS audits,
      '${updatesPath}/' || id AS path
    FROM updates LEFT JOIN
      (SELECT CAST(subject_id AS INTEGER) AS update_id, count(*) AS count FROM audit_entries
        WHERE action = 'log_update' GROUP BY subject_id) audits ON audits.update_id = updates.id`;
}

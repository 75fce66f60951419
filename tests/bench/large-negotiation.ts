import Sqlite from 'better-sqlite3';
import { PlainSql } from '../../src/data/plain-sql.js';
import { extendRecordChain } from '../../src/data/record-chain.js';
import { dayOfNumber } from '../../src/domain/when.js';

export const [partyCount, demandCount] = [12, 30];
const words =
  'ceasefire territory withdrawal guarantees sanctions assets monitoring exchange prisoners corridor grain ports border autonomy elections neutrality membership reconstruction tribunal inspection'.split(
    ' ',
  );
const positions = ['insists', 'demands', 'favours', 'conditional', 'neutral', 'reluctant', 'rejects'];
const attributions = ['official_document', 'on_record_principal', 'background', 'unnamed_sources'];

/** Fills an empty, migrated database with a negotiation of 12 parties and 30 demands, with so many stances. */
export async function fillNegotiation(file: string, stances: number): Promise<void> {
  const database = new Sqlite(file);
  database.pragma('synchronous = OFF');
  database.transaction(() => {
    const run = (sql: string) => {
      const statement = database.prepare(sql);
      return (...values: (string | number | null)[]) => statement.run(...values);
    };
    const publication = run('INSERT INTO publications (sequence, recorded_at) VALUES (?, ?)');
    publication(1, 1_700_000_000_000);
    run('INSERT INTO negotiations (id, slug, name, created_sequence) VALUES (1, ?, ?, 1)')(
      'large',
      'Large talks',
    );
    run('INSERT INTO topics (id, negotiation_id, slug, name, "order") VALUES (1, 1, ?, ?, 1)')('all', 'All');
    const party = run('INSERT INTO parties (id, slug, name, kind) VALUES (?, ?, ?, ?)');
    const joins = run(
      'INSERT INTO participations (negotiation_id, party_id, role, "order", created_sequence) VALUES (1, ?, ?, ?, 1)',
    );
    for (let id = 1; id <= partyCount; id += 1) {
      party(id, `party-${id}`, `Party ${id}`, 'state');
      joins(id, id <= 2 ? 'principal' : 'backer', id);
    }
    const demand = run(
      'INSERT INTO demands (id, negotiation_id, topic_id, slug, proposition, "order", created_sequence) VALUES (?, 1, 1, ?, ?, ?, 1)',
    );
    for (let id = 1; id <= demandCount; id += 1) {
      demand(id, `demand-${id}`, `Party 1 gets what it asks for in matter ${id}`, id);
    }
    run('INSERT INTO sources (id, outlet, title) VALUES (1, ?, ?)')('An agency', 'A report');
    const update = run(
      'INSERT INTO updates (id, negotiation_id, headline, recorded_at, idempotency_key) VALUES (?, 1, ?, ?, ?)',
    );
    const cites = run('INSERT INTO update_sources (update_id, source_id, ordinal) VALUES (?, 1, 0)');
    const entry = run(
      'INSERT INTO entries (sequence, kind, negotiation_id, record, update_id) VALUES (?, ?, 1, ?, ?)',
    );
    const stance = run(
      'INSERT INTO stances (sequence, party_id, demand_id, position, attribution, summary, effective_date, effective_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const citation = run('INSERT INTO citations (sequence, source_id, ordinal) VALUES (?, 1, 0)');
    for (let index = 0; index < stances; index += 1) {
      const [sequence, updateId] = [index + 2, Math.floor(index / 10) + 1];
      const at = 1_700_000_000_000 + sequence;
      publication(sequence, at);
      if (index % 10 === 0) {
        update(updateId, `Update ${updateId}`, at, `key-${updateId}`);
        cites(updateId);
      }
      entry(sequence, 'report', sequence, updateId);
      const mixed = Math.imul(index + 1, 2_654_435_761) >>> 0;
      const pick = (list: readonly string[], shift: number) =>
        list[(mixed >>> shift) % list.length] as string;
      const day = dayOfNumber(19_000 + Math.floor((index / stances) * 1_500));
      const summary = `The ${pick(words, 3)} and the ${pick(words, 9)} depend on ${pick(words, 15)}.`;
      stance(
        sequence,
        1 + (mixed % partyCount),
        1 + ((mixed >>> 8) % demandCount),
        pick(positions, 5),
        pick(attributions, 11),
        summary,
        day,
        day,
      );
      citation(sequence);
    }
  })();
  await chainRecord(database);
  database.close();
}

/** Writes the links of everything published, as the server would have done one publication after the other. */
async function chainRecord(database: Sqlite.Database): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  await extendRecordChain(new PlainSql(database));
  database.exec('COMMIT');
}

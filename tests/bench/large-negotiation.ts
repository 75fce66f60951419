import Sqlite from 'better-sqlite3';
import { plainSqlOf } from '../../src/data/engine/sqlite/driver.js';
import { extendRecordChain } from '../../src/data/chain/record-chain.js';
import { indexChanges } from '../../src/data/search/search-index.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { dayCount, firstDay, instantOfDay, LargeLog } from './large-log.js';
import { Rows } from './rows.js';

export const [partyCount, demandCount] = [12, 30];

/** How large the negotiation is; the matrix is of `partyCount` × `demandCount` unless it is said otherwise. */
export interface LargeSize {
  readonly parties?: number;
  readonly demands?: number;
}

const topicCount = 6;
const eventCount = 50;
const speakersOfParty = 3;

/**
 * Fills an empty, migrated database with a negotiation of so many stances: a source for five of them, updates and an
 * import, every kind of act on a twentieth of the records, speakers and events; its last party and its last demand have
 * no stance. Beside it stands a negotiation of its own parties that has none at all. The same in every run.
 */
export async function fillNegotiation(
  file: string,
  stances: number,
  { parties = partyCount, demands = demandCount }: LargeSize = {},
): Promise<void> {
  const database = new Sqlite(file);
  database.pragma('synchronous = OFF');
  const rows = new Rows(database);
  database.transaction(() => {
    fillStructure(rows, parties, demands);
    new LargeLog(rows, { stances, parties, demands, speakersOfParty }).write();
  })();
  await chainRecord(database);
  database.close();
}

function fillStructure(rows: Rows, parties: number, demands: number): void {
  const createdSequence = 1;
  const nobody = { passwordHash: '', role: 'editor', createdAt: instantOfDay(firstDay) };
  rows.insert('users', { id: 1, signInName: 'desk', ...nobody });
  rows.insert('publications', { sequence: createdSequence, recordedAt: instantOfDay(firstDay) });
  for (const [id, slug] of [
    [1, 'large'],
    [2, 'empty'],
  ] as const) {
    rows.insert('negotiations', { id, slug, name: `The ${slug} talks`, createdSequence });
    for (let topic = 1; topic <= topicCount; topic += 1) {
      const topicId = (id - 1) * topicCount + topic;
      const name = { slug: `topic-${topic}`, name: `Topic ${topic}` };
      rows.insert('topics', { id: topicId, negotiationId: id, ...name, order: topic });
    }
  }
  for (let id = 1; id <= parties; id += 1) {
    rows.insert('parties', { id, slug: `party-${id}`, name: `Party ${id}`, kind: 'state' });
    const place = { role: id <= 2 ? 'principal' : 'backer', order: id, createdSequence };
    rows.insert('participations', { negotiationId: 1, partyId: id, ...place });
    for (let speaker = 1; speaker <= speakersOfParty; speaker += 1)
      rows.insert('speakers', { partyId: id, name: `Speaker ${id}.${speaker}`, role: 'Spokesperson' });
  }
  for (let id = 1; id <= demands; id += 1) {
    const proposition = `Party 1 gets what it asks for in matter ${id}`;
    const place = { negotiationId: 1, topicId: 1 + (id % topicCount), order: id, createdSequence };
    rows.insert('demands', { id, slug: `demand-${id}`, proposition, ...place });
    rows.insert('demand_raisers', { demandId: id, partyId: 1 });
    rows.insert('demand_addressees', { demandId: id, partyId: 2 });
  }
  const separate = { id: parties + 1, slug: 'other-party', name: 'Another party', kind: 'state' };
  rows.insert('parties', separate);
  rows.insert('speakers', { partyId: separate.id, name: 'Nobody quoted', role: 'Spokesperson' });
  for (const partyId of [1, separate.id])
    rows.insert('participations', {
      negotiationId: 2,
      partyId,
      role: 'principal',
      order: partyId,
      createdSequence,
    });
  rows.insert('demands', {
    negotiationId: 2,
    topicId: topicCount + 1,
    slug: 'other-demand',
    proposition: 'Party 1 gets what it asks for elsewhere',
    order: 1,
    createdSequence,
  });
  for (let event = 1; event <= eventCount; event += 1) {
    const date = dayOfNumber(firstDay + Math.floor((event / eventCount) * dayCount));
    rows.insert('events', { negotiationId: 1, name: `Round ${event}`, date, createdSequence });
  }
}

/** Writes the links of everything published, as the server would have done one publication after the other. */
async function chainRecord(database: Sqlite.Database): Promise<void> {
  database.exec('BEGIN IMMEDIATE');
  const plain = plainSqlOf(database);
  await extendRecordChain(plain);
  await indexChanges(plain);
  database.exec('COMMIT');
}

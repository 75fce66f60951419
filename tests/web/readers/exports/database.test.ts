import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFileNames } from '../../../../src/outputs/tables/data-files.js';
import { actOnRecords, publishOwn } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { type DownloadedTables, openTables } from '../../../support/downloaded-tables.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
  await actOnRecords(application, admin);
  await publishOwn(application, admin);
});

afterAll(() => application.stop());

type Row = Readonly<Record<string, string | number | null>>;

async function bytesAt(query = ''): Promise<Buffer> {
  const response = await fetch(`${application.address}${talks}/data.db${query}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.sqlite3']);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  return bytes;
}

async function databaseAt(query = ''): Promise<DownloadedTables> {
  return openTables(await bytesAt(query));
}

function rowsOf(database: DownloadedTables, sql: string): Row[] {
  return database.prepare(sql).all() as Row[];
}

async function csvOf(path: string): Promise<Record<string, string>[]> {
  return parse((await application.visitor().get(path)).text, { columns: true });
}

/** As a CSV has them, in no order that the database would promise. */
const asText = (rows: readonly Row[]) =>
  rows
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])))
    .sort(byText);

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

describe('the tables of a negotiation as one file', () => {
  test('it has the tables that readers can download, what was done to records, and nothing else', async () => {
    const database = await databaseAt();
    const named = (type: string) =>
      rowsOf(database, `SELECT name FROM sqlite_schema WHERE type = '${type}'`).map(({ name }) => name);
    expect(named('table').map(String).sort()).toEqual(
      [...dataFileNames, 'acts', 'clocks', 'columns', 'past', 'words'].sort(),
    );
    expect(named('view')).toEqual(['current_positions', 'positions_at_clocks']);
    expect(rowsOf(database, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test('nothing in it says who works here', async () => {
    const bytes = await bytesAt();
    const people = await application.database.read.user.findMany();
    expect(people.length).toBeGreaterThan(0);
    for (const { signInName, passwordHash } of people)
      for (const secret of [signInName, passwordHash]) expect(secret && bytes.includes(secret)).toBe(false);
  });

  test.each(['', '?as_of=2025-08-14', '?evidence=on_record&known_at=2025-08-21'])(
    'each table has the rows of its CSV: %s',
    async (query) => {
      const database = await databaseAt(query);
      for (const name of dataFileNames) {
        const csv = await csvOf(`${talks}/${name}.csv${query === '' ? '?' : `${query}&`}raw=1`);
        expect([name, asText(rowsOf(database, `SELECT * FROM "${name}"`))]).toEqual([
          name,
          csv.toSorted(byText),
        ]);
      }
    },
  );

  test('numbers are numbers, and each column says what it means', async () => {
    const database = await databaseAt();
    const [kinds] = rowsOf(
      database,
      'SELECT typeof(sequence) AS sequence, typeof(effective_date) AS date FROM stances LIMIT 1',
    );
    expect(kinds).toEqual({ sequence: 'integer', date: 'text' });
    const [events] = rowsOf(database, `SELECT sql FROM sqlite_schema WHERE name = 'events'`);
    expect(events?.sql).toBe(`CREATE TABLE "events" (
  "event_id" INTEGER, -- The event’s number
  "date" TEXT, -- When it happens, as given
  "event" TEXT, -- What happens
  "description" TEXT, -- More about it
  "permalink" TEXT, -- The page at these clocks
  "as_of" TEXT, -- The effective clock of this export
  "known_at" TEXT, -- The recorded clock of this export (UTC)
  PRIMARY KEY ("event_id")
)`);
  });

  test('clocks says what the file is of', async () => {
    const database = await databaseAt('?as_of=2025-08-14');
    expect(rowsOf(database, 'SELECT negotiation, as_of, evidence, licence FROM clocks')).toEqual([
      { negotiation: 'russia-ukraine', as_of: '2025-08-14', evidence: 'default', licence: 'CC BY 4.0' },
    ]);
  });
});

describe('positions at both clocks', () => {
  test('those at the clocks of the file are the rows of positions that a record sets', async () => {
    const database = await databaseAt();
    expect(
      rowsOf(database, 'SELECT stance_id FROM current_positions').map(({ stance_id }) => stance_id),
    ).toEqual(
      rowsOf(database, 'SELECT stance_id FROM positions WHERE stance_id IS NOT NULL').map(
        ({ stance_id }) => stance_id,
      ),
    );
  });

  const days = ['2024-12-31', '2025-08-15', '2025-08-18', '2025-08-21'];
  test.each(['default', 'on_record', 'all'])(
    'at any other clocks, and with evidence=%s, they are those of the pages',
    async (evidence) => {
      const database = await databaseAt();
      const instants = rowsOf(
        database,
        'SELECT recorded_at FROM stances UNION SELECT recorded_at FROM acts ORDER BY 1',
      ).map(({ recorded_at }) => String(recorded_at));
      let compared = 0;
      for (const instant of instants)
        for (const day of days) {
          database
            .prepare('UPDATE clocks SET as_of = ?, known_at = ?, evidence = ?')
            .run(day, instant, evidence);
          const found = new Map(
            rowsOf(
              database,
              'SELECT party_slug, demand_slug, position, stance_id FROM positions_at_clocks',
            ).map((row) => [
              `${row.party_slug} ${row.demand_slug}`,
              `${row.position} ${row.stance_id ?? ''}`,
            ]),
          );
          const query = `as_of=${day}&known_at=${instant}&evidence=${evidence}&closed=1`;
          for (const row of await csvOf(`${talks}/positions.csv?${query}`)) {
            const { party_slug, demand_slug, position, stance_id } = row;
            // A cell that is reported and denied has the stance that was denied in other columns.
            const own = position === 'denied' ? '' : stance_id;
            expect([query, party_slug, demand_slug, found.get(`${party_slug} ${demand_slug}`)]).toEqual([
              query,
              party_slug,
              demand_slug,
              `${position} ${own}`,
            ]);
            compared += 1;
          }
        }
      expect(compared).toBeGreaterThan(2_000);
    },
  );
});

describe('the file is kept', () => {
  test('as long as nothing changes: the same bytes, and nothing to be sent again', async () => {
    const [first, second] = [await bytesAt(), await bytesAt()];
    expect(second.equals(first)).toBe(true);
    const { headers } = await fetch(`${application.address}${talks}/data.db`, { method: 'HEAD' });
    expect(headers.get('content-length')).toBe(String(first.length));
    const again = await application
      .visitor()
      .send(`${talks}/data.db`, { headers: { 'if-none-match': headers.get('etag') as string } });
    expect(again.status).toBe(304);
  });

  test('for each address by itself', async () => {
    const [now, then] = [await databaseAt(), await databaseAt('?as_of=2025-08-14')];
    const asOf = (database: DownloadedTables) => rowsOf(database, 'SELECT as_of FROM clocks')[0]?.as_of;
    expect(asOf(then)).toBe('2025-08-14');
    expect(asOf(now)).not.toBe('2025-08-14');
  });

  test('not after a publication', async () => {
    const before = rowsOf(await databaseAt(), 'SELECT chain_entry FROM clocks');
    await admin.post(`${talks}/topics`, { name: 'Prisoners', slug: 'prisoners' });
    await admin.post(`${talks}/events`, { name: 'A meeting', date: '2025-08-20', description: '' });
    const after = await databaseAt();
    expect(rowsOf(after, `SELECT event FROM events WHERE event = 'A meeting'`)).toHaveLength(1);
    expect(rowsOf(after, 'SELECT chain_entry FROM clocks')).not.toEqual(before);
  });

  test('whoever is signed in gets one too, of the same contents', async () => {
    const { status } = await admin.get(`${talks}/data.db`);
    expect(status).toBe(200);
  });
});

test('unknown parameters are refused, and what is not there is not found', async () => {
  const get = async (path: string) => (await application.visitor().get(path)).status;
  expect(await get(`${talks}/data.db?party=russia`)).toBe(400);
  expect(await get('/negotiations/atlantis/data.db')).toBe(404);
});

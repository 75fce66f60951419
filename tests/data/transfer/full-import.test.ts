import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corroborateRecord } from '../../../src/actions/records/corroborate-record.js';
import { retractEntry } from '../../../src/actions/records/retract-entry.js';
import { InvalidInput } from '../../../src/domain/errors.js';
import { exportEverything } from '../../../src/data/transfer/full-export.js';
import { importEverything, type ImportOutcome } from '../../../src/data/transfer/full-import.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createExampleDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';
import { noon, timeSource } from '../../support/structure.js';
import { testServer } from '../../support/postgresql-databases.js';

let copy: TestDatabase;
/** A full export of the example data. */
let text: string;

beforeAll(async () => {
  const original = await createExampleDatabase();
  text = await exported(original);
  await original.remove();
  copy = await createTestDatabase();
});

afterAll(() => copy.remove());

async function exported({ database }: TestDatabase): Promise<string> {
  const pieces: string[] = [];
  await database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces.join('');
}

function imported(given: string): Promise<ImportOutcome> {
  return importEverything(copy.database, Readable.from([Buffer.from(given)]), { isDryRun: false });
}

/** What an import of this text is refused with. */
async function refusalOf(given: string): Promise<string> {
  const error = await imported(given).then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof InvalidInput)) throw error ?? new Error('It was imported.');
  return error.problems.map(({ message }) => message).join('\n');
}

describe('a value that its column cannot hold is refused, with the line, and nothing is imported', () => {
  const words = [
    'a word that there is not',
    'stances',
    '"position":"',
    '"position":"very_',
    'very_',
  ] as const;
  test.each([
    ['a text for a number', 'parties', /"id":(\d+)/, '"id":"$1"', '“id” cannot be "1".'],
    ['a fraction', 'parties', /"id":(\d+)/, '"id":$1.5', '“id” cannot be 1.5.'],
    ['a number too large', 'parties', /"id":(\d+)/, '"id":3000000000', '“id” cannot be 3000000000.'],
    ['a number for a text', 'parties', /"name":"[^"]+"/, '"name":7', '“name” cannot be 7.'],
    ['a number for yes or no', 'demands', '"is_closed":false', '"is_closed":0', '“is_closed” cannot be 0.'],
    [
      'no instant',
      'publications',
      /"recorded_at":"[^"]+"/,
      '"recorded_at":"then"',
      '“recorded_at” cannot be',
    ],
    [
      'a field that there is not',
      'parties',
      '"name"',
      '"name\\" OR":1,"name"',
      'there is no field “name" OR”.',
    ],
    ['nothing where something must be', 'parties', /"name":"[^"]+"/, '"name":null', ''],
    // PostgreSQL’s schema has texts there.
    ...(testServer() === '' ? [words] : []),
  ] as const)('%s', async (_what, table, from, to, sentence) => {
    const lines = text.split('\n');
    const place = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
    const line = lines[place] as string;
    lines[place] = line.replace(from, to);
    expect(lines[place]).not.toBe(line);
    const refusal = await refusalOf(lines.join('\n'));
    expect(refusal).toMatch(/^The rows up to line \d+ do not fit: ./);
    expect(refusal).toContain(sentence);
    expect(await copy.database.read.party.count()).toBe(0);
  });
});

test('rows of one table with and without a field that is newer are imported, each with its own', async () => {
  const [head, ...lines] = text.trim().split('\n') as [string, ...string[]];
  let topic = 0;
  const whole = lines.map((line) => {
    if (!line.startsWith('{"table":"topics"')) return line;
    topic += 1;
    return topic % 2 === 0 ? line.replace('"is_closed":false', '"is_closed":true') : line;
  });
  const mixed = whole.map((line) => line.replace(/^(\{"table":"topics".*),"is_closed":false/, '$1'));
  expect(mixed.filter((line, place) => line !== whole[place]).length).toBeGreaterThan(1);
  await imported([head, ...mixed, ''].join('\n'));
  expect(await exported(copy)).toBe([head, ...whole, ''].join('\n'));
});

test('a column added since is told only where it holds something, and comes back with an import', async () => {
  const original = await createExampleDatabase();
  const place = { negotiationId: 1, record: 48 };
  const citation = { source: 0, locator: null, firstReportedBy: null };
  const { database } = original;
  const { sequence: target } = await corroborateRecord(
    database,
    theServer,
    { ...place, source: timeSource, citation },
    noon,
  );
  await retractEntry(database, theServer, { ...place, target, reason: 'The wrong report.' }, noon);
  const told = await exported(original);
  await original.remove();
  const entries = told.split('\n').filter((line) => line.startsWith('{"table":"entries"'));
  expect(entries.filter((line) => line.includes('"target"'))).toEqual([entries.at(-1)]);
  expect(entries.at(-1)).toContain(`"target":${target}`);
  const other = await createTestDatabase();
  await importEverything(other.database, Readable.from([Buffer.from(told)]), { isDryRun: false });
  expect(await exported(other)).toBe(told);
  await other.remove();
});

test('what is closed or replaced in a file from before that took numbers counts so after its newest number', async () => {
  const old = text.replace(/("slug":"crimea".*?"is_closed":)false/, '$1true');
  const replaced = `{"table":"demand_replacements","row":{"demand_id":3,"replaced_id":2}}\n`;
  const [head, ...lines] = old.split('\n') as [string, ...string[]];
  const place = lines.findIndex((line) => line.startsWith('{"table":"events"'));
  lines.splice(place, 0, replaced.trim());
  const counted = head.replace('"demand_replacements":0', '"demand_replacements":1');
  const fresh = await createTestDatabase();
  await importEverything(fresh.database, Readable.from([Buffer.from([counted, ...lines].join('\n'))]), {
    isDryRun: false,
  });
  const rows = await fresh.database.read.demand.findMany({ orderBy: { id: 'asc' } });
  const told = rows.map(
    ({ slug, closedAfter, replacedAfter }) => [slug, closedAfter, replacedAfter] as const,
  );
  expect(told.filter(([, closed, after]) => closed !== null || after !== null)).toEqual([
    ['cede-territory', null, 58],
    ['crimea', 58, null],
  ]);
  await fresh.remove();
});

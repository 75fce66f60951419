import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { engineOf } from '../../../src/data/open.js';
import {
  type Dialect,
  insertion,
  PlainSql,
  plainSql,
  withQuotedAliases,
} from '../../../src/data/engine/statements.js';
import type { WordIndex } from '../../../src/data/engine/word-index.js';
import { createTestDatabase, openWith } from '../../support/database.js';
import { sourceFiles } from '../../support/source-files.js';
import { secondEngine } from '../../support/second-engine.js';

test('an alias in mixed letters is quoted, and nothing else', () => {
  const sql = 'SELECT e.party_id AS partyId, CAST(? AS INTEGER) AS sequence, kind AS "is" FROM entries AS e';
  expect(withQuotedAliases(sql)).toBe(
    'SELECT e.party_id AS "partyId", CAST(? AS INTEGER) AS sequence, kind AS "is" FROM entries AS e',
  );
});

test('every SELECT inside a FROM has a name, which PostgreSQL 15 demands and later versions do not', () => {
  const nameless = sourceFiles('src').flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:FROM|JOIN) \((?=\s*SELECT\b)/g)].flatMap(({ 0: found, index }) => {
      const end = closingAfter(text, index + found.length);
      return /^\s*(?!WHERE|GROUP|ORDER|UNION|LIMIT)(?:AS )?[a-z]+/.test(text.slice(end))
        ? []
        : `${path}: ${end}`;
    }),
  );
  expect(nameless).toEqual([]);
});

/** The place behind the bracket that closes the one before a place. */
function closingAfter(text: string, start: number): number {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < text.length; end += 1) {
    if (text[end] === '(') depth += 1;
    if (text[end] === ')') depth -= 1;
  }
  return end;
}

test('a row is inserted by the names of its columns; a column without a value gets its default', () => {
  const at = new Date(0);
  const row = { signInName: 'editor', publicName: null, role: undefined, details: { a: [1] }, at };
  expect(insertion('people', row)).toEqual({
    sql: 'INSERT INTO "people" ("sign_in_name", "public_name", "details", "at") VALUES (?, ?, ?, ?)',
    values: ['editor', null, '{"a":[1]}', at],
  });
});

/** Statements of a driver that is asked for nothing but whether it is a pipeline. */
function statementsOf(isPipelined: boolean): PlainSql {
  const never = () => {
    throw new Error('nothing is asked');
  };
  return new PlainSql({
    ...{ dialect: {} as Dialect, prepare: never, wordsOf: () => ({}) as WordIndex, isPipelined },
    turn: () => null,
  });
}

test.each([
  [true, ['one begun', 'two begun', 'one ended', 'three begun', 'two ended', 'three ended']],
  [false, ['one begun', 'one ended', 'two begun', 'two ended', 'three begun', 'three ended']],
])(
  'in succession on a pipeline (%s), the next is begun while the one before is answered',
  async (isPipelined, expected) => {
    const done: string[] = [];
    const things = ['one', 'two', 'three'].map((name) => async () => {
      done.push(`${name} begun`);
      await nextRound();
      await nextRound();
      done.push(`${name} ended`);
    });
    await statementsOf(isPipelined).inSuccession(things);
    expect(done).toEqual(expected);
  },
);

test.each([true, false])('what fails in succession ends it, on a pipeline (%s)', async (isPipelined) => {
  const begun: number[] = [];
  const things = [1, 2, 3, 4].map((number) => async () => {
    begun.push(number);
    await nextRound();
    throw new Error(`number ${number}`);
  });
  await expect(statementsOf(isPipelined).inSuccession(things)).rejects.toThrow('number 1');
  expect(begun).toEqual(isPipelined ? [1, 2] : [1]);
});

afterEach(() => openWith(engineOf));

const engines = [
  ['the engine of the server', engineOf],
  ['the second engine', secondEngine],
] as const;

test.each(engines)(
  'with %s rows go many in one statement, and come back as the table holds them',
  async (_name, engine) => {
    openWith(engine);
    const fresh = await createTestDatabase();
    const outlets = ['1', '007', '', 'a\u0000b', '“x” \\ "y"\u2028', '🕊', 'null', '{"a":[1]}', ' \t\n'];
    const rows = Array.from({ length: 600 }, (_, index) => ({
      outlet: outlets[index % outlets.length] as string,
      title: `Title ${index}`,
      url: index % 2 === 0 ? null : `https://example.org/${index}`,
      normalisedUrl: index % 2 === 0 ? null : `//example.org/${index}`,
    }));
    await fresh.database.write(async (tx) => {
      const plain = plainSql(tx);
      const also = ['(SELECT count(*) FROM parties) AS parties'];
      const stored = await plain.publish('sources', rows, { also });
      expect(stored.map(({ title }) => title)).toEqual(rows.map(({ title }) => title));
      const read = await plain.rows('SELECT *, 0 AS parties FROM sources ORDER BY id');
      expect(stored).toEqual(read);
      expect(stored.map(({ outlet }) => outlet)).toEqual(rows.map(({ outlet }) => outlet));
      expect(plain.published('sources')).toEqual(read);
      const again = rows.slice(0, 2).map((row) => ({ ...row, title: 'Again' }));
      const fresh = await plain.publish('sources', again, { unlessTaken: 'normalisedUrl' });
      expect(fresh.map(({ id }) => id)).toEqual([601]);
    });
    await fresh.database.write(async (tx) => {
      expect(plainSql(tx).published('sources')).toEqual([]);
    });
    await fresh.remove();
  },
);

test.each(engines)(
  'with %s instants go in and come out as Date, lists are one value, and a new row has an id',
  async (_name, engine) => {
    openWith(engine);
    const fresh = await createTestDatabase();
    const instants = [1, 2, 3].map((second) => new Date(Date.UTC(2025, 7, 20, 12, 0, second, 5)));
    const ids = await fresh.database.write(async (tx) => {
      const plain = plainSql(tx);
      for (const [index, recordedAt] of instants.entries())
        await plain.insert('publications', { sequence: index + 1, recordedAt });
      const parties = ['a', 'b'].map((slug) => ({ slug, name: slug, kind: 'state' }));
      return (await plain.publish('parties', parties)).map(({ id }) => id);
    });
    expect(ids).toEqual([1, 2]);
    const plain = plainSql(fresh.database.read);
    const { numbers } = plain.dialect;
    const listed = `SELECT recorded_at AS recordedAt FROM publications WHERE sequence IN ${numbers} ORDER BY sequence`;
    expect(await plain.rows(listed, [[3, 1]])).toEqual([
      { recordedAt: instants[0] },
      { recordedAt: instants[2] },
    ]);
    const later = 'SELECT sequence FROM publications WHERE recorded_at > ? ORDER BY sequence';
    expect(await plain.row(later, [instants[0] as Date])).toEqual({ sequence: 2 });
    expect(await plain.row(later, [instants[2] as Date])).toBe(undefined);
    const stored = await fresh.database.read.publication.findMany({ orderBy: { sequence: 'asc' } });
    expect(stored.map(({ recordedAt }) => recordedAt)).toEqual(instants);
    await fresh.remove();
  },
);

test.each(engines)(
  'with %s the numbers of a column come from the highest down, however many digits they have; of no row there are none',
  async (_, engine) => {
    openWith(engine);
    const fresh = await createTestDatabase();
    await fresh.database.write(async (tx) => {
      const plain = plainSql(tx);
      for (const sequence of [9, 11, 2, 100])
        await plain.insert('publications', { sequence, recordedAt: new Date(0) });
      expect(await plain.numbers('sequence', 'FROM publications WHERE sequence > ?', [2])).toEqual([
        100, 11, 9,
      ]);
      expect(await plain.numbers('sequence', 'FROM publications WHERE sequence > ?', [100])).toEqual([]);
    });
    await fresh.remove();
  },
);

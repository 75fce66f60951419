import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnRecords, editorsPages, readersPages } from '../support/all-pages.js';
import { type Application, startApplication } from '../support/application.js';

const talks = '/negotiations/russia-ukraine';
type Prepare = (this: Sqlite.Database, sql: string) => Sqlite.Statement<unknown[], unknown>;
const prototype = Sqlite.prototype as unknown as { prepare: Prepare };
const { prepare } = prototype;

let application: Application;
/** Every statement that was prepared since the application began to answer. */
const statements = new Set<string>();

beforeAll(async () => {
  prototype.prepare = function (sql) {
    statements.add(sql);
    return prepare.call(this, sql);
  };
  application = await startApplication();
  const admin = await application.signedIn('admin');
  await actOnRecords(application, admin);
  statements.clear();
  for (const path of Object.values(readersPages)) await application.visitor().get(path);
  for (const path of Object.values(editorsPages)) await admin.get(path);
  const files = [
    'tables.zip',
    'stances.json',
    'updates/1.csv',
    'positions/ukraine/crimea.csv',
    'search.csv?q=land',
  ];
  for (const file of files) await application.visitor().get(`${talks}/${file}`);
  for (const feed of [talks, `${talks}/parties/russia`, `${talks}/demands/crimea`])
    await application.visitor().get(`${feed}.atom?position=rejects`);
  for (const query of [
    'party=ukraine',
    'demand=crimea',
    'party=ukraine&demand=crimea',
    'person=server',
    'from=2025-08-01&to=2025-08-30',
  ])
    await admin.get(`${talks}/recent-changes.csv?${query}`);
});

afterAll(async () => {
  prototype.prepare = prepare;
  await application.stop();
});

/** A step of a plan; `parent` is the step that it belongs to. */
interface Step {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** The steps of a statement that are done once for each row of another. */
function repeatedSteps(steps: readonly Step[]): Step[] {
  const isRepeated = ({ parent }: Step): boolean => {
    const above = steps.find(({ id }) => id === parent);
    if (!above) return false;
    return above.detail.startsWith('CORRELATED') || isRepeated(above);
  };
  return steps.filter(isRepeated);
}

/** True of a step that looks at every row, or at every row of a negotiation. */
function isWalk({ detail }: Step): boolean {
  if (/^SCAN (?!CONSTANT ROW)/.test(detail)) return true;
  const by = /^SEARCH .*\((.*)\)$/.exec(detail)?.[1] ?? 'rowid=?';
  const equal = by.split(' AND ').filter((condition) => condition.endsWith('=?') && !/[<>]/.test(condition));
  return equal.every((condition) => condition === 'negotiation_id=?');
}

/** The same file as SQLite reads it without statistics of its rows. */
function withoutStatistics(): Sqlite.Database {
  const connection = new Sqlite(application.file);
  connection.exec('DELETE FROM sqlite_stat1');
  connection.close();
  return new Sqlite(application.file, { readonly: true });
}

test('no statement of a page, a feed or a file walks the log once per row of another table, even without statistics', () => {
  const reads = [...statements].filter((sql) => /^\s*SELECT/i.test(sql));
  expect(reads.length).toBeGreaterThan(60);
  const connection = withoutStatistics();
  const walks = reads.flatMap((sql) => {
    const steps = prepare.call(connection, `EXPLAIN QUERY PLAN ${sql}`) as Sqlite.Statement<unknown[], Step>;
    const places = (sql.match(/\?/g) ?? []).map(() => 1);
    return repeatedSteps(steps.all(...places))
      .filter(isWalk)
      .map(({ detail }) => ({ sql, detail }));
  });
  connection.close();
  expect(walks).toEqual([]);
});

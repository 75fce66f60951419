import { afterEach, beforeEach, expect, test } from 'vitest';
import { clarifyRecord } from '../../src/actions/records/clarify-record.js';
import { correctRecord } from '../../src/actions/records/correct-record.js';
import { corroborateRecord } from '../../src/actions/records/corroborate-record.js';
import { denyRecord } from '../../src/actions/records/deny-record.js';
import { restoreRecord } from '../../src/actions/records/restore-record.js';
import { retractRecord } from '../../src/actions/records/retract-record.js';
import { importStances } from '../../src/actions/updates/import-stances.js';
import { logUpdate } from '../../src/actions/updates/log-update.js';
import { proposeUpdate } from '../../src/actions/proposals/propose-update.js';
import { restoreUpdate } from '../../src/actions/updates/restore-update.js';
import { retractUpdate } from '../../src/actions/updates/retract-update.js';
import { uploadImport } from '../../src/actions/updates/upload-import.js';
import { plainSql } from '../../src/data/engine/statements.js';
import { verifyRecord } from '../../src/data/chain/verification.js';
import { lastSequence } from '../../src/data/log/publications.js';
import { LogMemory } from '../../src/data/memory/log.js';
import { type HeldStructure, StructureMemory } from '../../src/data/memory/structure-memory.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import type { NewStance } from '../../src/domain/log/new-stance.js';
import { nothingTyped } from '../../src/domain/log/stance-fields.js';
import type { NewUpdate } from '../../src/domain/log/update.js';
import type { Person } from '../../src/domain/people/actor.js';
import type { Role } from '../../src/domain/people/permissions.js';
import type { NewSource } from '../../src/domain/structure/new-source.js';
import { judge } from '../../src/web/desk/imports/judging.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';
import { fileOfManyRows } from '../support/large-import.js';
import { testServer } from '../support/postgresql-databases.js';
import { statementsOf } from '../support/statements.js';

/** A demand that none of the forms below is about. */
const elsewhere = 8;

/** With everything: BEGIN, the write lock and COMMIT as well. Each is a way to the server and back on PostgreSQL. */
const most = testServer() === '' ? 20 : 16;

const now = new Date('2025-08-21T09:00:00Z');
const negotiationId = 1;

let example: TestDatabase;
let editor: Person;
let structure: HeldStructure;
/** The newest number when the form was opened. */
let seen: number;
/** A standing record, and the update that published it. */
let record: number;
let updateId: number;

beforeEach(async () => {
  example = await createExampleDatabase();
  seen = await lastSequence(example.database.read);
  record = seen + 1;
  // Somebody else publishes, so that it has to be asked whether what follows conflicts with it.
  const other = await signedIn('admin');
  const sources = [sourceAt('https://example.org/first')];
  const update = { ...updateOf(1), sources, stances: [stanceOf(elsewhere, 1)] };
  ({ updateId } = await logUpdate(example.database, other, { negotiationId, update, seen: null }, now));
  editor = await signedIn('editor');
  structure = await presentStructure();
});

afterEach(async () => {
  const { findings } = await verifyRecord(plainSql(example.database.read));
  await example.remove();
  expect(findings).toEqual([]);
});

async function signedIn(role: Role): Promise<Person> {
  const account = { signInName: role, publicName: null, passwordHash: 'none', role, createdAt: now };
  const userId = await example.database.write(async (tx) => {
    const id = await insertUser(tx, account);
    await insertSession(tx, { tokenHash: role, userId: id, createdAt: now });
    return id;
  });
  return { userId, role, sessionHash: role };
}

/** As a request finds it at its beginning. */
async function presentStructure(): Promise<HeldStructure> {
  return (await new StructureMemory(example.database.read).find('russia-ukraine')) as HeldStructure;
}

function sourceAt(url: string): NewSource {
  const none = { archiveUrl: null, author: null, accessedDate: null, note: '' };
  return { ...none, outlet: 'Reuters', title: `What ${url} says`, url, publishedDate: '2025-08-20' };
}

const citation = (source: number) => ({ source, locator: null, firstReportedBy: 'TASS' });

function stanceOf(demand: number, sources: number): NewStance {
  return {
    ...nothingTyped,
    ...{ party: 2, demand, position: 'rejects', attribution: 'background', accountBy: null },
    ...{
      confidence: null,
      declaredPriority: null,
      direction: null,
      speaker: null,
      date: '2025-08-20',
      summary: `A summary of ${demand}.`,
    },
    citations: Array.from({ length: sources }, (_, source) => citation(source)),
  };
}

/** A form as an editor sends it: several stances, each with all its sources, two new ones and two on record. */
function updateOf(stances: number): NewUpdate {
  const sources = [
    1,
    sourceAt('https://example.org/a'),
    sourceAt('https://example.org/first'),
    sourceAt('https://example.net/b'),
  ];
  return {
    headline: 'Kyiv repeats its answers',
    sources,
    stances: Array.from({ length: stances }, (_, index) => stanceOf(index + 1, 4)),
    idempotencyKey: crypto.randomUUID(),
    typed: { headline: 'Kyiv repeats its answers' },
  };
}

async function expectFew(work: () => Promise<unknown>): Promise<void> {
  const all = await statementsOf(work);
  const statements = all.slice(0, all.lastIndexOf('COMMIT') + 1);
  expect(statements[0]).toMatch(/^BEGIN\b/);
  expect(statements.at(-1)).toBe('COMMIT');
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most);
}

const reason = 'A reason that readers see.';

test('an update takes few statements, however many stances and sources it has', async () => {
  const input = { negotiationId, update: updateOf(5), seen, structure };
  await expectFew(() => logUpdate(example.database, editor, input, now));
});

test('so does one that somebody has proposed', async () => {
  const contributor = await signedIn('contributor');
  const proposed = { negotiationId, update: updateOf(5), missing: null, reworks: null };
  const { proposalId } = await proposeUpdate(example.database, contributor, proposed, now);
  structure = await presentStructure();
  // Nobody has published since the form was opened; else it is one more.
  seen = await lastSequence(example.database.read);
  const input = { negotiationId, update: updateOf(5), seen, structure, proposal: proposalId };
  await expectFew(() => logUpdate(example.database, editor, input, now));
});

test('so do a retraction and a restoration, of a record and of a whole update', async () => {
  const { database } = example;
  const act = { negotiationId, record, reason };
  await expectFew(() => retractRecord(database, editor, act, now));
  await expectFew(() => restoreRecord(database, editor, act, now));
  const whole = { negotiationId, updateId, reason };
  await expectFew(() => retractUpdate(database, editor, whole, now));
  await expectFew(() => restoreUpdate(database, editor, whole, now));
});

test('so do a corroboration, a correction, a clarification and a denial', async () => {
  const { database } = example;
  const source = sourceAt('https://example.org/another');
  const common = { negotiationId, record, structure };
  await expectFew(() =>
    corroborateRecord(database, editor, { ...common, source, citation: citation(0) }, now),
  );
  const sources = [sourceAt('https://example.org/first'), sourceAt('https://example.org/new')];
  const stance = { ...stanceOf(elsewhere, 2), summary: 'What was meant.' };
  const correction = { ...common, version: record, reason, sources, stance };
  await expectFew(() => correctRecord(database, editor, correction, now));
  const version = (await lastSequence(database.read)) as number;
  const clearer = { ...correction, version, stance: { ...stance, summary: 'The same, clearer.' } };
  await expectFew(() => clarifyRecord(database, editor, clearer, now));
  const denial = {
    attribution: 'on_record_official',
    ...{ speaker: null, speakerRole: null, date: '2025-08-21' },
    ...{ quote: null, quoteLanguage: null, quoteTranslation: null },
  } as const;
  const denied = sourceAt('https://example.org/denial');
  await expectFew(() =>
    denyRecord(database, editor, { ...common, denial, source: denied, citation: citation(0) }, now),
  );
});

test('an import and its undo take a few statements for many rows together', async () => {
  const { database } = example;
  const contents = new TextEncoder().encode(fileOfManyRows(600, () => ['ukraine', 'crimea']));
  const upload = { negotiationId, fileName: 'archive.csv', contents };
  const { id } = await uploadImport(database, editor, upload, now);
  const services = { database, memory: new LogMemory(database.read), clock: () => now };
  const { rows, context } = await judge(services, { negotiationId, contents, withRepeats: true });
  const headline = 'What the archive holds';
  const imported = { negotiationId, id, headline, rows, context };
  let published = 0;
  const statements = await statementsOf(async () => {
    published = (await importStances(database, editor, imported, now)).updateId;
  });
  expect(statements.length, statements.join('\n')).toBeLessThan(60);
  const act = { negotiationId, updateId: published, reason };
  const undone = await statementsOf(() => retractUpdate(database, editor, act, now));
  expect(undone.length, undone.join('\n')).toBeLessThan(25);
});

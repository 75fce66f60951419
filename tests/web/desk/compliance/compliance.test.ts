import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { exportEverything } from '../../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../../src/data/transfer/full-import.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { createTestDatabase } from '../../../support/database.js';
import { errorAt, idsOf } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const demand = `${talks}/demands/ceasefire-first`;
const outcome = {
  ...{ outcome: 'ended', event: '', date: '2025-08-15', summary: 'The truce of one night was over.' },
  ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'The truce ends' },
};

let application: Application;
let editor: Visitor;
let accusation: Fields;
let denial: Fields;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  expect((await editor.post(`${demand}/outcome`, outcome)).status).toBe(303);
  const { party } = await idsOf(application);
  accusation = {
    ...{ party: party('russia'), claim: 'not_kept', about: party('ukraine'), date: '2025-08-15' },
    ...{ attribution: 'on_record_official', quote: 'Перемирие не соблюдается', quoteLanguage: 'ru' },
    ...{ quoteTranslation: 'The truce is not kept', 'sources.0.outlet': 'TASS' },
    ...{ 'sources.0.title': 'On the truce', 'sources.0.url': 'https://example.org/tass' },
    ...{ 'sources.0.locator': 'paragraph 3', 'sources.1.outlet': 'Reuters' },
    ...{ 'sources.1.title': 'Moscow on the truce' },
  };
  denial = {
    ...{ party: party('ukraine'), claim: 'kept', about: party('ukraine'), date: '2025-08-16' },
    ...{ attribution: 'on_record_principal', quote: 'Ми дотримуємося тиші', quoteLanguage: 'uk' },
    ...{ 'sources.0.outlet': 'Ukrinform', 'sources.0.title': 'On the silence' },
  };
});

afterEach(() => application.stop());

const flat = async (path: string, visitor = application.visitor()) =>
  (await visitor.get(path)).text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
const sends = async (path: string, fields: Fields) => (await editor.post(path, fields)).status;
const record = (fields: Fields) => sends(`${demand}/outcomes/59/compliance`, fields);
const accounts = (query = '') => csvRows(application, `${talks}/compliance.csv${query}`);
const disputed = async (query = '') =>
  (await csvRows(application, `${talks}/demands.csv${query}`)).find(
    ({ demand_slug }) => demand_slug === 'ceasefire-first',
  )?.outcome_disputed;
const said = 'Russia: not kept by Ukraine, 15 August 2025 (on the record)';

test('what a party says is found by its words in either language, and marked', async () => {
  expect(await record(accusation)).toBe(303);
  for (const words of ['соблюдается', 'truce kept']) {
    const { text } = await application.visitor().get(`${talks}/search?q=${encodeURIComponent(words)}`);
    expect(text.replace(/<[^>]*>/g, '').replace(/[\u2066-\u2069]/g, '')).toContain(
      '“Перемирие не соблюдается” — The truce is not kept',
    );
    expect(text).toContain('<mark>');
  }
});

test('what a party says stands under the outcome, with its words and its sources', async () => {
  expect(await flat(demand, editor)).toContain('Record what a party says on whether it was kept');
  expect(await record(accusation)).toBe(303);
  const page = await flat(demand);
  expect(page).toContain(
    `What parties say on whether it was kept ${said} “Перемирие не соблюдається`.slice(0, 60),
  );
  expect(page).toContain(said);
  expect(page).toContain('“The truce is not kept”');
  expect(page).toContain('TASS: On the truce, paragraph 3 Reuters: Moscow on the truce');
  expect(page).not.toContain('Record what a party says');
  expect(await flat('/record-chain/60')).toContain(
    'Account of compliance, report: the demand “Fighting stops',
  );
  const [row] = await accounts();
  expect([row?.party_slug, row?.claim, row?.about_slug, row?.source_outlet, row?.outcome_id]).toEqual([
    'russia',
    'not_kept',
    'ukraine',
    'TASS',
    '59',
  ]);
  expect(row?.other_sources).toContain('"Moscow on the truce"');
  expect(await flat(`${talks}/demands/ceasefire-first.atom`)).toContain(said);
  expect(await flat(`${talks}/sources`)).toContain(
    'cited by 1 account of compliance Russia on the outcome of “Fighting stops',
  );
});

test('principals who contradict one another make it disputed, wherever it is printed, from the later day on', async () => {
  await record(accusation);
  expect(await disputed()).toBe('0');
  const knownAt = encodeURIComponent(application.time.now.toISOString());
  application.time.now = new Date(application.time.now.getTime() + 60_000);
  await record(denial);
  expect(await disputed()).toBe('1');
  expect(await disputed('?as_of=2025-08-15')).toBe('0');
  expect(await disputed(`?known_at=${knownAt}`)).toBe('0');
  expect(await disputed('?as_of=2025-08-14')).toBe('');
  const words = 'Ended on 15 August 2025, disputed';
  expect((await flat(demand)).match(new RegExp(words, 'g'))?.length).toBe(2);
  expect(await flat(`${demand}?as_of=2025-08-15`)).not.toContain('disputed');
  expect(await flat(`${talks}?closed=1`)).toContain(words);
});

describe('an account', () => {
  beforeEach(async () => {
    await record(denial);
    expect(await record(accusation)).toBe(303);
  });

  test('is published once: one that stands in the same words is refused', async () => {
    expect(await record(accusation)).toBe(409);
    const reason = 'It was of another truce.';
    expect(await sends(`${talks}/compliance/61/retract`, { reason })).toBe(303);
    expect(await record(accusation)).toBe(303);
  });

  test('stands in corrections and is found by a search', async () => {
    const reason = 'It was of another truce.';
    await sends(`${talks}/compliance/61/retract`, { reason });
    expect(await flat(`${talks}/corrections`)).toContain(`Our record of “${said}”`);
    expect(await flat(`${talks}/search?q=truce+is+not+kept`)).toContain('Account of compliance');
  });

  test('is corrected, keeping the sources that are left as they were; retracted and restored', async () => {
    const act = `${talks}/compliance/61`;
    const reason = 'The statement was of the day before.';
    const form = (await editor.get(`${act}/correct`)).text;
    expect(form).toContain('value="https://example.org/tass"');
    expect(form).toContain('value="Moscow on the truce"');
    const sources = await application.database.read.source.count();
    expect(await sends(`${act}/correct`, { ...accusation, reason })).toBe(409);
    const corrected = { ...accusation, date: '2025-08-14', about: '', reason };
    expect(await sends(`${act}/correct`, { ...corrected, reason: 'No.' })).toBe(422);
    expect(await sends(`${act}/correct`, corrected)).toBe(303);
    expect(await application.database.read.source.count()).toBe(sources);
    expect(await disputed()).toBe('0');
    const page = await flat(demand);
    expect(page).toContain('Russia: not kept, 14 August 2025 (on the record)');
    expect(page).toContain(`Reason: ${reason}`);
    expect(await sends(`${act}/correct`, { ...accusation, reason })).toBe(303);
    expect(await disputed()).toBe('1');
    expect(await sends(`${act}/retract`, { reason })).toBe(303);
    expect(await sends(`${act}/retract`, { reason })).toBe(409);
    expect(await sends(`${act}/correct`, { ...corrected, reason })).toBe(409);
    expect(await disputed()).toBe('0');
    expect(await flat(demand)).toContain('(retracted)');
    expect(await sends(`${act}/restore`, { reason })).toBe(303);
    expect(await disputed()).toBe('1');
    expect((await accounts()).map(({ is_retracted }) => is_retracted)).toEqual(['0', '0']);
  });

  test('is removed by law in all its words, and the record still verifies', async () => {
    const admin = await application.signedIn('admin');
    const fields = { texts: ['compliance.61.quote'], reason: 'Court order of 3 March 2026.' };
    const removed = await admin.post('/record-chain/61/remove', fields);
    expect(removed.status).toBe(303);
    expect(await flat(demand)).not.toContain('Перемирие');
    expect(await flat(demand)).toContain('[Removed]');
    expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  });

  test('goes with the full export into another instance, where the record verifies', async () => {
    const exported = async ({ database }: Pick<Application, 'database'>) => {
      const pieces: string[] = [];
      await database.snapshot(async (read) => {
        for await (const piece of exportEverything(read)) pieces.push(piece);
      });
      return pieces.join('');
    };
    const text = await exported(application);
    expect(text.split('"claim":').length).toBe(3);
    const fresh = await createTestDatabase();
    await importEverything(fresh.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
    expect(await exported(fresh)).toBe(text);
    expect((await verifyRecord(plainSql(fresh.database.read))).findings).toEqual([]);
    await fresh.remove();
  });

  test('counts no longer where its outcome is retracted, and none is added there', async () => {
    const reason = 'The outcome was another.';
    expect(await sends(`${demand}/outcomes/59/retract`, { reason })).toBe(303);
    expect(await flat(demand)).not.toContain(', disputed');
    expect(await record(accusation)).toBe(409);
  });
});

test('what is wrong with an account is said at its fields, and nothing is recorded', async () => {
  const page = await editor.post(`${demand}/outcomes/59/compliance`, {
    ...accusation,
    ...{ claim: '', attribution: 'inferred', date: '2035-01-01', 'sources.1.title': '' },
  });
  expect(page.status).toBe(422);
  expect(['claim', 'attribution', 'date', 'sources.1.title'].map((field) => errorAt(page, field))).toEqual([
    'Choose kept or not kept.',
    'Say how it is known: on the record or reported.',
    'This date is in the future.',
    'Give the title of the report or document.',
  ]);
  expect(await application.database.read.compliance.count()).toBe(0);
  expect(await sends(`${demand}/outcomes/58/compliance`, accusation)).toBe(404);
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logUpdate } from '../../../../src/actions/updates/log-update.js';
import { exportEverything } from '../../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../../src/data/transfer/full-import.js';
import { theServer } from '../../../../src/domain/people/actor.js';
import { nothingTyped } from '../../../../src/domain/log/stance-fields.js';
import { cleanText } from '../../../../src/domain/text.js';
import { guardFormula } from '../../../../src/outputs/tables/csv.js';
import { type Application, startApplication } from '../../../support/application.js';
import { createTestDatabase } from '../../../support/database.js';
import { openTables } from '../../../support/downloaded-tables.js';
import type { Visitor } from '../../../support/visitor.js';
import { workbookAt } from '../../../support/workbook.js';

const talks = '/negotiations/russia-ukraine';
const stanceCount = 40;

let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

const pieces = [
  ...[
    '"',
    "'",
    ',',
    ';',
    '\t',
    '\r\n',
    '\n',
    '\r',
    '=',
    '+',
    '-',
    '@',
    '＝',
    '−',
    '\\',
    '<b>',
    '&amp;',
    '\u2028',
    '_x000D_',
  ],
  ...[
    'שלום',
    'مرحبا',
    '\u202eобратно',
    '👩‍👩‍👧‍👦',
    '🇺🇦',
    'é',
    'e\u0301',
    'Київ',
    '，',
    '\u00a0',
    '\ufeff',
    'null',
    '0012',
  ],
];
/** Text that nobody types but somebody pastes: quotes, breaks, other scripts, characters that spreadsheets run. */
const pasted = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 20 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter((text) => text.trim() !== '');
/** 10 kB of Cyrillic, with a quote at each end. */
const long = `"${'Ж'.repeat(4_998)}"`;

/** Publishes stances with such texts; answers them by their numbers, as they are stored. */
async function publish(): Promise<Map<string, { summary: string; quote: string; note: string }>> {
  const { database } = application;
  const negotiation = await database.read.negotiation.findFirstOrThrow();
  const party = await database.read.party.findFirstOrThrow({ where: { slug: 'ukraine' } });
  const demand = await database.read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
  const texts = fc.sample(fc.record({ summary: pasted, quote: pasted, note: pasted }), stanceCount);
  const sources = [{ ...emptySource, outlet: '=cmd|"/c calc"!A1', title: '-1+1, "quoted"' }];
  const stances = texts.map((text, index) => ({
    ...{ party: party.id, demand: demand.id, position: 'rejects', attribution: 'official_document' },
    ...{
      ...nothingTyped,
      accountBy: null,
      confidence: null,
      declaredPriority: null,
      direction: null,
      speaker: null,
      quoteLanguage: 'uk',
    },
    ...text,
    quote: index === 0 ? long : text.quote,
    date: '2025-08-20',
    citations: [{ source: 0, locator: null, firstReportedBy: null }],
  })) as never;
  const update = { headline: '@headline', sources, stances, idempotencyKey: 'fuzz' };
  const { updateId } = await logUpdate(
    database,
    theServer,
    { negotiationId: negotiation.id, update, seen: null },
    application.time.now,
  );
  const stored = await database.read.stance.findMany({ where: { entry: { updateId } } });
  return new Map(
    stored.map(({ sequence, summary, quote, note }) => [
      String(sequence),
      { summary: summary ?? '', quote: quote ?? '', note: note ?? '' },
    ]),
  );
}

const emptySource = {
  url: null,
  archiveUrl: null,
  author: null,
  publishedDate: null,
  accessedDate: null,
  note: '',
};

async function publishInParts() {
  const all = new Map<string, { summary: string; quote: string; note: string }>();
  for (const [key, text] of await publish()) all.set(key, text);
  return all;
}

test('text is exported as CSV, guarded or raw, and as JSON, as it was stored, without what may not be printed', async () => {
  const stored = await publishInParts();
  const get = async (query: string) => (await application.visitor().get(`${talks}/stances${query}`)).text;
  const csv = (text: string) => parse(text, { columns: true, bom: true }) as Record<string, string>[];
  const [guarded, raw, json] = [
    csv(await get('.csv?bom=1')),
    csv(await get('.csv?raw=1')),
    (JSON.parse(await get('.json')) as { rows: Record<string, string | number | null>[] }).rows,
  ];
  let seen = 0;
  for (const [index, row] of json.entries()) {
    const kept = stored.get(String(row.stance_id));
    if (!kept) continue;
    const text = { summary: cleanText(kept.summary), quote: cleanText(kept.quote) };
    seen += 1;
    expect([row.summary, row.quote]).toEqual([text.summary, text.quote]);
    expect([raw[index]?.summary, raw[index]?.quote]).toEqual([text.summary, text.quote]);
    expect([guarded[index]?.summary, guarded[index]?.quote]).toEqual(
      [text.summary, text.quote].map(guardFormula),
    );
    expect(guarded[index]?.summary).not.toMatch(/^[=+\-@\t\n＝＋－＠\u2212]/);
    expect(guarded[index]?.source_outlet).toBe('\'=cmd|"/c calc"!A1');
  }
  expect(seen).toBe(stanceCount);
});

test('text stands in the workbook and in the database as it was stored, without what may not be printed', async () => {
  const stored = await publishInParts();
  const { sheets } = await workbookAt(application, `${talks}/stances.xlsx`);
  const [header = [], ...inSheet] = sheets[0]?.rows ?? [];
  const response = await fetch(`${application.address}${talks}/data.db`);
  const database = openTables(Buffer.from(await response.arrayBuffer()));
  const inDatabase = database.prepare('SELECT * FROM stances').all() as Record<string, unknown>[];
  let seen = 0;
  for (const [key, kept] of stored) {
    const row = inSheet.find((each) => String(each[header.indexOf('stance_id')]) === key) ?? [];
    const cellOf = (name: string) => row[header.indexOf(name)] ?? '';
    const record = inDatabase.find(({ stance_id }) => String(stance_id) === key) ?? {};
    const text = [kept.summary, kept.quote].map(cleanText);
    expect([cellOf('summary'), cellOf('quote')]).toEqual(text);
    expect([record.summary, record.quote]).toEqual(text);
    expect([cellOf('source_outlet'), record.source_outlet]).toEqual([
      '=cmd|"/c calc"!A1',
      '=cmd|"/c calc"!A1',
    ]);
    seen += 1;
  }
  expect(seen).toBe(stanceCount);
});

test('the full export, imported into another instance, keeps every letter and is exported as the same bytes', async () => {
  await publishInParts();
  const pieces: string[] = [];
  await application.database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  const text = pieces.join('');
  const other = await createTestDatabase();
  // Cut anywhere, even in the middle of letters.
  const bytes = Buffer.from(text);
  async function* cut() {
    for (let start = 0; start < bytes.length; start += 997) yield bytes.subarray(start, start + 997);
  }
  await importEverything(other.database, cut(), { isDryRun: false });
  const again: string[] = [];
  await other.database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) again.push(piece);
  });
  expect(again.join('') === text).toBe(true);
  const stances = () => [application.database, other.database].map(({ read }) => read.stance.findMany());
  const [here, there] = await Promise.all(stances());
  expect(there).toEqual(here);
  await other.remove();
});

test('stances.csv is imported with the words that the form would have stored', async () => {
  const stored = await publishInParts();
  await admin.post('/negotiations', { name: 'Copy', slug: 'copy', description: '' });
  const body = new FormData();
  body.append('csrf', await admin.csrfToken());
  const csv = (await application.visitor().get(`${talks}/stances.csv`)).text;
  body.append('file', new Blob([csv]), 'stances.csv');
  const headers = { origin: application.address };
  const { location } = await admin.send('/negotiations/copy/imports', { method: 'POST', body, headers });
  await admin.post(location as string, { do: 'create' });
  await admin.post(location as string, { do: 'publish', headline: 'The whole' });
  while ((await admin.get(location as string)).headers.has('refresh'));
  const { read } = application.database;
  const copied = await read.stance.findMany({
    where: { entry: { negotiation: { slug: 'copy' } }, quoteLanguage: 'uk' },
    orderBy: { sequence: 'asc' },
  });
  const asTyped = (text: string) => cleanText(text).trim();
  const words = copied.map(({ summary, quote }) => [summary ?? '', quote ?? '']);
  expect(words).toEqual([...stored.values()].map(({ summary, quote }) => [asTyped(summary), asTyped(quote)]));
});

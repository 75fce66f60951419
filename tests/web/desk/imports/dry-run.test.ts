import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { uploadImport } from '../../../support/large-import.js';
import type { Answer, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const header =
  'party,demand_slug,position,attribution,effective_date,summary,source_outlet,source_title,source_url,topic,demand';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

const upload = (...rows: string[]) => uploadImport(admin, talks, [header, ...rows, ''].join('\r\n'));
const plain = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const read = async (path: string) => plain(await admin.get(path));

/** Publishes, and waits until it is done. */
async function publish(path: string): Promise<void> {
  await admin.post(path, { do: 'publish', headline: 'From the archive' });
  while ((await admin.get(path)).headers.has('refresh'));
}

const rowOf = (party: string, position: string, date: string, demand = 'crimea') =>
  `${party},${demand},${position},on_record_principal,${date},The President says so.,Reuters,Report of ${date},,,`;

test('the dry run lists by demand what would change: before, after, for whom, and in numbers', async () => {
  const path = await upload(
    rowOf('Ukraine', 'Favours', '2025-08-20'),
    rowOf('united kingdom', '-2', '2025-08-20'),
    rowOf('European Union', 'rejects', '2025-08-20'),
    rowOf('European Union', 'rejects', '2025-08-21'),
    rowOf('Ukraine', 'rejects', '2025-08-21', 'cede-donbas'),
    rowOf('United States', 'demands', '2021', 'ceasefire-first'),
  );
  const page = await read(path);
  expect(page).toContain('6 rows: 6 fine, 0 left out, 0 wrong.');
  expect(page).toContain('In 5 cells: 2 first recorded, 1 changed, 1 reaffirmed, 1 as before.');
  expect(page).toContain('Positions Demands 1 · Favours 1 · Rejects 4 Known by On the record, principal 6');
  expect(page).toContain('Rejects → Favours Reversed Ukraine');
  expect(page).toContain('Not yet assessed → Rejects First recorded European Union, United Kingdom');
  expect(page).toContain('Reluctant Stays: what stands is newer or better known United States');
});

test('what is dated after the outcome of its demand is said afterwards, and changes nothing', async () => {
  const outcome = { outcome: 'lapsed', event: '', date: '2025-08-12', summary: 'It lapsed on that day.' };
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Nothing came of it' };
  const recorded = await admin.post(`${talks}/demands/crimea/outcome`, { ...outcome, ...source });
  expect(recorded.status).toBe(303);
  const path = await upload(
    rowOf('Ukraine', 'accepts', '2025-08-13'),
    rowOf('Russia', 'favours', '2025-08-12'),
  );
  const text = await read(path);
  expect(text).toContain('In 2 cells: 1 changed, 1 said afterwards.');
  expect(text).toContain('Said afterwards: the demand is past');
});

test('a row that is in the file twice is left out the second time, unless the editor asks for both', async () => {
  const row = rowOf('Ukraine', 'rejects', '2025-08-20');
  const path = await upload(row, rowOf('Ukraine', 'rejects', '2025-08-21'), row);
  const page = await read(path);
  expect(page).toContain('3 rows: 2 fine, 1 left out, 0 wrong.');
  expect(page).toContain('1 row that is on record already or twice in the file is left out.');
  expect(page).toContain(
    'Line 4: Ukraine rejects: Ukraine accepts Russian control of Crimea. The same as line 2.',
  );
  const verdicts = await admin.get(`${path}/verdicts.csv`);
  expect(verdicts.headers.get('content-disposition')).toContain('-verdicts.csv"');
  const rows: Record<string, string>[] = parse(verdicts.text, { columns: true });
  expect(rows.map(({ line, verdict, reasons }) => [line, verdict, reasons])).toEqual([
    ['2', 'fine', ''],
    ['3', 'fine', ''],
    ['4', 'left_out', 'The same as line 2.'],
  ]);
  const before = await application.database.read.stance.count();
  await admin.post(path, { do: 'publish', headline: 'With both', repeats: '1' });
  while ((await admin.get(path)).headers.has('refresh'));
  expect((await application.database.read.stance.count()) - before).toBe(3);
});

test('verdicts as a table name the column and the reason', async () => {
  const path = await upload(rowOf('Ukraine', 'Rejets', '2025-08-20'));
  const [row] = parse((await admin.get(`${path}/verdicts.csv`)).text, { columns: true }) as [
    Record<string, string>,
  ];
  expect([row.verdict, row.party_slug, row.demand_slug]).toEqual(['wrong', 'ukraine', 'crimea']);
  expect(row.reasons).toMatch(/^position: “Rejets” is not one of insists, .*; did you mean rejects\?$/);
});

test('an undone import says so, on its page and in the list; restored, it is published again', async () => {
  const path = await upload(rowOf('Ukraine', 'favours', '2025-08-20'));
  await publish(path);
  const { text } = await admin.get(path);
  const undo = /href="([^"]*\/retract)">Undo this import</.exec(text)?.[1] as string;
  expect((await admin.post(undo, { reason: 'The archive was of another year.' })).status).toBe(303);
  const page = await read(path);
  expect(page).toContain('It was undone on 21 August 2025, 09:00 UTC.');
  expect(page).not.toContain('It is published.');
  expect(page).not.toContain('Undo this import');
  expect(await read(`${talks}/imports`)).toContain('archive.csv Undone 21 August 2025, 09:00 UTC');
  const restore = undo.replace('/retract', '/restore');
  expect((await admin.post(restore, { reason: 'It was of this year after all.' })).status).toBe(303);
  expect(await read(path)).toContain('It is published.');
  expect(await read(`${talks}/imports`)).toContain('archive.csv Published');
});

test('what cannot be created is named with its reason, and what was created is listed', async () => {
  const path = await upload(
    'Türkiye,,demands,on_record_principal,2025-08-20,It asks.,Reuters,Ankara,,Grain,Ships leave Odesa unhindered',
    'Türkiye,,demands,on_record_principal,2025-08-20,It asks.,Reuters,Ankara,,Grain,Grain',
    '日本,,favours,on_record_principal,2025-08-20,It asks.,Reuters,Tokyo,,Grain,Ships leave Odesa unhindered',
  );
  const answer = await admin.post(path, { do: 'create' });
  expect(answer.status).toBe(422);
  expect(plain(answer)).toContain(
    'The demand “Grain” could not be created: A proposition has 10 to 300 characters. Created: 2 parties, 1 topic, 1 demand.',
  );
  const parties = await application.database.read.party.findMany({ orderBy: { id: 'desc' }, take: 2 });
  expect(parties.map(({ slug, name }) => [slug, name])).toEqual([
    ['party-7', '日本'],
    ['turkiye', 'Türkiye'],
  ]);
  expect(await read(path)).toContain('3 rows: 2 fine, 0 left out, 1 wrong.');
});

test('a guessed encoding is named', async () => {
  const text = `${header}\r\n${rowOf('Ukraine', 'rejects', '2025-08-20').replace('says so', 'für Größe')}\r\n`;
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
  const path = await uploadImport(admin, talks, bytes);
  expect(await read(path)).toContain('It was read as Windows-1252: “für”, “Größe”.');
});

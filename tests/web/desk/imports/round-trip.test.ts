import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { uploadImport } from '../../../support/large-import.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const copy = '/negotiations/copy';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

type Row = Record<string, string>;

/** Columns that differ between negotiations: numbers and instants of the record, addresses, and what became of a record. */
const own =
  'recorded_at sequence stance_id update_id kind kind_label record_id correction_of replaced_by denied_by reason permalink as_of known_at'.split(
    ' ',
  );

function comparable(rows: readonly Row[]): string[] {
  return rows
    .map((row) => JSON.stringify(Object.entries(row).filter(([name]) => !own.includes(name))))
    .sort();
}

async function exported(negotiation: string): Promise<Row[]> {
  const { text } = await application.visitor().get(`${negotiation}/stances.csv?bom=1`);
  return parse(text, { columns: true, bom: true });
}

/** Publishes what is fine, and waits until it is done. */
async function publish(path: string): Promise<string> {
  expect((await admin.post(path, { do: 'publish', headline: 'From the archive' })).status).toBe(303);
  for (;;) {
    const { headers, text } = await admin.get(path);
    if (!headers.has('refresh')) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const plain = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** What a form can set and the example data lacks: inferred, contradictory, places, times, notes, two sources. */
async function publishMore(): Promise<void> {
  const ids = await idsOf(application);
  const stance = (index: number, fields: Row) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [`stances.${index}.${name}`, value]));
  const fields = soundUpdate(ids, {
    'sources.0.archiveUrl': 'https://archive.example/1',
    'sources.1.outlet': "=SUM(A1) & Söhne; 'AFP'",
    'sources.1.title': '−1+1, „so“',
    ...stance(0, {
      time: '14:30',
      note: '-- a note\nof two lines; and\tone tab',
      quote: 'Ні — ніколи.',
      quoteLanguage: 'uk',
      quoteTranslation: 'No, never.',
      quoteTranslator: 'The desk',
      confidence: 'moderate',
      confidenceNote: "'=heard from afar",
      speaker: ids.speaker('Volodymyr Zelensky'),
      'citations.0.locator': 'minute 3',
      'citations.0.firstReportedBy': 'AFP',
      'citations.1.source': '1',
      'citations.1.locator': 'page 2',
    }),
    ...stance(1, {
      party: ids.party('united-states'),
      demand: ids.demand('crimea'),
      position: 'contradictory',
      attribution: 'on_record_official',
      date: '2025-08',
      'citations.0.source': '0',
      'citations.0.locator': 'the Secretary',
      'citations.1.source': '0',
      'citations.1.locator': 'the envoy',
    }),
    ...stance(2, {
      party: ids.party('united-kingdom'),
      demand: ids.demand('crimea'),
      position: 'reluctant',
      attribution: 'inferred',
      note: 'It follows from what was said of Donbas.',
      date: '2024',
      'citations.0.source': '1',
    }),
    ...stance(3, {
      party: ids.party('russia'),
      demand: ids.demand('crimea'),
      position: 'insists',
      attribution: 'counterparty_account',
      accountBy: ids.party('ukraine'),
      date: '2025-08-19',
      'citations.0.source': '0',
    }),
    'stances.3.position': 'demands',
  });
  expect((await admin.post(`${talks}/updates`, fields)).status).toBe(303);
}

test('stances.csv, imported into another negotiation, is exported as the same rows, in every column that a form can set', async () => {
  await publishMore();
  await actOnRecords(application, admin);
  const rows = await exported(talks);
  const kept = rows.filter(({ status }) => status === 'standing' || status === 'superseded');
  const lost = rows.length - kept.length;
  expect(lost).toBeGreaterThan(1);

  await admin.post('/negotiations', { name: 'Copy', slug: 'copy', description: '' });
  const { text } = await application.visitor().get(`${talks}/stances.csv?bom=1`);
  const path = await uploadImport(admin, copy, text);
  expect((await admin.post(path, { do: 'create' })).status).toBe(303);
  const page = plain((await admin.get(path)).text);
  expect(page).toContain(`${rows.length} rows: ${kept.length} fine, ${lost} left out, 0 wrong.`);
  expect(page).toContain('1 row: Other words of this record have replaced these; those are imported.');
  expect(page).toContain('1 row: This record was retracted.');
  await publish(path);
  expect(comparable(await exported(copy))).toEqual(comparable(kept));
});

test('what is on record already is left out unless the editor asks for it; the same file twice records nothing', async () => {
  await publishMore();
  const { text } = await application.visitor().get(`${talks}/stances.csv`);
  const count = (await exported(talks)).length;
  const path = await uploadImport(admin, talks, text);
  const page = plain((await admin.get(path)).text);
  expect(page).toContain(`${count} rows: 0 fine, ${count} left out, 0 wrong.`);
  expect(page).toContain(`${count} rows that are on record already or twice in the file are left out.`);
  expect(page).toContain(`${count} rows: It is on record already, word for word.`);
  expect(page).not.toContain('Headline');
  const all = plain((await admin.get(`${path}?repeats=1`)).text);
  expect(all).toContain(`${count} rows: ${count} fine, 0 left out, 0 wrong.`);
  expect(all).toContain('Leave them out');
});

test('what was retracted is not on record: it can be imported again', async () => {
  const [first] = await exported(talks);
  const record = first?.record_id as string;
  const reason = { reason: 'The report was of another year.' };
  expect((await admin.post(`${talks}/records/${record}/retract`, reason)).status).toBe(303);
  const { text } = await application.visitor().get(`${talks}/stances.csv`);
  const again = text.replace(',retracted,', ',,');
  const path = await uploadImport(admin, talks, again);
  expect(plain((await admin.get(path)).text)).toContain('34 rows: 1 fine, 33 left out, 0 wrong.');
});

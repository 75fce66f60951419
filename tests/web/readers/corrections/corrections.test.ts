import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { versionFields } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on crimea, 15 August 2025, from unnamed sources; Ukraine on cede-territory, on the record. */
const [reported, onRecord] = [48, 38];
const reason = 'The report was withdrawn by its outlet.';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

async function flat(path: string): Promise<string> {
  return (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
}

const act = (record: number, name: string, fields: Fields) =>
  editor.post(`${talks}/records/${record}/${name}`, fields);

describe('the corrections page', () => {
  test('lists acts newest first in neutral words, and can be filtered by kind, parties and topics', async () => {
    await act(onRecord, 'retract', { reason });
    await act(onRecord, 'restore', { reason: 'The outlet stands by its report.' });
    await act(reported, 'retract', { reason });
    const text = await flat(`${talks}/corrections`);
    const sentences = [...text.matchAll(/title-link" href="[^"]+">([^<]+)</g)].map(
      ([, sentence]) => sentence,
    );
    expect(sentences).toEqual([
      'Our record of 15 August 2025 on Russia (Ukraine accepts Russian control of Crimea) has been retracted.',
      'Our record of 9 August 2025 on Ukraine (Ukraine cedes territory to Russia as part of a deal) has been restored.',
      'Our record of 9 August 2025 on Ukraine (Ukraine cedes territory to Russia as part of a deal) has been retracted.',
    ]);
    const filtered = await flat(`${talks}/corrections?kind=restoration&party=ukraine`);
    expect(filtered.match(/title-link/g)).toHaveLength(1);
    expect(await flat(`${talks}/corrections?party=russia`)).not.toContain('on Ukraine (');
    const count = async (query: string) =>
      (await flat(`${talks}/corrections?${query}`)).match(/title-link/g)?.length ?? 0;
    expect(await count('party=russia&party=ukraine')).toBe(3);
    expect(await count('topic=territory&party=russia')).toBe(1);
    expect(await count('topic=nato')).toBe(0);
    expect(await count('topic=nato&topic=territory')).toBe(3);
    expect(await flat(`${talks}/corrections?known_at=2025-08-20`)).toContain(
      'Nothing of this kind has been recorded.',
    );
  });

  test.each([
    ['kind=rumour', '“rumour” is not a kind of act.'],
    ['party=atlantis', 'There is no party “atlantis” in this negotiation at this time.'],
    ['topic=weather', 'There is no topic “weather” in this negotiation at this time.'],
    ['before=x', 'before=x is not the number of an entry.'],
  ])('refuses %s', async (query, sentence) => {
    const { status, text } = await application.visitor().get(`${talks}/corrections?${query}`);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
  });
});

test('what a correction added is printed as added, beside nothing that is struck', async () => {
  const form = await editor.get(`${talks}/records/${reported}/correct`);
  const added = { 'stances.0.note': 'The outlet names two sources.', do: 'publish', reason };
  const fields = { ...versionFields(form), ...added };
  expect((await act(reported, 'correct', fields)).status).toBe(303);
  const text = await flat(`${talks}/corrections`);
  expect(text).toContain('<dt>Note</dt><dd><ins>added: The outlet names two sources.</ins></dd>');
  expect(text).not.toContain('<del>nothing</del>');
});

test('corrections say what was before and after, and why; kinds and parties narrow them as on the page', async () => {
  await actOnRecords(application, await application.signedIn('admin'));
  const corrections = await csvRows(application, `${talks}/corrections.csv`);
  expect(
    corrections.map((row) => cellsOf(row, 'kind', 'party_slug', 'position_before', 'position_after')),
  ).toEqual([
    ['retraction', 'ukraine', 'rejects', ''],
    ['correction', 'ukraine', 'rejects', 'rejects_red_line'],
  ]);
  expect(await csvRows(application, `${talks}/corrections.csv?kind=correction`)).toHaveLength(1);
  expect(await csvRows(application, `${talks}/corrections.csv?party=russia`)).toEqual([]);
  expect(await csvRows(application, `${talks}/corrections.csv?party=russia&party=ukraine`)).toHaveLength(2);
  expect(await csvRows(application, `${talks}/corrections.csv?topic=nato`)).toEqual([]);
  expect((await application.visitor().get(`${talks}/corrections.csv?kind=nonsense`)).status).toBe(400);
});

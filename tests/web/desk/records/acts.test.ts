import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Ukraine on cede-territory in the example data. */
const record = 38;
const position = `${talks}/positions/ukraine/cede-territory`;
const reason = 'The quote was cut short by mistake.';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

async function correct(changes: Fields): Promise<Answer> {
  const form = await editor.get(`${talks}/records/${record}/correct`);
  return editor.post(`${talks}/records/${record}/correct`, {
    ...versionFields(form),
    do: 'publish',
    reason,
    ...changes,
  });
}

async function flat(path: string): Promise<string> {
  return (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
}

describe('a correction', () => {
  test('opens with the record’s own words', async () => {
    const form = await editor.get(`${talks}/records/${record}/correct`);
    expect(form.text).toContain('Ukraine rejects: Ukraine cedes territory to Russia as part of a deal');
    expect(fieldIn(form, 'stances.0.quote')).toBe('Ukrainians will not gift their land to the occupier.');
    expect(fieldIn(form, 'stances.0.date')).toBe('2025-08-09');
    expect(fieldIn(form, 'version')).toBe(String(record));
  });

  test('strikes the old words, shows the new ones, when and why, and counts as no movement', async () => {
    const answer = await correct({ 'stances.0.position': 'rejects_red_line' });
    expect(answer.location).toBe(`${position}?record=${record}#record-${record}`);
    const text = await flat(position);
    expect(text).toContain('<h1>Ukraine rejects, as a red line: Ukraine cedes territory');
    expect(text).toContain('<dt>Position</dt><dd><del>Rejects</del> <ins>Rejects (red line)</ins></dd>');
    expect(text).toContain(reason);
    expect(text).toContain('<dt>Movement</dt><dd>First recorded</dd>');
    expect(text).toContain('21 August 2025, 09:00 UTC');
    const audit = await application.database.read.auditEntry.findFirst({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({ action: 'correct_record', subject: 'record', subjectId: String(record) });
  });

  test('leaves the matrix at an earlier known_at the same bytes', async () => {
    const earlier = `${talks}?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;
    const reader = application.visitor();
    const paths = [earlier, earlier.replace('?', '/matrix.csv?'), earlier.replace('?', '/positions.csv?')];
    const before = await Promise.all(paths.map((path) => reader.get(path)));
    await correct({ 'stances.0.position': 'rejects_red_line' });
    const after = await Promise.all(paths.map((path) => reader.get(path)));
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect(before[1]?.text).toContain('rejects');
    expect((await reader.get(`${talks}/matrix.csv`)).text).toContain('rejects_red_line');
  });

  test('may take the record to another cell; both logs say so', async () => {
    const { read } = application.database;
    const crimea = await read.demand.findFirstOrThrow({ where: { slug: 'russian-speakers' } });
    const answer = await correct({ 'stances.0.demand': String(crimea.id) });
    expect(answer.location).toBe(
      `${talks}/positions/ukraine/russian-speakers?record=${record}#record-${record}`,
    );
    expect(await flat(position)).toContain('Corrected: it now stands under');
    expect(await flat(position)).toContain('Ukraine, not yet assessed');
    expect(await flat(`${talks}/positions/ukraine/russian-speakers`)).toContain(
      'Ukraine rejects: Russian speakers',
    );
  });

  test.each<[string, Fields, string]>([
    ['reason', { reason: 'typo' }, 'Say why, in at least 10 characters.'],
    [
      'stances.0.date',
      { 'stances.0.date': 'soon' },
      'Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
    ],
    [
      'stances.0.conditions',
      { 'stances.0.position': 'conditional' },
      'Open, with conditions: record the conditions.',
    ],
  ])('is refused at %s, with everything typed kept', async (field, changes, message) => {
    const page = await correct({ 'stances.0.summary': 'Words typed with care.', ...changes });
    expect(page.status).toBe(422);
    expect(errorAt(page, field)).toBe(message);
    expect(fieldIn(page, 'stances.0.summary')).toBe('Words typed with care.');
  });

  test('of what another editor has corrected meanwhile is refused once: both texts are shown, and it can be sent again', async () => {
    const form = versionFields(await editor.get(`${talks}/records/${record}/correct`));
    await correct({ 'stances.0.summary': 'The first editor’s words.' });
    const second = await application.signedIn('editor');
    const mine = { ...form, do: 'publish', reason, 'stances.0.summary': 'The second editor’s words.' };
    const page = await second.post(`${talks}/records/${record}/correct`, mine);
    expect(page.status).toBe(409);
    expect(page.text).toContain('Somebody else changed this record meanwhile.');
    expect(page.text).toContain('The first editor’s words.');
    expect(fieldIn(page, 'stances.0.summary')).toBe('The second editor’s words.');
    const version = fieldIn(page, 'version') as string;
    expect((await second.post(`${talks}/records/${record}/correct`, { ...mine, version })).status).toBe(303);
    const text = await flat(position);
    expect(text).toContain('<del>The first editor’s words.</del> <ins>The second editor’s words.</ins>');
  });

  test('can cite another source, which is recorded with it', async () => {
    const added = { 'sources.1.outlet': 'Suspilne', 'sources.1.title': 'The video in full' };
    const cited = { 'stances.0.citations.1.source': '1' };
    expect((await correct({ ...added, ...cited })).status).toBe(303);
    expect(await flat(position)).toContain('2 sources, 2 independent origins');
  });
});

describe('a retraction', () => {
  const path = `${talks}/records/${record}/retract`;

  test('strikes the record with its reason, and the position before it stands again', async () => {
    const form = await editor.get(path);
    expect(form.text).toContain('Ukrainians will not gift their land to the occupier.');
    const answer = await editor.post(path, { reason });
    expect(answer.location).toBe(`${position}?record=${record}#record-${record}`);
    const text = await flat(position);
    expect(text).toContain(
      '<h1>Ukraine, retracted: Ukraine cedes territory to Russia as part of a deal</h1>',
    );
    expect(text).toContain('<span class="status">Retracted</span>');
    expect(text).toContain('<div class="struck">');
    expect(text).toContain(reason);
    expect(await flat(`${talks}/updates/1`)).toContain('<span class="status">Retracted</span>');
    const { text: csv } = await application.visitor().get(`${talks}/stances.csv`);
    expect(csv.split('\r\n').find((line) => line.includes('not gift their land'))).toContain(
      `retracted,${record},,,,${reason}`,
    );
  });

  test('says what is missing, and keeps what was typed', async () => {
    const page = await editor.post(path, { reason: 'wrong' });
    expect(page.status).toBe(422);
    expect(errorAt(page, 'reason')).toBe('Say why, in at least 10 characters.');
    expect(fieldIn(page, 'reason')).toBe('wrong');
  });

  test('of a retracted record is refused, and so is its correction', async () => {
    await editor.post(path, { reason });
    const again = await editor.post(path, { reason });
    expect([again.status, fieldIn(again, 'reason')]).toEqual([409, reason]);
    const corrected = await correct({});
    expect(corrected.status).toBe(409);
    expect(corrected.text).toContain(
      'This record has been retracted; it cannot be changed. Restore it first.',
    );
  });

  test('at an earlier known_at it has not happened', async () => {
    const earlier = `${position}?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;
    const before = await flat(earlier);
    await editor.post(path, { reason });
    expect(await flat(earlier)).toBe(before);
  });
});

test.each(['correct', 'retract'])('there is nothing to %s where there is no record', async (act) => {
  for (const number of ['1', '0', '99999999999', 'x']) {
    expect((await editor.get(`${talks}/records/${number}/${act}`)).status).toBe(404);
  }
});

test('only editors see the ways to correct and retract, and only now', async () => {
  expect((await application.visitor().get(position)).text).not.toContain('/retract');
  expect((await editor.get(position)).text).toContain(`${talks}/records/${record}/retract`);
  expect((await editor.get(`${position}?as_of=2025-08-14`)).text).not.toContain('/retract');
});

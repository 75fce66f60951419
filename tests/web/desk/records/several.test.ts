import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/updates/1/correct`;
const reason = 'The list was of the day before.';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

const plain = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');

/** The stances that the form offers, each as the value of its box. */
async function offered(): Promise<string[]> {
  const { text } = await editor.get(form);
  return [...text.matchAll(/type="checkbox"[^>]*name="records" value="([^"]+)"/g)].map(
    ([, value]) => value ?? '',
  );
}

/** Sends the form with these boxes ticked. */
function send(ticked: readonly string[], fields: Readonly<Record<string, string>>) {
  return editor.post(form, { date: '', attribution: '', firstReportedBy: '', ...fields, records: ticked });
}

const newest = (count: number) =>
  application.database.read.entry.findMany({
    orderBy: { sequence: 'desc' },
    take: count,
    include: { stance: true, publication: true },
  });

test('a date that is wrong in several stances is corrected in one step, with one reason', async () => {
  const boxes = await offered();
  expect(boxes.length).toBeGreaterThan(9);
  const ten = boxes.slice(0, 10);
  expect(await send(ten, { date: '8 Aug 2025', reason })).toMatchObject({
    status: 303,
    location: `${talks}/updates/1`,
  });
  const entries = await newest(10);
  expect(new Set(entries.map(({ kind, reason: why }) => `${kind}: ${why}`))).toEqual(
    new Set([`correction: ${reason}`]),
  );
  expect(new Set(entries.map(({ stance }) => stance?.effectiveDate))).toEqual(new Set(['2025-08-08']));
  expect(new Set(entries.map(({ batch }) => batch)).size).toBe(1);
  expect(new Set(entries.map(({ publication }) => publication.recordedAt.toISOString())).size).toBe(1);
  expect(entries.map(({ record }) => record).toReversed()).toEqual(
    ten.map((box) => Number(box.split(' ')[0])),
  );
});

test('one box stands for all that are listed, and one that is ticked beside it counts once', async () => {
  const boxes = await offered();
  const all = boxes.join(',');
  expect((await editor.get(form)).text).toContain(`name="all" value="${all}"`);
  const fields = {
    date: '7 Aug 2025',
    attribution: '',
    firstReportedBy: '',
    reason,
    records: boxes.slice(0, 1),
  };
  expect(await editor.post(form, { ...fields, all })).toMatchObject({ status: 303 });
  const entries = await newest(boxes.length);
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['correction']));
  expect(new Set(entries.map(({ record }) => record)).size).toBe(boxes.length);
});

test('everything else of each stance stays as it was', async () => {
  const [one = ''] = await offered();
  const record = Number(one.split(' ')[0]);
  const { read } = application.database;
  const before = await read.stance.findFirstOrThrow({ where: { entry: { record } } });
  await send([one], { firstReportedBy: 'Ukrinform', reason });
  const [entry] = await newest(1);
  const { sequence: _old, ...words } = before;
  expect(entry?.stance).toMatchObject(words);
  const citations = await read.citation.findMany({ where: { sequence: entry?.sequence ?? 0 } });
  expect(citations.map(({ firstReportedBy }) => firstReportedBy)).toEqual(['Ukrinform']);
});

test('the page of the update strikes the dates that were wrong, and no sentence that still stands', async () => {
  const boxes = (await offered()).slice(0, 2);
  await send(boxes, { date: '8 Aug 2025', reason });
  const { text } = await application.visitor().get(`${talks}/updates/1`);
  expect(text.match(/<del>[^<]*<\/del> <ins>8 August 2025<\/ins>/g)).toHaveLength(2);
  expect(text.match(/class="status">Corrected/g)).toHaveLength(2);
  expect(text).not.toMatch(/class="title-link"[^>]*><del>/);

  const [record = ''] = boxes[0]?.split(' ') ?? [];
  expect((await editor.post(`${talks}/records/${record}/retract`, { reason })).status).toBe(303);
  const after = (await application.visitor().get(`${talks}/updates/1`)).text;
  expect(after.match(/class="title-link"[^>]*><del>/g)).toHaveLength(1);
});

test('readers see one line in the list of corrections, opened to all of it, and the old dates struck', async () => {
  const boxes = (await offered()).slice(0, 3);
  await send(boxes, { date: '2025-08-08', reason });
  const page = await application.visitor().get(`${talks}/corrections`);
  expect(page.text.split(reason)).toHaveLength(2);
  expect(plain(page.text)).toMatch(/3 records of the update “.+” have been corrected\./);
  expect(plain(page.text).match(/Date: .{4,20} 8 August 2025/g)).toHaveLength(3);
  const rows = await csvRows(application, `${talks}/corrections.csv`);
  const own = rows.filter((row) => row.reason === reason);
  expect(own).toHaveLength(3);
  expect(new Set(own.map(({ batch }) => batch)).size).toBe(1);
});

test('what is wrong is said at its field and by the name of the stance, and nothing is published', async () => {
  const boxes = (await offered()).slice(0, 2);
  const before = await application.database.read.entry.count();
  const future = await send(boxes, { date: '2099-01-01', reason });
  expect(future.status).toBe(422);
  expect(plain(errorAt(future, 'date') ?? '')).toMatch(/^\S.* on “.+”: This date is in the future\./);
  expect(future.text).toContain(`value="${boxes[0]}" checked`);
  const empty = await send([], { reason: 'short' });
  expect(empty.status).toBe(422);
  expect(plain(empty.text)).toContain('Tick the stances in which it is wrong.');
  expect(errorAt(empty, 'date')).toBe('Say what is right: a date, an attribution or who reported it first.');
  expect(errorAt(empty, 'reason')).not.toBeNull();
  expect(await application.database.read.entry.count()).toBe(before);
});

test('an attribution that there is not is refused at its field, and nothing is published', async () => {
  const before = await application.database.read.entry.count();
  const page = await send((await offered()).slice(0, 2), { attribution: 'off_the_record', reason });
  expect(page.status).toBe(422);
  expect(plain(errorAt(page, 'attribution') ?? '')).toContain('Choose an attribution.');
  expect(await application.database.read.entry.count()).toBe(before);
});

test('a stance in which nothing would change is named, and nothing is published', async () => {
  const [one = ''] = await offered();
  const { effectiveDate } = await application.database.read.stance.findFirstOrThrow({
    where: { sequence: Number(one.split(' ')[0]) },
  });
  const page = await send([one], { date: effectiveDate, reason });
  expect(page.status).toBe(422);
  expect(plain(page.text)).toContain('Nothing differs from what stands.');
});

test('stances that are right already are left out and named on the page of the update, and the others are corrected', async () => {
  const boxes = await offered();
  const right = boxes.slice(0, 2);
  await send(right, { date: '2025-08-07', reason });
  const fields = { date: '2025-08-07', attribution: '', firstReportedBy: '', reason };
  const present = await offered();
  const { status, location } = await editor.post(form, { ...fields, all: present.join(',') });
  const numbers = right.map((box) => box.split(' ')[0]).join('.');
  expect({ status, location }).toEqual({
    status: 303,
    location: `${talks}/updates/1?already_right=${numbers}`,
  });
  const entries = await newest(boxes.length - 2);
  expect(new Set(entries.map(({ batch }) => batch)).size).toBe(1);
  const corrected = boxes.slice(2).map((box) => Number(box.split(' ')[0]));
  expect(entries.map(({ record }) => record).toReversed()).toEqual(corrected);
  const notice = /<p class="warning" role="status">(.+?)<\/p>/.exec(
    (await editor.get(location ?? '')).text,
  )?.[1];
  expect(plain(notice ?? '')).toMatch(/^Right already, and left as they were: .+ on “.+”; .+ on “.+”\.$/);
  expect((await application.visitor().get(location ?? '')).text).not.toContain('Right already');
});

test('if none of them differs, that is said at the field by which they were chosen', async () => {
  await send(await offered(), { date: '2025-08-07', reason });
  const boxes = await offered();
  const fields = { date: '2025-08-07', attribution: '', firstReportedBy: '', reason };
  const words = `Nothing differs from what stands in any of these ${boxes.length}.`;
  const ofAll = await editor.post(form, { ...fields, all: boxes.join(',') });
  expect(ofAll.status).toBe(422);
  expect([errorAt(ofAll, 'all'), errorAt(ofAll, 'records')]).toEqual([words, null]);
  const ofEach = await send(boxes, fields);
  expect([errorAt(ofEach, 'all'), errorAt(ofEach, 'records')]).toEqual([null, words]);
});

test('a stance that somebody has changed meanwhile is named, and nothing is published', async () => {
  const boxes = (await offered()).slice(0, 2);
  await send(boxes.slice(0, 1), { date: '2025-08-07', reason });
  const before = await application.database.read.entry.count();
  const page = await send(boxes, { date: '2025-08-08', reason });
  expect(page.status).toBe(409);
  expect(plain(page.text)).toContain('Somebody else changed this record meanwhile.');
  expect(await application.database.read.entry.count()).toBe(before);
});

test('stances of another update cannot be sent along', async () => {
  const other = await editor.get(`${talks}/updates/2/correct`);
  const [, foreign = ''] = /name="records" value="([^"]+)"/.exec(other.text) ?? [];
  expect((await send([foreign], { date: '2025-08-08', reason })).status).toBe(404);
});

test('the page of an update offers it to editors where there are several stances to correct', async () => {
  expect((await editor.get(`${talks}/updates/1`)).text).toContain(`href="${form}"`);
  expect((await application.visitor().get(`${talks}/updates/1`)).text).not.toContain(form);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, versionFields } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'The report was misread: it was said the day before.';
let application: Application;
let contributor: Visitor;
let editor: Visitor;
/** The newest record of the example, its form, and its page. */
let record: number;
let form: string;
let position: string;

beforeEach(async () => {
  application = await startApplication();
  contributor = await application.signedIn('contributor');
  editor = await application.signedIn('editor');
  const { read } = application.database;
  const where = { kind: 'report' } as const;
  const include = { stance: { include: { party: true, demand: true } } };
  const report = await read.entry.findFirstOrThrow({ where, include, orderBy: { sequence: 'desc' } });
  record = report.sequence;
  form = `${talks}/records/${record}/propose-correction`;
  position = `${talks}/positions/${report.stance?.party.slug}/${report.stance?.demand.slug}`;
});

afterEach(() => application.stop());

/** The fields of the form as they are, and what is changed in them. */
function fieldsOf(page: Answer, changes: Fields = {}): Fields {
  const own = ['key', 'revision', 'reworks'].filter((name) => fieldIn(page, name) !== null);
  const kept = Object.fromEntries(own.map((name) => [name, fieldIn(page, name) as string]));
  return { do: 'publish', ...kept, ...versionFields(page), reason, ...changes };
}

const corrected = { 'stances.0.summary': 'In other words than before.', 'stances.0.date': '2025-08-08' };

async function propose(changes: Fields = corrected): Promise<Answer> {
  return contributor.post(form, fieldsOf(await contributor.open(form), changes));
}

const counts = async () => {
  const { entry, proposal, source } = application.database.read;
  return [await entry.count(), await proposal.count(), await source.count()];
};
const lastAudit = () => application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
/** Without the marks that isolate directions. */
const plain = ({ text }: Answer) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');

test('a contributor proposes a correction from the page of the record; it counts for nothing', async () => {
  const page = await contributor.get(position);
  expect(page.text).toContain(`href="${form}">Propose a correction`);
  expect((await editor.get(position)).text).not.toContain('Propose a correction');
  const [entries, , sources] = await counts();
  const sent = await propose({ ...corrected, 'sources.1.outlet': 'Reuters', 'sources.1.title': 'New here' });
  expect({ status: sent.status, location: sent.location }).toEqual({
    status: 303,
    location: `${talks}/proposals/1`,
  });
  expect(await counts()).toEqual([entries, 1, sources]);
  expect(await lastAudit()).toMatchObject({ action: 'propose_correction', subjectId: '1' });
  expect(plain(await editor.get('/audit'))).toContain('proposed the correction “');
});

test('its page shows each change before and after, with the reason, to its author and to editors', async () => {
  await propose();
  for (const who of [contributor, editor]) {
    const text = plain(await who.get(`${talks}/proposals/1`));
    expect(text).toContain('<del>17 August 2025</del> <ins>8 August 2025</ins>');
    expect(text).toContain('<ins>In other words than before.</ins>');
    expect(text).toContain(reason);
  }
  const list = plain(await editor.get(`${talks}/proposals`));
  expect(list).toContain(`href="${talks}/proposals/1">Correction: `);
  expect(list).toContain('1 correction, proposed by');
  const other = await application.signedIn('contributor');
  expect((await other.get(`${talks}/proposals/1`)).status).toBe(404);
});

test('an editor publishes it, amended, as one correction; what was proposed stays beside it', async () => {
  await propose();
  const page = await editor.open(`${talks}/proposals/1/review`);
  expect(plain(page)).toContain('Correction proposed by');
  expect(fieldIn(page, 'reason')).toBe(reason);
  expect(fieldIn(page, 'stances.0.date')).toBe('2025-08-08');
  const [entries] = await counts();
  const fields = fieldsOf(page, { 'stances.0.summary': 'In the words of the editor.' });
  const published = await editor.post(`${talks}/proposals/1/review`, fields);
  expect(published.location).toBe(`${position}?record=${record}#record-${record}`);
  expect(await counts()).toEqual([(entries ?? 0) + 1, 1, (await counts())[2]]);
  const readers = plain(await application.visitor().get(position));
  expect(readers).toContain('In the words of the editor.');
  expect(readers).toContain(reason);
  const proposal = plain(await contributor.get(`${talks}/proposals/1`));
  expect(proposal).toContain('Published on 21 August 2025');
  expect(proposal).toContain('In other words than before.');
  expect(proposal).toContain('The corrected record</a>');
  const { action, details } = await lastAudit();
  expect([action, details]).toEqual(['correct_record', expect.objectContaining({ proposal: 1 })]);
  expect(plain(await editor.get('/audit'))).toContain(', proposal 1.');
});

test('nobody reviews a correction that they have proposed, and a contributor reviews none', async () => {
  const page = await editor.open(form);
  expect((await editor.post(form, fieldsOf(page, corrected))).status).toBe(303);
  const own = await editor.open(`${talks}/proposals/1/review`);
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('Somebody else has to review')]);
  const fresh = { ...corrected, key: crypto.randomUUID() };
  const sent = await editor.post(`${talks}/proposals/1/review`, fieldsOf(page, fresh));
  expect(sent.status).toBe(409);
  const refused = await contributor.get(`${talks}/proposals/1/review`);
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('Ask an editor or an admin')]);
  const other = await application.signedIn('editor');
  const decline = { reason: 'It is right as it stands.' };
  expect((await other.post(`${talks}/proposals/1/decline`, decline)).status).toBe(303);
  expect(plain(await editor.get(`${talks}/proposals/1`))).toContain('It is right as it stands.');
});

test('what was sent back is reworked with every word of it, and sent again', async () => {
  await propose();
  const asked = { reason: 'Which report says so?' };
  expect((await editor.post(`${talks}/proposals/1/send-back`, asked)).status).toBe(303);
  const page = await contributor.get(`${talks}/proposals/1`);
  expect(page.text).toContain(`href="${form}?rework=1"`);
  const again = await contributor.open(`${form}?rework=1`);
  expect(again.text).toContain('Which report says so?');
  expect(fieldIn(again, 'stances.0.summary')).toBe('In other words than before.');
  expect(fieldIn(again, 'reason')).toBe(reason);
  const better = fieldsOf(again, { 'stances.0.note': 'As the Kremlin’s own text has it.' });
  expect((await contributor.post(form, better)).location).toBe(`${talks}/proposals/2`);
  expect((await editor.get(`${talks}/proposals/2`)).text).toContain(
    `reworks <a href="${talks}/proposals/1">proposal 1</a>`,
  );
  expect((await contributor.get('/desk')).text).not.toContain('Sent back to you');
  expect((await contributor.open(`${talks}/proposals/new?rework=1`)).status).toBe(404);
  const elsewhere = form.replace(String(record), String(record - 1));
  expect((await contributor.open(`${elsewhere}?rework=1`)).status).toBe(404);
});

test('a record corrected meanwhile is a 409 with what stands, for its author and for the reviewer', async () => {
  await propose();
  const mine = await contributor.open(form);
  const correct = `${talks}/records/${record}/correct`;
  const theirs = { ...versionFields(await editor.get(correct)), reason };
  const first = await editor.post(correct, { ...theirs, do: 'publish', 'stances.0.note': 'By a colleague.' });
  expect(first.status).toBe(303);
  const late = await contributor.post(form, fieldsOf(mine, corrected));
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('By a colleague.')]);
  expect(fieldIn(late, 'stances.0.summary')).toBe('In other words than before.');
  expect(plain(await editor.get(`${talks}/proposals/1`))).toContain('This record was changed meanwhile.');
  const review = await editor.open(`${talks}/proposals/1/review`);
  expect(plain(review)).toContain('This record was changed meanwhile. What stands now:');
  const refused = await editor.post(`${talks}/proposals/1/review`, fieldsOf(review));
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('By a colleague.')]);
  const again = await editor.post(`${talks}/proposals/1/review`, fieldsOf(refused));
  expect(again.status).toBe(303);
});

test('a correction of a record retracted meanwhile is a 409 that says so, and nothing typed is lost', async () => {
  await propose();
  const mine = await contributor.open(form);
  await editor.post(`${talks}/records/${record}/retract`, { reason });
  const late = await contributor.post(form, fieldsOf(mine, corrected));
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('has been retracted')]);
  expect(fieldIn(late, 'stances.0.summary')).toBe('In other words than before.');
  const review = await editor.open(`${talks}/proposals/1/review`);
  expect(plain(review)).toContain('This record has been retracted meanwhile');
  expect((await editor.post(`${talks}/proposals/1/review`, fieldsOf(review))).status).toBe(409);
  expect((await contributor.get(position)).text).not.toContain('Propose a correction');
});

test('what is wrong is said at its field, also that nothing differs; nothing is proposed then', async () => {
  const page = await contributor.open(form);
  const short = await contributor.post(form, fieldsOf(page, { ...corrected, reason: 'No.' }));
  expect([short.status, errorAt(short, 'reason')]).toEqual([422, 'Say why, in at least 10 characters.']);
  const asItIs = versionFields(page);
  const same = await contributor.post(form, fieldsOf(short, asItIs));
  expect([same.status, same.text]).toEqual([422, expect.stringContaining('Nothing differs')]);
  expect((await counts())[1]).toBe(0);
});

test('it is kept as a draft from the first save until it is sent, and listed by what it is of', async () => {
  const page = await contributor.open(form);
  const fields = fieldsOf(page, corrected);
  expect((await contributor.post(form, { ...fields, do: 'save' })).status).toBe(200);
  for (const list of ['/desk', '/drafts'])
    expect(plain(await contributor.get(list))).toContain(
      `href="${form}?draft=${String(fields.key)}">Correction: `,
    );
  const back = await contributor.open(`${form}?draft=${String(fields.key)}`);
  expect(fieldIn(back, 'stances.0.summary')).toBe('In other words than before.');
  const discarded = await contributor.press(form, { ...fields, revision: '1', do: 'discard' });
  expect(plain(discarded)).toContain(' is discarded.');
  const more = await contributor.press(form, { ...fields, revision: '1', do: 'add.sources' });
  expect(more.text).toContain('Source 2');
  const sent = await contributor.post(form, { ...fields, revision: '3' });
  expect(sent.location).toBe(`${talks}/proposals/1`);
  expect((await contributor.get('/drafts')).text).toContain('Nothing waits to be sent off.');
  expect((await contributor.get(`${form}?draft=${String(fields.key)}`)).location).toBe(
    `${talks}/proposals/1`,
  );
});

test('sent ten times at once it is one proposal, and one publication', async () => {
  const ten = <Result>(send: () => Promise<Result>) => Promise.all(Array.from({ length: 10 }, send));
  const fields = {
    csrf: await contributor.csrfToken(),
    ...fieldsOf(await contributor.open(form), corrected),
  };
  const proposed = await ten(() => contributor.postBare(form, fields));
  expect(new Set(proposed.map(({ location }) => location))).toEqual(new Set([`${talks}/proposals/1`]));
  const path = `${talks}/proposals/1/review`;
  const [entries] = await counts();
  const review: Fields = { csrf: await editor.csrfToken(), ...fieldsOf(await editor.open(path)) };
  const published = await ten(() => editor.postBare(path, review));
  expect(new Set(published.map(({ status }) => status))).toEqual(new Set([303]));
  expect((await counts())[0]).toBe((entries ?? 0) + 1);
  const back = await editor.get(`${path}?draft=${String(review.key)}`);
  expect(back.location).toBe(`${position}#record-${record}`.replace('#', `?record=${record}#`));
});

test('a text that the law removes from the record goes from what was proposed as well', async () => {
  await propose();
  const review = await editor.open(`${talks}/proposals/1/review`);
  await editor.post(`${talks}/proposals/1/review`, fieldsOf(review));
  const admin = await application.signedIn('admin');
  const page = await admin.get(`${talks}/records/${record}/remove`);
  const [name] = [
    ...page.text.matchAll(/name="texts" value="([^"]*)"[^>]*>\s*<label[^>]*>([^<]*In other words)/g),
  ].map(([, value]) => value as string);
  expect(name).toBeDefined();
  const removal = { texts: String(name), reason: 'A court has ordered it.' };
  expect((await admin.post(`${talks}/records/${record}/remove`, removal)).status).toBe(303);
  expect((await editor.get(`${talks}/proposals/1`)).text).not.toContain('In other words than before.');
});

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';
import { errorAt, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Ukraine on cede-territory, 9 August 2025, with a quote. */
const record = 38;
const position = `${talks}/positions/ukraine/cede-territory`;
const path = `${talks}/records/${record}/remove`;
const reason = 'Injunction of a court of 3 March 2026.';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

const read = async (address: string) => (await application.visitor().get(address)).text;
const remove = (fields: Fields) => admin.post(path, { reason, ...fields });

async function quoteOf(sequence: number): Promise<string> {
  const stance = await application.database.read.stance.findUniqueOrThrow({ where: { sequence } });
  return stance.quote as string;
}

test('a quote is removed from page and CSV, and it is still known what kind of text it was', async () => {
  const quote = await quoteOf(record);
  const before = await read(`${talks}/matrix.csv`);
  expect(await read(`${talks}/stances.csv`)).toContain(quote);
  const { status, location } = await remove({ texts: `stances.${record}.quote` });
  expect({ status, location }).toEqual({
    status: 303,
    location: `${position}?record=${record}#record-${record}`,
  });

  for (const address of [
    position,
    `${position}?known_at=2025-08-20T12:00:01Z`,
    `${talks}/stances.csv`,
    `${position}.csv`,
    `${talks}/updates/1`,
    `${talks}/demands/cede-territory`,
  ]) {
    const text = await read(address);
    expect(text, address).not.toContain(quote);
    expect(text, address).toContain('[Removed]');
  }
  const page = await read(position);
  expect(page).toContain('Removed: Quote');
  expect(page).toContain(reason);
  expect(page).toContain('21 August 2025, 09:00 UTC');
  expect(await read(`${talks}/matrix.csv`)).toBe(before);

  const [removal] = await application.database.read.removal.findMany();
  const digest = createHash('sha256').update(quote).digest('hex');
  expect(removal).toMatchObject({ sequence: record, field: 'stances.quote', digest, reason });
  const audit = await application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(audit).toMatchObject({ action: 'remove_text', subject: 'record', subjectId: String(record) });
  expect(JSON.stringify(await application.database.read.auditEntry.findMany())).not.toContain(quote);
});

test('the form says where the words stay', async () => {
  expect((await admin.get(path)).text).toContain(application.database.removedStays);
});

test('the same words are removed from every version of the record', async () => {
  const { quote, summary } = await application.database.read.stance.findUniqueOrThrow({
    where: { sequence: record },
  });
  const form = await admin.get(`${talks}/records/${record}/correct`);
  const ids = await idsOf(application);
  const updateOnly = ['do', 'key', 'seen', 'revision', 'headline'];
  const sound = Object.fromEntries(
    Object.entries(soundUpdate(ids)).filter(([name]) => !updateOnly.includes(name)),
  );
  expect(form.status).toBe(200);
  const correction = await admin.post(`${talks}/records/${record}/correct`, {
    ...sound,
    do: 'publish',
    reason: 'The position was declared a red line.',
    version: String(record),
    'stances.0.demand': ids.demand('cede-territory'),
    'stances.0.position': 'rejects_red_line',
    'stances.0.date': '2025-08-09',
    'stances.0.summary': 'Another summary.',
    'stances.0.quote': quote as string,
    'stances.0.quoteLanguage': 'en',
  });
  expect(correction.status).toBe(303);
  await remove({ texts: `stances.${record}.quote` });
  expect(await read(position)).not.toContain(quote as string);
  expect(await read(position)).toContain(summary as string);
  expect(await application.database.read.removal.count()).toBe(2);
});

test('reasons and headlines can be removed too, and the audit holds no second copy', async () => {
  const secret = 'A claim about a private person that a court forbids.';
  const [update] = await application.database.read.update.findMany();
  await admin.post(`${talks}/records/${record}/retract`, { reason: secret });
  const retraction = await application.database.read.entry.findFirstOrThrow({
    where: { kind: 'retraction' },
  });
  const texts = [`entries.${retraction.sequence}.reason`, `updates.${update?.id}.headline`];
  expect((await remove({ texts })).status).toBe(303);
  expect(await read(position)).not.toContain(secret);
  expect(await read(`${talks}/corrections`)).not.toContain(secret);
  expect(await read(`${talks}/updates`)).not.toContain(update?.headline);
  const page = await read(`${talks}/updates/${update?.id}`);
  expect(page).toContain('<h1>[Removed]</h1>');
  expect(page).toContain('Removed: Headline of the update');
  const audit = JSON.stringify(await application.database.read.auditEntry.findMany());
  expect(audit).not.toContain(secret);
  expect(audit).not.toContain(update?.headline);
});

test('what was published from a proposal is removed from the proposal as well', async () => {
  const contributor = await application.signedIn('contributor');
  const ids = await idsOf(application);
  const words = soundUpdate(ids, { 'stances.0.summary': 'A sentence to be removed.' });
  await contributor.post(`${talks}/proposals`, { ...words, do: 'propose' });
  await admin.post(`${talks}/proposals/1/review`, { ...words, key: crypto.randomUUID() });
  const published = await application.database.read.entry.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  const { sequence } = published;
  const gone = await admin.post(`${talks}/records/${sequence}/remove`, {
    reason,
    texts: `stances.${sequence}.summary`,
  });
  expect(gone.status).toBe(303);
  const [proposal] = await application.database.read.proposal.findMany();
  expect(JSON.stringify(proposal?.contents)).not.toContain('A sentence to be removed.');
  expect((await contributor.get(`${talks}/proposals/1`)).text).toContain('[Removed]');
});

test.each([
  [{}, 'texts', 'Choose what is to be removed.'],
  [
    { texts: 'stances.38.position' },
    'texts',
    'One of these texts has been removed meanwhile, or is not of this record.',
  ],
  [
    { texts: 'stances.39.quote' },
    'texts',
    'One of these texts has been removed meanwhile, or is not of this record.',
  ],
  [{ texts: 'stances.38.quote', reason: 'Law.' }, 'reason', 'Say why, in at least 10 characters.'],
])('%o is refused at its field, and nothing is removed', async (fields, field, message) => {
  const answer = await remove(fields);
  expect(answer.status).toBe(422);
  expect(errorAt(answer, field)).toBe(message);
  expect(await application.database.read.removal.count()).toBe(0);
});

test('a text is removed once', async () => {
  await remove({ texts: `stances.${record}.quote` });
  const again = await remove({ texts: `stances.${record}.quote` });
  expect(again.status).toBe(422);
  expect((await admin.get(path)).text).not.toContain(`value="stances.${record}.quote"`);
});

test('the password is asked again first', async () => {
  application.time.now = new Date(application.time.now.getTime() + 31 * 60_000);
  expect((await admin.get(path)).location).toBe(`/confirm?next=${encodeURIComponent(path)}`);
  const refused = await remove({ texts: `stances.${record}.quote` });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain(reason);
  await admin.post('/confirm', { password: visitorPassword, next: path });
  expect((await remove({ texts: `stances.${record}.quote` })).status).toBe(303);
});

test('only admins find the way to it', async () => {
  expect((await admin.get(position)).text).toContain(path);
  const editor = await application.signedIn('editor');
  expect((await editor.get(position)).text).not.toContain(path);
});

test('the reason of an act on many records goes from the entries of all of them in one step', async () => {
  const given = 'Somebody else is named in this reason.';
  await admin.post(`${talks}/updates/1/retract`, { reason: given });
  const { read: database } = application.database;
  const batch = await database.entry.findMany({
    where: { kind: 'retraction', reason: given },
    orderBy: { sequence: 'asc' },
  });
  expect(batch.length).toBeGreaterThan(2);
  const [first] = batch;
  const form = `${talks}/records/${first?.record ?? 0}/remove`;
  expect((await admin.get(form)).text.replace(/[\u2068\u2069]/g, '')).toContain(
    `Reason of an act (one act on many records: it goes from all ${batch.length} entries): ${given}`,
  );
  const fields = { reason, texts: `entries.${first?.sequence ?? 0}.reason` };
  expect((await admin.post(form, fields)).status).toBe(303);
  expect(await database.entry.count({ where: { reason: given } })).toBe(0);
  expect(await database.entry.count({ where: { reason: '[Removed]' } })).toBe(batch.length);
  expect(await database.removal.count({ where: { field: 'entries.reason', reason } })).toBe(batch.length);
  expect(await read(`${talks}/corrections`)).not.toContain(given);
  expect((await verifyRecord(plainSql(database))).findings).toEqual([]);
  const audit = (await admin.get('/audit')).text.replace(/[\u2068\u2069]/g, '');
  expect(audit).toContain(`and from ${batch.length - 1} other entries of its batch, for legal reasons`);
});

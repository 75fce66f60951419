import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordAudit } from '../../../../src/data/audit/audit-log.js';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'The report was withdrawn by its outlet.';
let application: Application;
let admin: Visitor;
let name: string;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
  name = (await application.database.read.user.findFirstOrThrow()).signInName;
});

afterEach(() => application.stop());

async function sentences(query = ''): Promise<string[]> {
  const { status, text } = await admin.get(`/audit${query}`);
  expect(status).toBe(200);
  const list = /<ol class="audit-list">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/<div>\s*<p>([^<]*)<\/p>/g)].map(([, sentence]) => sentence as string);
}

async function csv(query = ''): Promise<Record<string, string>[]> {
  const { text } = await admin.get(`/audit.csv${query}`);
  return parse(text, { columns: true });
}

test('what was done is listed in sentences, newest first', async () => {
  await admin.post(`${talks}/records/46/retract`, { reason });
  await admin.post(`${talks}/topics/nato/close`, {});
  const [closing, retraction, example] = await sentences();
  expect(closing).toBe(`${name} closed “NATO”.`);
  expect(retraction).toMatch(new RegExp(`^${name} retracted the record of .+ on “.+”\\.$`));
  expect(example).toMatch(/^The server published the update “.+”\.$/);
});

test('an edit shows what was there before, and what is there now', async () => {
  const form = await admin.get(`${talks}/topics/nato/edit`);
  const fields = { name: 'The Alliance', slug: 'nato', order: fieldIn(form, 'order') ?? '' };
  await admin.post(`${talks}/topics/nato/edit`, { ...fields, seen: fieldIn(form, 'seen') ?? '' });
  const { text } = await admin.get('/audit');
  expect(text).toContain('<dt>name</dt><dd><del>NATO</del> <ins>The Alliance</ins></dd>');
});

test('the audit is filtered by what, who, where and when', async () => {
  const editor = await application.signedIn('editor');
  application.time.now = new Date('2025-08-21T16:30:00Z');
  await admin.post(`${talks}/records/46/retract`, { reason });
  await editor.get('/desk');
  application.time.now = new Date('2025-08-22T00:10:00Z');
  await editor.post('/account/name', { publicName: 'The foreign desk' });
  const editorName = (await application.database.read.user.findFirstOrThrow({ where: { role: 'editor' } }))
    .signInName;
  expect(await sentences(`?person=${name}`)).toHaveLength(1);
  expect(await sentences(`?person=${editorName}`)).toEqual([
    `${editorName} took the public name “The foreign desk”.`,
  ]);
  expect(await sentences('?group=people')).toHaveLength(1);
  expect(await sentences(`?person=${name}&group=people`)).toEqual([]);
  expect(await sentences('?from=2025-08-21&to=2025-08-21')).toHaveLength(1);
  expect(await sentences('?from=2025-08-22')).toHaveLength(1);
  expect(await sentences(`?negotiation=russia-ukraine&person=${name}`)).toHaveLength(1);
  expect((await sentences('?person=server'))[0]).toContain('The server');
});

test.each([
  'group=everything',
  'person=nobody',
  'negotiation=none',
  'from=yesterday',
  'before=x',
  'colour=red',
])('%s is refused with a sentence', async (query) => {
  const { status, text } = await admin.get(`/audit?${query}`);
  expect(status).toBe(400);
  expect(text).toContain('class="lede"');
  expect((await admin.get(`/audit.csv?${query}`)).status).toBe(400);
});

test('a long audit comes in pages, with each entry once', async () => {
  const all = await application.database.read.auditEntry.count();
  const { id: userId } = await application.database.read.user.findFirstOrThrow();
  const renamed = { userId, action: 'change_public_name', negotiationId: null, subject: 'user' } as const;
  await application.database.write(async (tx) => {
    for (let index = all; index < 230; index += 1) {
      const details = { publicName: `N${index}` };
      await recordAudit(tx, { at: application.time.now, ...renamed, subjectId: String(userId), details });
    }
  });
  const seen: string[] = [];
  let next: string | null = '/audit';
  while (next !== null) {
    const { text } = await admin.get(next);
    seen.push(...[...text.matchAll(/<li id="(audit-\d+)">/g)].map(([, id]) => id as string));
    next = /href="(\/audit\?before=\d+)">Older/.exec(text)?.[1] ?? null;
  }
  expect(seen).toHaveLength(230);
  expect(new Set(seen).size).toBe(230);
});

test('the CSV holds the same entries under the same filter, with what else was recorded', async () => {
  await admin.post(`${talks}/records/46/retract`, { reason });
  const rows = await csv(`?person=${name}`);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    at: '2025-08-21T09:00:00.000Z',
    person: name,
    action: 'retract_record',
    negotiation_slug: 'russia-ukraine',
    subject: 'record',
    subject_id: '46',
    sentence: (await sentences(`?person=${name}`))[0],
  });
  expect(JSON.parse(rows[0]?.details as string)).toHaveProperty('sequence');
  expect(await csv()).toHaveLength(await application.database.read.auditEntry.count());
});

test('a name like a formula is guarded in the CSV', async () => {
  await admin.post('/account/name', { publicName: '=HYPERLINK("https://example.org")' });
  const { text } = await admin.get('/audit.csv?group=people');
  expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
});

test('names are for colleagues: contributors and readers do not see them', async () => {
  const contributor = await application.signedIn('contributor');
  expect((await contributor.get('/audit')).status).toBe(403);
  expect((await contributor.get('/audit.csv')).status).toBe(403);
  expect((await application.visitor().get('/audit')).location).toBe('/sign-in?next=%2Faudit');
  const editor = await application.signedIn('editor');
  expect((await editor.get('/desk')).text).toContain('href="/audit"');
  expect((await contributor.get('/desk')).text).not.toContain('href="/audit"');
});

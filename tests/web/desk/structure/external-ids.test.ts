import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { exportEverything } from '../../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../../src/data/transfer/full-import.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { createTestDatabase } from '../../../support/database.js';
import { errorAt } from '../../../support/update-form.js';
import type { Fields } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const ukraine = { name: 'Ukraine', slug: 'ukraine', kind: 'state', role: 'principal', order: '1' };
const seenIn = (text: string) => /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';

async function edit(fields: Fields) {
  const admin = await application.signedIn('admin');
  const { text } = await admin.get(`${talks}/parties/ukraine/edit`);
  return admin.post(`${talks}/parties/ukraine/edit`, { ...ukraine, seen: seenIn(text), ...fields });
}

async function exported(): Promise<string> {
  const pieces: string[] = [];
  await application.database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces.join('');
}

test('an admin gives a party the ids by which others know it: on its page, in the files and for search engines', async () => {
  const head = await application.database.read.chainLink.findFirst({ orderBy: { sequence: 'desc' } });
  const refused = await edit({ wikidata: 'Ukraine', iso3166: 'UKR' });
  expect(errorAt(refused, 'wikidata')).toBe('A Wikidata id is a Q and a number, such as Q212.');
  expect(errorAt(refused, 'iso3166')).toContain('ISO 3166-1');
  expect((await edit({ wikidata: 'Q212', iso3166: 'UA' })).status).toBe(303);

  const { text } = await application.visitor().get(`${talks}/parties/ukraine`);
  expect(text).toContain(
    'Known elsewhere as <a href="https://www.wikidata.org/wiki/Q212" rel="noopener">Wikidata Q212</a> <span>ISO 3166-1 UA</span>',
  );
  const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) as RegExpExecArray;
  expect(JSON.parse(data as string)).toEqual({
    '@context': 'https://schema.org/',
    '@type': 'Country',
    '@id': `${application.address}${talks}/parties/ukraine#party`,
    url: `${application.address}${talks}/parties/ukraine`,
    name: 'Ukraine',
    sameAs: ['http://www.wikidata.org/entity/Q212'],
    identifier: [
      { '@type': 'PropertyValue', propertyID: 'Wikidata', value: 'Q212' },
      { '@type': 'PropertyValue', propertyID: 'ISO 3166-1', value: 'UA' },
    ],
  });
  const rows = await csvRows(application, `${talks}/parties.csv`);
  const ids = rows.map((row) => [row.party_slug, row.wikidata_id, row.iso_3166_1, row.parlgov_id]);
  expect(ids.slice(0, 2)).toEqual([
    ['russia', '', '', ''],
    ['ukraine', 'Q212', 'UA', ''],
  ]);
  expect((await application.visitor().get(`${talks}/data`)).text).toContain(
    '"sameAs":["http://www.wikidata.org/entity/Q212"]',
  );
  // Like names, they are those of today: the audit has what they were.
  expect(await application.database.read.chainLink.findFirst({ orderBy: { sequence: 'desc' } })).toEqual(
    head,
  );
  const audit = await application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(audit.details).toMatchObject({
    before: { wikidata: null },
    after: { wikidata: 'Q212', iso3166: 'UA', parlgov: null },
  });
});

test('no two parties have one id', async () => {
  const admin = await application.signedIn('admin');
  const fields = { name: 'Kyiv', kind: 'organisation', role: 'observer', order: '9', wikidata: 'Q212' };
  expect(errorAt(await admin.post(`${talks}/parties`, fields), 'wikidata')).toBe(
    'Ukraine has this id already.',
  );
});

test('a full export brings them into another database, which verifies', async () => {
  const copy = await createTestDatabase();
  const text = await exported();
  await importEverything(copy.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
  const stored = { select: { scheme: true, value: true }, orderBy: { scheme: 'asc' } } as const;
  expect(await copy.database.read.partyExternalId.findMany(stored)).toEqual([
    { scheme: 'iso3166-1', value: 'UA' },
    { scheme: 'wikidata', value: 'Q212' },
  ]);
  expect((await verifyRecord(plainSql(copy.database.read))).findings).toEqual([]);
  await copy.remove();
});

test('an id is taken away again', async () => {
  expect((await edit({})).status).toBe(303);
  expect((await application.visitor().get(`${talks}/parties/ukraine`)).text).not.toContain('Known elsewhere');
});

const storedIds = () =>
  application.database.read.partyExternalId.findMany({ orderBy: [{ partyId: 'asc' }, { scheme: 'asc' }] });

/** What somebody may send in place of an id; each must be refused in words and printed as text, or be cleaned. */
const noIds: Readonly<Record<'wikidata' | 'iso3166' | 'parlgov', readonly string[]>> = {
  wikidata: [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'http://www.wikidata.org/entity/Q212',
    '//evil.example/Q212',
    '"><script>alert(1)</script>',
    'Q212\r\nLocation: https://evil.example',
    'Q212 Q213',
    'q212',
    'Q0',
    'Q0212',
    'Q٢١٢',
    'Ｑ212',
    '__proto__',
    `Q${'1'.repeat(5_000)}`,
  ],
  iso3166: ['ua', 'XX', 'UKR', 'U', '<b>', 'UА', 'UA/../RU', 'constructor', 'U'.repeat(5_000)],
  parlgov: ['0', '-1', '1e3', '1.5', '٣', '0x10', '1;2', '1\n2', '9'.repeat(5_000)],
};

test.each(Object.entries(noIds))(
  'what is no id of %s is refused in words and printed as text',
  async (field, values) => {
    const before = await storedIds();
    for (const value of values) {
      const answer = await edit({ [field]: value });
      expect([value.slice(0, 40), answer.status]).toEqual([value.slice(0, 40), 422]);
      expect([value.slice(0, 40), (errorAt(answer, field) ?? '').length > 10]).toEqual([
        value.slice(0, 40),
        true,
      ]);
      expect(answer.text).not.toMatch(/<script>alert|href="(?:javascript|data):|value="[^"]*<b>/);
    }
    expect(await storedIds()).toEqual(before);
  },
);

test('an id is cleaned of what cannot be seen', async () => {
  expect((await edit({ wikidata: ' \u202EQ212\u200B\u0007 ', iso3166: '\uFEFFUA' })).status).toBe(303);
  expect((await application.visitor().get(`${talks}/parties/ukraine`)).text).toContain(
    '<a href="https://www.wikidata.org/wiki/Q212" rel="noopener">Wikidata Q212</a>',
  );
});

test('the ids of a party are changed by nobody without the right, and not from another site', async () => {
  const path = `${talks}/parties/ukraine/edit`;
  const admin = await application.signedIn('admin');
  const fields = { ...ukraine, seen: seenIn((await admin.get(path)).text), wikidata: 'Q1' };
  const answers = [];
  for (const role of ['contributor', 'editor'] as const)
    answers.push((await (await application.signedIn(role)).post(path, fields)).status);
  const forged = await admin.send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://evil.example' },
    body: new URLSearchParams({ ...fields, csrf: 'x' }),
  });
  answers.push(forged.status);
  expect(answers).toEqual([403, 403, 403]);
  expect((await application.visitor().get(`${talks}/parties/ukraine`)).text).not.toContain('wiki/Q1"');
});

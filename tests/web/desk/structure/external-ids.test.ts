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

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { type Application, startApplication } from '../../../support/application.js';
import { damageRelease, releaseUpTo, zipBytes } from '../../../support/releases.js';

const talks = '/negotiations/russia-ukraine';
const file = `${talks}/releases/1/tables.zip`;
const digest = createHash('sha256').update(zipBytes).digest('hex');
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const bytesAt = async (path: string) =>
  Buffer.from(await (await fetch(`${application.address}${path}`)).arrayBuffer());
const plain = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function removeQuote(record: number, reason: string): Promise<number> {
  const admin = await application.signedIn('admin');
  const path = `${talks}/records/${record}/remove`;
  const texts = [...(await admin.get(path)).text.matchAll(/name="texts" value="(stances\.[^"]+)"/g)];
  const fields = { texts: texts.map(([, text]) => text as string), reason };
  return (await admin.post(path, fields)).status;
}

test('a release is the same a year later, whatever was published since: its bytes, its head, its digest', async () => {
  await releaseUpTo(application.database, 58, 'First edition');
  const link = await application.database.read.chainLink.findUniqueOrThrow({ where: { sequence: 58 } });
  const shown = async () => {
    const { text } = await application.visitor().send(`${talks}/data`);
    return /<section class="data-release"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '';
  };
  const before = await shown();
  expect(plain(before)).toContain(
    `Released 21 August 2025, 09:00 UTC, up to entry 58 , SHA-256 ${link.hash}`,
  );
  expect(plain(before)).toContain(`250,000 bytes, SHA-256 ${digest}`);
  expect(before).toContain('Cited: First edition');

  application.time.now = new Date('2026-08-21T09:00:00Z');
  const admin = await application.signedIn('admin');
  const party = { name: 'Türkiye', slug: 'turkiye', kind: 'state', role: 'mediator', order: '9' };
  expect((await admin.post(`${talks}/parties`, party)).status).toBe(303);
  expect(await shown()).toBe(before);
  expect((await bytesAt(file)).equals(zipBytes)).toBe(true);
});

test('its files are attachments that never change', async () => {
  await releaseUpTo(application.database, 58);
  const { headers } = await application.visitor().send(file);
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="russia-ukraine-release-1-tables.zip"',
  );
  expect(headers.get('etag')).toBe(`"${digest}"`);
  expect(headers.get('cache-control')).toBe('public, no-cache, no-transform');
  expect(headers.get('content-length')).toBe(String(zipBytes.length));
  const again = await application.visitor().send(file, { headers: { 'if-none-match': `"${digest}"` } });
  expect(again.status).toBe(304);
});

test('a page of another time lists the releases of what was known then', async () => {
  await releaseUpTo(application.database, 58);
  const at = (query: string) => application.visitor().send(`${talks}/data${query}`);
  expect((await at('')).text).toContain('Up to 58');
  expect((await at('?known_at=2025-08-15T00:00:00Z')).text).not.toContain('Up to 58');
});

test('a text removed by law takes the files of the releases that hold it; what they were stays to be read', async () => {
  await releaseUpTo(application.database, 40, 'Before it');
  await releaseUpTo(application.database, 58, 'With it');
  expect(await removeQuote(46, 'Ordered by a court of law.')).toBe(303);
  expect((await application.visitor().send(file)).status).toBe(200);
  const gone = await application.visitor().send(`${talks}/releases/2/tables.zip`);
  expect(gone.status).toBe(410);
  expect(plain(gone.text)).toContain(digest);
  const { text } = await application.visitor().send(`${talks}/data`);
  expect(plain(text)).toContain(
    'because a text in them had to be removed by law: Ordered by a court of law.',
  );
  expect(text).not.toContain('/releases/2/');
  expect(await application.database.read.releasePiece.count({ where: { releaseId: 2 } })).toBe(0);
  expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  const audit = await application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(audit.details).toMatchObject({ releases: 1 });
});

test('what is not there, and what is hidden, answers 404', async () => {
  await releaseUpTo(application.database, 58);
  for (const path of [`${talks}/releases/2/tables.zip`, `${talks}/releases/1/data.db`])
    expect((await application.visitor().send(path)).status).toBe(404);
  const admin = await application.signedIn('admin');
  await admin.post(`${talks}/hide`, {});
  expect((await application.visitor().send(file)).status).toBe(404);
  expect((await admin.send(file)).headers.get('cache-control')).toBe('private, no-store, no-transform');
});

test('bytes that are not those that were released are not sent: 503 with a sentence, and the log says which', async () => {
  const id = await releaseUpTo(application.database, 58);
  await damageRelease(application, id);
  const answer = await fetch(`${application.address}${file}`);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('etag')]).toEqual([
    503,
    'text/plain; charset=utf-8',
    null,
  ]);
  expect(await answer.text()).toBe(
    `tables.zip is damaged here: its bytes are not those that were released, whose SHA-256 is ${digest}. Whoever runs the server has to restore it from a backup.\nRequest ${answer.headers.get('x-request-id')}\n`,
  );
  const [logged] = application.log.filter((line) => line.includes('request failed'));
  expect(logged).toContain('tables.zip of the data release 1');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';

const talks = '/negotiations/russia-ukraine';
const position = `${talks}/positions/russia/nato-renunciation`;
let application: Application;
let plain: Application;

beforeAll(async () => {
  application = await startApplication({
    publisher: { contact: { kind: 'page', url: 'https://example.org/write' } },
  });
  plain = await startApplication();
});
afterAll(async () => {
  await application.stop();
  await plain.stop();
});

/** The permalinks with which errors are reported from a page. */
async function reported(path: string): Promise<string[]> {
  const { text } = await application.visitor().send(path);
  return [...text.matchAll(/href="https:\/\/example\.org\/write\?url=([^"]+)"[^>]*>Report an error/g)].map(
    ([, url]) => decodeURIComponent(url as string).slice(application.address.length),
  );
}

test('every page that can be cited reports an error in it as it stands', async () => {
  for (const path of [talks, position, `${talks}/updates`, `${talks}/updates/1`, `${talks}/stand`]) {
    const [first] = await reported(`${path}?as_of=2025-08-18`);
    expect(first).toMatch(/as_of=2025-08-18&known_at=2025-08-20T12%3A00%3A00\.\d{3}Z$/);
    expect((await application.visitor().send(first as string)).status).toBe(200);
  }
});

test('each record of a log reports an error in it, by its permalink', async () => {
  const { text } = await application.visitor().send(position);
  const records = [...text.matchAll(/<article class="record" id="(record-\d+)">/g)].map(([, id]) => id);
  expect(records.length).toBeGreaterThan(1);
  const places = (await reported(position)).flatMap((url) => url.split('#').slice(1));
  expect(places).toEqual(records);
});

test('each stance of an update reports an error in its record', async () => {
  const { text } = await application.visitor().send(`${talks}/updates/1`);
  const stances = text.match(/id="stance-\d+"/g) ?? [];
  const places = (await reported(`${talks}/updates/1`)).filter((url) => url.includes('#record-'));
  expect(places).toHaveLength(stances.length);
  expect(places[0]).toMatch(/^\/negotiations\/russia-ukraine\/positions\/.*&record=\d+#record-\d+$/);
});

test('without a contact nothing is reported', async () => {
  for (const path of [position, `${talks}/updates/1`, talks])
    expect((await plain.visitor().send(path)).text).not.toContain('Report an error');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** Each group with its propositions. */
async function groups(path: string): Promise<Record<string, string[]>> {
  const { status, text } = await get(path);
  expect(status).toBe(200);
  const sections = [...text.matchAll(/<section class="table-scroller compare-group"([\s\S]*?)<\/section>/g)];
  return Object.fromEntries(
    sections.map(([section]) => [
      /<h2[^>]*>([^<]*)</.exec(section)?.[1],
      [...section.matchAll(/title-link" href="[^"]*">([^<]*)</g)].map(([, words]) => words as string),
    ]),
  ) as Record<string, string[]>;
}

test('two parties are on opposite sides, both for it, or not both known', async () => {
  const found = await groups(`${talks}/compare/russia/ukraine`);
  expect(found['On opposite sides']).toEqual([
    'Ukraine cedes territory to Russia as part of a deal',
    'Russia receives the whole Donbas',
    'Ukraine accepts Russian control of Crimea',
    'Areas held by either side are exchanged',
  ]);
  expect(found['Both for']).toEqual(['Ukraine receives security guarantees that work like NATO’s Article 5']);
  expect(found['Not known of both']).toHaveLength(6);
});

test('what rests on what the other side says of a party says so', async () => {
  const { text } = await get(`${talks}/compare/russia/united-states`);
  expect(text).toContain('1 of them rests on the other side’s account');
  const row = /<tr>(?:(?!<\/tr>)[\s\S])*Article 5(?:(?!<\/tr>)[\s\S])*<\/tr>/.exec(text)?.[0] ?? '';
  expect(row).toContain('rests on the other side’s account');
  const third = (await get(`${talks}/compare/russia/ukraine`)).text;
  expect(third).toContain(
    'Both for on 1 (1 of them rests on reports, 1 of them rests on another party’s account), on opposite sides on 4 (4 of them rest on reports, 1 of them rests on the other side’s account); on 6 it is not known of both.',
  );
});

test('counts are given by topic, and name the demands', async () => {
  const { text } = await get(`${talks}/compare/russia/ukraine`);
  const topics = /<h2 id="by-topic">([\s\S]*?)<\/section>/.exec(text)?.[1] ?? '';
  const plain = topics.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(plain).toContain(
    'Territory On opposite sides on 4 (4 of them rest on reports, 1 of them rests on the other side’s account): Ukraine cedes territory to Russia as part of a deal Russia receives the whole Donbas',
  );
  expect(plain).toContain('NATO Not known of both on 1: Ukraine renounces NATO membership');
});

test('at an earlier day less is known', async () => {
  const found = await groups(`${talks}/compare/russia/ukraine?as_of=2025-08-14`);
  expect(found['Both for']).toBeUndefined();
  expect((await get(`${talks}/compare/russia/ukraine?as_of=2025-08-14`)).text).toContain('time-banner');
});

test('the table says which demands are counted, and each is on the page', async () => {
  const rows = await csvRows(application, `${talks}/compare/russia/ukraine.csv`);
  const counted = rows.filter(({ is_counted }) => is_counted === '1');
  const opposite = counted.filter(({ comparison }) => comparison === 'opposite_sides');
  expect([rows.length, counted.length, opposite.length]).toEqual([11, 11, 4]);
});

test('what is closed is compared only where it is asked for, and said to be left out', async () => {
  const admin = await application.signedIn('admin');
  await admin.post(`${talks}/demands/territory-swaps/close`, {});
  const path = `${talks}/compare/russia/ukraine`;
  const [page, asked] = [await get(path), await get(`${path}?closed=1`)];
  expect(page.text).toContain('; 1 demand is closed or replaced and not compared.');
  expect(page.text).not.toContain('Areas held by either side are exchanged');
  expect(asked.text).toContain('Areas held by either side are exchanged');
  expect(asked.text).toContain('name="closed" value="1"');
  expect((await get(`${talks}/compare?one=ukraine&other=russia&closed=1`)).location).toBe(
    `${talks}/compare/ukraine/russia?closed=1`,
  );
  expect((await get(`${path}?closed=yes`)).status).toBe(400);
  await admin.post(`${talks}/demands/territory-swaps/reopen`, {});
});

test('the form leads to the two parties, at the same clocks', async () => {
  const { status, location } = await get(`${talks}/compare?one=ukraine&other=united-states&as_of=2025-08-14`);
  expect([status, location]).toEqual([303, `${talks}/compare/ukraine/united-states?as_of=2025-08-14`]);
  expect((await get(`${talks}/compare`)).location).toBe(`${talks}/compare/russia/ukraine`);
  expect((await get(`${talks}/parties/russia`)).text).toContain(`href="${talks}/compare/russia/ukraine"`);
});

test.each([
  ['compare/russia/russia', 400, 'Choose two different parties'],
  ['compare/russia/atlantis', 404, 'There is no party “atlantis”'],
])('%s is refused with a sentence', async (path, status, sentence) => {
  const page = await get(`${talks}/${path}`);
  expect([page.status, page.text.includes(sentence)]).toEqual([status, true]);
});

test('a negotiation without two parties has nothing to compare', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  expect((await get('/negotiations/grain/compare')).status).toBe(404);
});

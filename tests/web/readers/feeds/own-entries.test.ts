import { afterAll, beforeAll, expect, test } from 'vitest';
import { permanentId } from '../../../../src/web/readers/feeds/permanent-id.js';
import { type Application, startApplication } from '../../../support/application.js';
import { testInstance } from '../../../support/database.js';
import { publishOwn } from '../../../support/own-publications.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const crimea = 'Demand: “Ukraine accepts that Russia keeps control of Crimea”';
const outcome = 'Corrected: Lapsed on 15 August 2025: Fighting stops before a peace agreement is negotiated';
const reservation = 'Ukraine reserves the whole, 20 August 2025';
const briefing = 'Briefing of 20 August 2025: Russia–Ukraine ceasefire talks';
let application: Application;
let editor: Visitor;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  admin = await application.signedIn('admin');
  await publishOwn(application, editor, admin);
});

afterAll(() => application.stop());

async function entriesOf(path: string) {
  const { status, text } = await application.visitor().get(`${talks}${path}`);
  expect(status).toBe(200);
  const inside = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  return [...text.matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([xml]) => ({
    id: inside(xml, 'id'),
    title: inside(xml, 'title'),
    published: inside(xml, 'published'),
    updated: inside(xml, 'updated'),
    summary: inside(xml, 'summary'),
    link: /href="([^"]*)"/.exec(xml)?.[1],
  }));
}

const isOwn = ({ title }: { readonly title: string }) =>
  /reserves the whole|Briefing of|clarified|lapsed|on the table|no longer counted|closed|reopened/i.test(
    title,
  );
const titlesOf = async (path: string) => (await entriesOf(path)).filter(isOwn).map(({ title }) => title);

test('what is published by itself is news, each once with what was done to it since, the newest first', async () => {
  expect(await titlesOf('.atom')).toEqual([
    `No longer counted as an answer to “What becomes of Crimea?”: ${crimea}`,
    `On the table for “What becomes of Crimea?”: ${crimea}`,
    'Wording clarified: Ukraine accepts that Russia keeps control of Crimea',
    'Headline clarified: Before Anchorage: who wants what',
    reservation,
    briefing,
    outcome,
  ]);
});

test('an entry keeps its id and the instant of its publication; “updated” moves with what is done to it', async () => {
  const entries = await entriesOf('.atom');
  expect(entries.find(({ title }) => title === reservation)).toEqual({
    id: permanentId(testInstance.uuid, 'entry-63'),
    title: reservation,
    published: '2025-08-21T09:05:00.000Z',
    updated: '2025-08-21T09:07:00.000Z',
    summary: '“Nothing is agreed until everything is” — Reuters, Summit ends without a ceasefire',
    link: `${application.address}${talks}/reservations#reservation-63`,
  });
  expect(entries.find(({ title }) => title === briefing)?.summary).toBe(
    'After Anchorage both sides hold still.',
  );
});

test('the feed of a party has its reservations, that of a demand its outcome; filters leave out what does not fit', async () => {
  expect(await titlesOf('/parties/ukraine.atom')).toEqual([reservation]);
  expect(await titlesOf('/parties/russia.atom')).toEqual([]);
  expect(await titlesOf('/demands/ceasefire-first.atom')).toEqual([outcome]);
  expect(await titlesOf('.atom?party=ukraine')).toEqual([reservation]);
  expect(await titlesOf('.atom?topic=territory')).toHaveLength(3);
  expect(await titlesOf('.atom?position=rejects')).toEqual([]);
});

test('a retracted one says so; that a party no longer reserves the whole is an entry of its own', async () => {
  const sent = await editor.post(`${talks}/reservations/63/withdraw`, {
    ...{ quote: 'This is settled', date: '2025-08-21', quoteLanguage: 'en' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Kyiv is content' },
  });
  expect(sent.status).toBe(303);
  const reason = 'It was published too early.';
  expect((await editor.post(`${talks}/briefings/61/retract`, { reason })).status).toBe(303);
  expect((await titlesOf('.atom')).slice(0, 2)).toEqual([
    `Retracted: ${briefing}`,
    'Ukraine no longer reserves the whole, 21 August 2025',
  ]);
});

test('that something was closed is news to those who follow it, and to nobody else', async () => {
  for (const [path, act] of [
    ['demands/crimea', 'close'],
    ['parties/united-kingdom', 'close'],
  ] as const)
    expect((await admin.post(`${talks}/${path}/${act}`, {})).status, path).toBe(303);
  expect((await titlesOf('/demands/crimea.atom'))[0]).toBe(`Closed: ${crimea}`);
  expect(await titlesOf('.atom')).not.toContain(`Closed: ${crimea}`);
  expect(await titlesOf('/parties/united-kingdom.atom')).toEqual(['Closed: United Kingdom']);
});

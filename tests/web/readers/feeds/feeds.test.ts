import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { actOnRecords } from '../../../support/all-pages.js';
import { testInstance } from '../../../support/database.js';
import { sendRaw } from '../../../support/raw-request.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import { permanentId } from '../../../../src/web/readers/feeds/permanent-id.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'The report was withdrawn by its outlet.';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const get = (path: string) => application.visitor().get(path);

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly updated: string;
  readonly summary: string;
  readonly link: string;
}

async function feed(path: string): Promise<{ updated: string; id: string; entries: Entry[] }> {
  const { status, text, headers } = await get(path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  expect(
    text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'),
  ).toBe(true);
  const inside = (xml: string, name: string) =>
    new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
  const entries = [...text.matchAll(/<entry>([\s\S]*?)<\/entry>/g)].map(([, xml]) => ({
    id: inside(xml as string, 'id'),
    title: inside(xml as string, 'title'),
    published: inside(xml as string, 'published'),
    updated: inside(xml as string, 'updated'),
    summary: inside(xml as string, 'summary'),
    link: /href="([^"]*)"/.exec(xml as string)?.[1] ?? '',
  }));
  return { updated: inside(text, 'updated'), id: inside(text, 'id'), entries };
}

async function publish(changes = {}): Promise<void> {
  application.time.now = new Date('2025-08-21T10:00:00Z');
  const editor = await application.signedIn('editor');
  const { status } = await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), changes));
  expect(status).toBe(303);
}

test('a publication is the first entry, with the position as a sentence and its movement', async () => {
  await publish();
  const { updated, id, entries } = await feed(`${talks}.atom`);
  expect(updated).toBe('2025-08-21T10:00:00.000Z');
  expect(id).toBe(permanentId(testInstance.uuid, 'negotiation-1/'));
  expect(entries).toHaveLength(35);
  const [newest] = entries as [Entry];
  const { sequence } = await application.database.read.entry.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  expect(newest).toEqual({
    id: permanentId(testInstance.uuid, `record-${sequence}`),
    title: 'Ukraine rejects: Ukraine accepts Russian control of Crimea',
    published: '2025-08-21T10:00:00.000Z',
    updated: '2025-08-21T10:00:00.000Z',
    summary:
      'Reaffirmed. On the record, principal, 20 August 2025. The President repeats his answer. Reuters.',
    link: `${application.address}${talks}/positions/ukraine/crimea?record=${sequence}#record-${sequence}`,
  });
});

test('ids are UUIDs of the instance, each its own, whatever the address', async () => {
  const ids = async (host: string, path: string) => {
    const answer = await sendRaw(application.address, { method: 'GET', path, headers: { host }, body: null });
    return [...(answer?.text ?? '').matchAll(/<id>([^<]*)<\/id>/g)].map(([, id]) => id as string);
  };
  const own = await ids('localhost', `${talks}.atom`);
  expect(own).toHaveLength(35);
  expect(own.filter((id) => !/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  for (const host of ['tracker.example.org', '[::1]:3000', '192.0.2.1:8080'])
    expect(await ids(host, `${talks}.atom`)).toEqual(own);
  const feeds = [
    own[0],
    (await feed(`${talks}/parties/russia.atom`)).id,
    (await feed(`${talks}/demands/crimea.atom`)).id,
  ];
  expect(new Set([...own, ...feeds]).size).toBe(own.length + 2);
});

test('a name’s UUID is that of RFC 9562', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(permanentId(dns, 'www.example.com')).toBe('urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('ids stay, and “updated” moves with a correction or a retraction', async () => {
  const own = permanentId(testInstance.uuid, 'record-38');
  const before = (await feed(`${talks}.atom`)).entries.find(({ id }) => id === own) as Entry;
  application.time.now = new Date('2025-08-21T11:00:00Z');
  const editor = await application.signedIn('editor');
  await editor.post(`${talks}/records/38/retract`, { reason });
  const [after] = (await feed(`${talks}.atom`)).entries as [Entry];
  expect(after.id).toBe(before.id);
  expect(after.published).toBe(before.published);
  expect(after.updated).toBe('2025-08-21T11:00:00.000Z');
  expect(after.title).toBe(`Retracted: ${before.title}`);
});

test('every page of a negotiation names its feeds, its own before that of the whole', async () => {
  const feedsOf = async (path: string) =>
    [
      ...(await get(path)).text.matchAll(
        /<link rel="alternate" type="application\/atom\+xml" title="([^"]+)" href="([^"]+)">/g,
      ),
    ].map(([, title, url]) => `${title} ${url}`);
  const whole = `Russia–Ukraine ceasefire talks ${talks}.atom`;
  const pages =
    'stand timeline alignment changes conditions evidence questions updates updates/1 corrections sources briefings data methodology search compare/russia/ukraine';
  for (const path of ['/', ...pages.split(' ').map((page) => `${talks}/${page}`)])
    expect([path, await feedsOf(path)]).toEqual([path, [whole]]);
  expect(await feedsOf(`${talks}/parties/russia`)).toEqual([
    expect.stringMatching(new RegExp(` ${talks}/parties/russia.atom$`)),
    whole,
  ]);
  expect(await feedsOf(`${talks}/demands/crimea`)).toEqual([
    expect.stringMatching(new RegExp(` ${talks}/demands/crimea.atom$`)),
    whole,
  ]);
  expect(await feedsOf(`${talks}/positions/russia/crimea`)).toEqual([
    expect.stringContaining(`${talks}/demands/crimea.atom?party=russia`),
    `Russia ${talks}/parties/russia.atom`,
    `The demand ${talks}/demands/crimea.atom`,
    whole,
  ]);
  expect(await feedsOf('/about')).toEqual([]);
});

describe('of one party or one demand', () => {
  test.each([
    ['parties/russia', /^Russia /],
    ['demands/crimea', /: Ukraine accepts Russian control of Crimea$/],
  ])('%s holds its records alone', async (path, title) => {
    const { entries } = await feed(`${talks}/${path}.atom`);
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.filter((entry) => !title.test(entry.title))).toEqual([]);
    expect((await get(`${talks}/${path}`)).text).toContain(
      `<link rel="alternate" type="application/atom+xml"`,
    );
  });

  test('does not exist for what does not exist', async () => {
    for (const path of ['parties/atlantis', 'demands/nothing']) {
      const { status, headers } = await get(`${talks}/${path}.atom`);
      expect([status, headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8']);
    }
    expect((await get('/negotiations/nowhere.atom')).status).toBe(404);
    expect((await get(`${talks}.atom?as_of=2025-08-14`)).status).toBe(400);
  });
});

describe('filtered', () => {
  test('a feed holds what the matrix would show of it, under an id and an address of its own', async () => {
    const query = '?party=russia&topic=territory&position=demands';
    const { entries, id } = await feed(`${talks}.atom${query}`);
    expect(id).toBe(permanentId(testInstance.uuid, `negotiation-1/${query}`));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ title }) => !title.startsWith('Russia demands: '))).toEqual([]);
    const { text } = await get(`${talks}${query}`);
    expect(text).toContain(`.atom${query.replaceAll('&', '&amp;')}"`);
    expect((await feed(`${talks}/parties/russia.atom?q=crimea`)).entries).toHaveLength(2);
    expect((await feed(`${talks}.atom?q=moon`)).entries).toEqual([]);
  });

  test('a record that a correction took out of the filter stays in it, as corrected', async () => {
    const query = '?position=rejects_red_line&attribution=on_record_principal';
    const before = (await feed(`${talks}.atom${query}`)).entries;
    const admin = await application.signedIn('editor');
    await actOnRecords(application, admin);
    const after = (await feed(`${talks}.atom${query}`)).entries;
    expect(after.length).toBe(before.length + 1);
    expect((await feed(`${talks}.atom?position=rejects`)).entries.map(({ title }) => title)).toContain(
      after[0]?.title,
    );
  });

  test.each([
    ['', '?party=atlantis'],
    ['/parties/russia', '?party=russia'],
    ['/demands/crimea', '?q=crimea'],
  ])('%s.atom%s is refused', async (path, query) => {
    expect((await get(`${talks}${path}.atom${query}`)).status).toBe(400);
  });
});

describe('of one topic', () => {
  test('holds the records on its demands, under an id of its own, and leads to the matrix of them', async () => {
    const { entries, id } = await feed(`${talks}/topics/territory.atom`);
    expect(id).toBe(permanentId(testInstance.uuid, 'negotiation-1/topic-2'));
    expect(entries).toEqual((await feed(`${talks}.atom?topic=territory`)).entries);
    const { text } = await get(`${talks}/topics/territory.atom`);
    expect(text).toContain('<title>Territory: Russia–Ukraine ceasefire talks</title>');
    expect(text).toContain(
      `<link rel="alternate" type="text/html" href="${application.address}${talks}?topic=territory"/>`,
    );
    expect((await get(`${talks}?topic=territory`)).status).toBe(200);
    const ofUkraine = (await feed(`${talks}/topics/territory.atom?party=ukraine&q=crimea`)).entries;
    expect(ofUkraine.map(({ title }) => title)).toEqual([
      'Ukraine rejects: Ukraine accepts Russian control of Crimea',
    ]);
  });

  test.each([
    ['/topics/nothing.atom', 404],
    ['/topics/territory.atom?topic=nato', 400],
    ['/topics/territory.atom?as_of=2025-08-14', 400],
  ])('%s is refused', async (path, status) => {
    expect((await get(`${talks}${path}`)).status).toBe(status);
  });

  test('tells of what is closed in it, as those who follow it see it fall silent', async () => {
    const admin = await application.signedIn('admin');
    const { status } = await admin.post(`${talks}/demands/crimea/close`, {});
    expect(status).toBe(303);
    const closed = 'Closed: Demand: “Ukraine accepts Russian control of Crimea”';
    expect((await feed(`${talks}/topics/territory.atom`)).entries[0]?.title).toBe(closed);
    expect((await feed(`${talks}/topics/nato.atom`)).entries.map(({ title }) => title)).not.toContain(closed);
  });
});

test('any text is well-formed XML', async () => {
  await publish({ 'stances.0.summary': 'A <b>bold</b> claim & "quotes" – 😀 ]]>' });
  const { text } = await get(`${talks}.atom`);
  expect(text).toContain('A &lt;b&gt;bold&lt;/b&gt; claim &amp; &#34;quotes&#34; – 😀 ]]&gt;');
});

test('a repeated request is answered with 304', async () => {
  const etag = (await get(`${talks}.atom`)).headers.get('etag') as string;
  const again = await application.visitor().send(`${talks}.atom`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('an empty negotiation has a feed as well', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  expect((await feed('/negotiations/grain.atom')).entries).toEqual([]);
});

test('a feed carries the licence (RFC 4287, 4.2.10; RFC 4946)', async () => {
  const { text } = await application.visitor().get('/negotiations/russia-ukraine.atom');
  expect(text).toContain('<rights>Source: Negotiation positions. Licence: CC BY 4.0.</rights>');
  expect(text).toContain('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>');
});

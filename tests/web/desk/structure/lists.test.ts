import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { climateLists } from '../../../support/climate-lists.js';
import { csvRows } from '../../../support/csv-rows.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const climate = '/negotiations/cop30';
const lists = `${climate}/lists`;
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
  const created = await admin.post('/negotiations', {
    ...{ name: 'COP30 climate talks', slug: 'cop30', description: '' },
  });
  expect(created.location).toBe(lists);
});

afterEach(() => application.stop());

const look = (changes: Fields = {}) => admin.post(lists, { ...climateLists, ...changes, do: 'look' });
const seenIn = ({ text }: Answer) => /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';
const plain = ({ text }: Answer) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
const make = async (changes: Fields = {}) => {
  const seen = seenIn(await look(changes));
  return admin.post(lists, { ...climateLists, ...changes, do: 'make', seen });
};
const counts = async () => {
  const { read } = application.database;
  const where = { negotiation: { slug: 'cop30' } };
  return [
    await read.topic.count({ where }),
    await read.participation.count({ where }),
    await read.demand.count({ where }),
    await read.event.count({ where }),
  ];
};

test('what will be made is shown first, and nothing is made by looking', async () => {
  const audits = await application.database.read.auditEntry.count();
  const { read } = application.database;
  const head = await read.chainLink.count();
  const page = await look();
  expect(page.status).toBe(200);
  expect(plain(page)).toContain('22 lines: 22 to be made. Nothing is made yet.');
  expect(plain(page)).toContain(
    '8 G77 and China Bloc · Principal · G77 · members: Brazil, Colombia, India, China',
  );
  expect(plain(page)).toContain(
    '5 COP30 takes a decision against unilateral trade measures such as carbon border levies Trade · raised by India, China · addressed to European Union',
  );
  expect(page.text).toContain('>Make 22 things<');
  expect(await counts()).toEqual([0, 0, 0, 0]);
  expect([await read.auditEntry.count(), await read.chainLink.count()]).toEqual([audits, head]);
});

test('all of it is made in one step, each with its audit entry, as the single forms would make it', async () => {
  const before = await application.database.read.auditEntry.count();
  expect((await make()).location).toBe(climate);
  expect(await counts()).toEqual([4, 8, 7, 2]);
  expect(await application.database.read.auditEntry.count()).toBe(before + 22);
  const parties = await csvRows(application, `${climate}/parties.csv`);
  expect(parties.map(({ party_slug, kind, role }) => `${party_slug} ${kind} ${role}`)).toEqual([
    ...['colombia state principal', 'european-union bloc principal', 'arab-group bloc principal'],
    ...['india state principal', 'china state principal', 'ldc-group bloc principal'],
    ...['g77-and-china bloc principal', 'brazil state mediator'],
  ]);
  const events = await csvRows(application, `${climate}/events.csv`);
  expect(events.map(({ event, date }) => `${event} ${date}`)).toEqual([
    'COP30 opens in Belém 2025-11-10',
    'COP30 closes 2025-11-22',
  ]);
});

test('what is there already is left out, so that a longer list can be pasted again', async () => {
  await make();
  const page = await look({ topics: `${climateLists.topics}\nForests` });
  expect(plain(page)).toContain('23 lines: 1 to be made, 22 there already. Nothing is made yet.');
  await make({ topics: `${climateLists.topics}\nForests` });
  expect(await counts()).toEqual([5, 8, 7, 2]);
});

describe('a line that is wrong', () => {
  test('keeps everything from being made, and is named with what was probably meant', async () => {
    const page = await make({
      demands:
        'COP30 sets up dialogues on trade | Trade | Brasil | India\nToo short | Trade | Brazil | India',
    });
    expect(page.status).toBe(422);
    expect(plain(page)).toContain(
      'Demands, line 1: “Brasil” is no party of this negotiation; did you mean Brazil?',
    );
    expect(plain(page)).toContain('Demands, line 2: A proposition has 10 to 300 characters.');
    expect(page.text).not.toContain('value="make"');
    expect(page.text).toContain('Fossil fuels\nFinance\nTrade');
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test.each<[string, Fields, string]>([
    [
      'a kind',
      { parties: 'Brazil | stat' },
      'Parties, line 1: “stat” is not one of state, bloc, organisation; did you mean state?',
    ],
    [
      'no topic',
      { demands: 'COP30 sets up dialogues on trade' },
      'Demands, line 1: Name a topic of this negotiation.',
    ],
    ['a date', { events: 'COP30 opens | 3/4/2025' }, '“3/4/2025” can be 3 April 2025 or 4 March 2025'],
    [
      'a party of speakers',
      { speakers: 'Somebody | Atlantis | Envoy' },
      'Speakers, line 1: “Atlantis” is no party of this negotiation.',
    ],
    [
      'a member',
      { parties: 'LDC Group | bloc | principal | LDC | Atlantis' },
      'Parties, line 1: “Atlantis” is no party on record.',
    ],
  ])('is said: %s', async (_what, changes, message) => {
    const nothing = { topics: '', parties: '', demands: '', speakers: '', events: '' };
    const page = await look({ ...nothing, ...changes });
    expect(page.status).toBe(422);
    expect(plain(page)).toContain(message);
  });
});

test('lists that were changed after they were looked at are looked at again', async () => {
  const seen = seenIn(await look());
  const page = await admin.post(lists, { ...climateLists, topics: 'Forests', do: 'make', seen });
  expect(page.status).toBe(422);
  expect(await counts()).toEqual([0, 0, 0, 0]);
});

test.each([
  ['nothing', { topics: '', parties: '', demands: '', speakers: '', events: '' }, 'Paste at least one line'],
  [
    'too much',
    { topics: Array.from({ length: 501 }, (_, n) => `Topic ${n}`).join('\n') },
    'Paste at most 500 at a time.',
  ],
])('%s is refused, and what was typed comes back', async (_what, changes, message) => {
  const page = await look(changes);
  expect(page.status).toBe(422);
  expect(page.text).toContain(message);
});

test('the structure of another negotiation fills the lists, and makes the same there', async () => {
  const page = await admin.get(`${lists}?from=russia-ukraine`);
  const filled = Object.fromEntries(
    ['topics', 'parties', 'demands'].map((name) => {
      const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n([^<]*)</textarea>`).exec(page.text);
      return [name, (area?.[1] ?? '').replaceAll('&#39;', "'").replaceAll('&amp;', '&')];
    }),
  );
  expect(filled.topics).toContain('Territory\nNATO');
  const looked = await admin.post(lists, { ...filled, speakers: '', events: '', do: 'look' });
  expect(looked.status).toBe(200);
  const seen = seenIn(looked);
  expect((await admin.post(lists, { ...filled, speakers: '', events: '', do: 'make', seen })).status).toBe(
    303,
  );
  const [own, other] = [
    await csvRows(application, `${climate}/demands.csv`),
    await csvRows(application, '/negotiations/russia-ukraine/demands.csv'),
  ];
  const facts = (rows: typeof own) =>
    rows.map(({ demand, topic, addressed_to, other_addressees }) => [
      demand,
      topic,
      addressed_to,
      other_addressees,
    ]);
  expect(facts(own)).toEqual(facts(other));
  expect((await admin.get(`${lists}?from=nowhere`)).status).toBe(404);
});

test('an editor may set up a negotiation from lists, a contributor may not', async () => {
  const editor = await application.signedIn('editor');
  expect((await editor.get(lists)).status).toBe(200);
  const contributor = await application.signedIn('contributor');
  expect((await contributor.get(lists)).status).toBe(403);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemand } from '../../../../src/actions/structure/create-demand.js';
import { theServer } from '../../../../src/domain/people/actor.js';
import { noTerms } from '../../../../src/domain/structure/negotiation.js';
import { partOf } from '../../../../src/web/desk/work-list/pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate, versionFields } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterAll(() => application.stop());

const page = async (query = '') => (await editor.get(`${talks}/work-list${query}`)).text.replace(/\s+/g, ' ');
const subjects = (text: string) => [...text.matchAll(/>([^<]*) on: ([^<]*)<\/a> <span class="value/g)].length;

test('positions that nobody has repeated for long are listed, the oldest first, each with its form', async () => {
  const text = await page('?days=12');
  expect(text).toMatch(
    /United States on: Ukraine cedes territory[^<]*<\/a> .*Last said 8 August 2025, 13 days ago/,
  );
  expect(subjects(text)).toBe(2);
  expect(text).toMatch(/updates\/new\?reaffirm=\d+">Reaffirm/);
  expect(subjects(await page())).toBe(0);
  expect(subjects(await page('?days=1'))).toBe(27);
  expect(await page('?days=1')).toMatch(
    /European Union on: Ukraine cedes territory[^<]*<\/a> .*?Last checked 10 August 2025, 11 days ago/,
  );
});

test('cells not assessed lead to the form, with party and demand filled in', async () => {
  const text = await page();
  expect(text).toContain('updates/new?party=united-kingdom&amp;demand=crimea');
});

test('contradictory signals are asked again after 14 days', async () => {
  const own = await startApplication();
  const desk = await own.signedIn('editor');
  const ids = await idsOf(own);
  const sources = {
    ...{ 'sources.1.outlet': 'Kyiv Independent', 'sources.1.title': 'What the minister said' },
    'stances.0.citations.1.source': '1',
  };
  const signals = { 'stances.0.position': 'contradictory', 'stances.0.date': '2025-08-20', ...sources };
  const { status, text } = await desk.post(`${talks}/updates`, soundUpdate(ids, signals));
  expect(status, text).toBe(303);
  const listed = async () => {
    // The session of two weeks before has ended.
    const { text: list } = await (await own.signedIn('editor')).get(`${talks}/work-list`);
    return list.replace(/\s+/g, ' ');
  };
  own.time.now = new Date('2025-09-02T09:00:00Z');
  const before = await listed();
  expect(before).toContain('Positions grown old');
  expect(before).not.toContain('to be asked again');
  own.time.now = new Date('2025-09-03T09:00:00Z');
  const asked = await listed();
  expect(asked).toContain(
    'Contradictory as of 20 August 2025, 14 days ago: which of its words stand now?</span> ' +
      `<a href="${talks}/updates/new?party=ukraine&amp;demand=crimea">Log what it says now`,
  );
  await own.stop();
});

test('sources without an archived copy are listed until they have one', async () => {
  const [source] = await application.database.read.source.findMany({
    where: { archiveUrl: null, NOT: { url: null } },
  });
  expect(await page()).toContain(`${talks}/sources/${source?.id}/edit`);
});

test('one button opens the archive’s own form for a source, in a new tab', async () => {
  const [source] = await application.database.read.source.findMany({
    where: { archiveUrl: null, NOT: { url: null } },
  });
  const form = `https://web.archive.org/save/${source?.url}`;
  expect(await page()).toContain(
    `<a class="button button-quiet" href="${form}" target="_blank" rel="noopener`,
  );
});

test('what a party wanted of a replaced demand is listed until its position on the new one is recorded', async () => {
  const own = await startApplication();
  const { read } = own.database;
  const admin = await own.signedIn('admin');
  const idOf = async (find: Promise<{ id: number }>) => (await find).id;
  const fields = {
    ...{ proposition: 'Ukraine accepts that Crimea is administered by Russia', slug: 'crimea-administered' },
    topic: await idOf(read.topic.findFirstOrThrow({ where: { slug: 'territory' } })),
    raisers: [await idOf(read.party.findFirstOrThrow({ where: { slug: 'russia' } }))],
    addressees: [await idOf(read.party.findFirstOrThrow({ where: { slug: 'ukraine' } }))],
    ...{ ...noTerms, otherAddressees: '', order: 99 },
  };
  await createDemand(own.database, theServer, { negotiationId: 1, fields }, own.time.now);
  const [old, next] = [
    await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } }),
    await read.demand.findFirstOrThrow({ where: { slug: 'crimea-administered' } }),
  ];
  await own.database.write(async (tx) => {
    await tx.demandReplacement.create({ data: { demandId: next.id, replacedId: old.id } });
    await tx.demand.update({ where: { id: old.id }, data: { replacedAfter: 1 } });
    await tx.state.update({ where: { id: 1 }, data: { number: { increment: 1 } } });
  });
  const list = async () =>
    (await admin.get(`${talks}/work-list?list=successor`)).text
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' ');
  expect(await list()).toMatch(
    /Ukraine on: Ukraine accepts Russian control of Crimea<\/a> .*Replaced by “Ukraine accepts that Crimea is administered by Russia”: nothing is recorded there/,
  );
  expect(await list()).toContain(
    'updates/new?party=ukraine&amp;demand=crimea-administered">Log what it says',
  );
  const said = { 'stances.0.demand': String(next.id) };
  await admin.post(`${talks}/updates`, soundUpdate(await idsOf(own), said));
  expect(await list()).not.toContain('>Ukraine on: Ukraine accepts Russian control of Crimea<');
  await own.stop();
});

test('a list has pages of fifty, and is shown alone with what comes before and behind', async () => {
  const all = Array.from({ length: 120 }, (_, number) => number);
  const part = (list: 'stale' | 'unarchived' | null, page = 1) => partOf(all, 'stale', { list, page });
  expect([part('stale', 1), part('stale', 2), part('stale', 3), part('stale', 4)].flat()).toEqual(all);
  expect([part(null), part('unarchived')]).toEqual([all.slice(0, 50), []]);
  const alone = await page('?list=stale&page=2&days=1');
  expect(alone).toContain(`href="${talks}/work-list?list=stale&amp;page=1&amp;days=1">Those before</a>`);
  expect(alone).toContain(`href="${talks}/work-list">The whole work list</a>`);
  expect(alone).not.toContain('id="unassessed-title"');
  expect(await page()).not.toContain('Those before');
});

test('waiting proposals are counted, and where none waits that is no link', async () => {
  expect(await page()).toContain('<p>No proposal waits.</p>');
  const contributor = await application.signedIn('contributor');
  await contributor.post(`${talks}/proposals`, soundUpdate(await idsOf(application), { do: 'propose' }));
  expect(await page()).toContain(`<a href="${talks}/proposals">1 proposal waits</a>`);
});

test.each(['days=0', 'days=many', 'days=4000', 'colour=red', 'list=moon', 'page=2', 'list=stale&page=0'])(
  '%s is refused with a sentence',
  async (query) => {
    expect((await editor.get(`${talks}/work-list?${query}`)).status).toBe(400);
  },
);

test('an empty negotiation has nothing to do', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  const { status, text } = await admin.get('/negotiations/grain/work-list');
  expect(status).toBe(200);
  expect(text.match(/None\./g)).toHaveLength(4);
});

test('quotes that nobody has searched in the text of their article are listed until somebody has, or the record falls', async () => {
  const own = await startApplication();
  const desk = await own.signedIn('editor');
  const quote = 'Ukrainians will not give their land to the occupier';
  const fields = soundUpdate(await idsOf(own), { 'stances.0.quote': quote });
  expect((await desk.post(`${talks}/updates`, fields)).status).toBe(303);
  const listed = async () => (await desk.get(`${talks}/work-list?list=unchecked`)).text.replace(/\s+/g, ' ');
  const count = async () =>
    Number(/Quotes never checked <span class="count">(\d+)</.exec(await listed())?.[1]);
  const { sequence } = await own.database.read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  const before = await count();
  expect(before).toBe(await own.database.read.stance.count({ where: { quote: { not: null } } }));
  const first = /<ul class="work-list">.*?<\/li>/.exec(await listed())?.[0] ?? '';
  expect(first).toContain(
    `Ukraine on: Ukraine accepts Russian control of Crimea</a> <span class="quiet">“${quote}”`,
  );
  expect(first).toContain(`records/${sequence}/clarify#field-articleText">Check it`);
  const path = `${talks}/records/${sequence}/clarify`;
  const articleText = `He said: “${quote}.” ${'And so the talks go on. '.repeat(9)}`;
  const clarified = { ...versionFields(await desk.open(path)), articleText, do: 'publish' };
  expect((await desk.post(path, clarified)).status).toBe(303);
  expect(await count()).toBe(before - 1);
  expect(await listed()).not.toContain(quote);
  const { sequence: other } = await own.database.read.stance.findFirstOrThrow({
    where: { quote: { not: null }, quoteCheck: null },
  });
  const retraction = { reason: 'The outlet has withdrawn its report.' };
  expect((await desk.post(`${talks}/records/${other}/retract`, retraction)).status).toBe(303);
  expect(await count()).toBe(before - 2);
  await own.stop();
});

test('a quote that the law requires to be removed is no longer listed, and one published after it is', async () => {
  const own = await startApplication();
  const admin = await own.signedIn('admin');
  const listed = async () => (await admin.get(`${talks}/work-list?list=unchecked`)).text.replace(/\s+/g, ' ');
  const count = async () =>
    Number(/Quotes never checked <span class="count">(\d+)</.exec(await listed())?.[1]);
  // Two who ask at once, while nobody has asked before.
  const [before] = await Promise.all([count(), count()]);
  const { sequence, quote } = await own.database.read.stance.findFirstOrThrow({
    where: { quote: { not: null }, quoteCheck: null },
    orderBy: { sequence: 'desc' },
  });
  expect(await listed()).toContain(quote);
  const removal = { reason: 'Injunction of a court of 3 March 2026.', texts: `stances.${sequence}.quote` };
  expect((await admin.post(`${talks}/records/${sequence}/remove`, removal)).status).toBe(303);
  expect(await count()).toBe(before - 1);
  expect(await listed()).not.toContain(quote);
  expect(await listed()).not.toContain('[Removed]');
  const later = 'Ukrainians will not give their land to the occupier';
  const fields = soundUpdate(await idsOf(own), { 'stances.0.quote': later });
  expect((await admin.post(`${talks}/updates`, fields)).status).toBe(303);
  expect(await count()).toBe(before);
  expect(await listed()).toContain(later);
  await own.stop();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/updates/new`;
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

/** Without the marks that isolate directions. */
const plain = ({ text }: Answer) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
const send = (fields: Fields) => editor.post(`${talks}/updates`, fields);

test('the desk leads an editor to the work list and the recent changes', async () => {
  const { text } = await editor.get('/desk');
  expect(text).toContain(`href="${talks}/work-list">Work list`);
  expect(text).toContain(`href="${talks}/recent-changes">Recent changes`);
  expect((await (await application.signedIn('contributor')).get('/desk')).text).not.toContain('Work list');
});

test('the desk leads an editor to briefings and reservations, also before there is any', async () => {
  const { text } = await editor.get('/desk');
  expect(text).toContain(`href="${talks}/briefings">Briefings</a>`);
  expect(text).toContain(`href="${talks}/reservations">Reservations</a>`);
  expect((await (await application.signedIn('contributor')).get('/desk')).text).not.toContain('Briefings');
});

test('the desk leads those who may make structure to the lists that set it up', async () => {
  const link = `href="${talks}/lists">Set up from lists</a>`;
  expect((await editor.get('/desk')).text).toContain(link);
  expect((await (await application.signedIn('contributor')).get('/desk')).text).not.toContain('from lists');
});

test('the desk lists the drafts that wait, until they are sent off or discarded', async () => {
  const ids = await idsOf(application);
  const [first, second] = [soundUpdate(ids), soundUpdate(ids, { headline: '' })];
  await send({ ...first, do: 'save' });
  await send({ ...second, do: 'save' });
  const desk = (await editor.get('/desk')).text;
  expect(desk).toContain(`${form}?draft=${String(first.key)}">Kyiv repeats its answer on Crimea</a>`);
  expect(desk).toContain(`${form}?draft=${String(second.key)}">Without a headline</a>`);
  expect((await send(first)).status).toBe(303);
  const discarded = `/drafts?discarded=${String(second.key)}`;
  expect((await send({ ...second, do: 'discard' })).location).toBe(discarded);
  expect((await editor.get('/desk')).text).not.toContain('?draft=');
});

test('the desk names what waits for an editor: what others propose, the longest waiting first, with its negotiation', async () => {
  const contributor = await application.signedIn('contributor');
  const ids = await idsOf(application);
  for (const headline of ['The first', 'The second'])
    await contributor.post(`${talks}/proposals`, soundUpdate(ids, { headline, do: 'propose' }));
  await editor.post(`${talks}/proposals`, soundUpdate(ids, { headline: 'My own', do: 'propose' }));
  const desk = plain(await editor.get('/desk'));
  expect(desk).toMatch(
    />The first<\/a>.*Russia–Ukraine ceasefire talks · proposed by contributor-\d+ on .*>The second</,
  );
  expect(desk).toContain(`href="${talks}/proposals/1/review">Review`);
  expect(desk).not.toContain('>My own<');
  expect(desk).toContain('1 proposal of your own waits for an editor.');
  const own = plain(await contributor.get('/desk'));
  expect(own).toContain('2 proposals of your own wait for an editor.');
  expect(own).not.toContain('Review');
});

test('what was sent back stands on the desk of its author, with the words and the way to rework it', async () => {
  const contributor = await application.signedIn('contributor');
  const ids = await idsOf(application);
  await contributor.post(`${talks}/proposals`, soundUpdate(ids, { do: 'propose' }));
  await editor.post(`${talks}/proposals/1/send-back`, { reason: 'Which day does the report mean?' });
  const desk = plain(await contributor.get('/desk'));
  expect(desk).toContain('Sent back to you');
  expect(desk).toContain('Which day does the report mean?');
  expect(desk).toContain(`href="${talks}/proposals/new?rework=1">Rework it`);
  await contributor.post(`${talks}/proposals`, soundUpdate(ids, { do: 'propose', reworks: '1' }));
  expect(plain(await contributor.get('/desk'))).not.toContain('Sent back to you');
});

test('the desk tells what colleagues did since the session before, and not what one did oneself', async () => {
  const ids = await idsOf(application);
  const { read } = application.database;
  const { id: userId } = await read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const colleague = await application.signedIn('editor');
  const at = (time: string) => {
    application.time.now = new Date(`2025-08-${time}:00Z`);
  };
  const log = (who: Visitor, headline: string) =>
    who.post(`${talks}/updates`, soundUpdate(ids, { headline, key: crypto.randomUUID() }));
  await log(colleague, 'While you were here');
  at('21T11:00');
  await log(colleague, 'After you had gone');
  at('21T16:00');
  await application.database.write((tx) =>
    tx.session.create({
      data: {
        tokenHash: 'x'.repeat(64),
        userId,
        createdAt: new Date('2025-08-21T08:00:00Z'),
        lastSeenAt: new Date('2025-08-21T10:00:00Z'),
      },
    }),
  );
  await application.database.write((tx) =>
    tx.session.updateMany({
      where: { userId, tokenHash: { not: 'x'.repeat(64) } },
      data: { createdAt: application.time.now, lastSeenAt: application.time.now },
    }),
  );
  await log(editor, 'By yourself');
  const desk = plain(await editor.get('/desk'));
  expect(desk).toContain('Since you were last here, on 21 August 2025, 10:00 UTC');
  expect(desk).toMatch(/href="[^"]*\/updates\/7">editor-\d+ published the update “After you had gone”\.</);
  expect(desk).not.toContain('While you were here');
  expect(desk).not.toContain('By yourself');
  const contributor = plain(await (await application.signedIn('contributor')).get('/desk'));
  expect(contributor).toContain('>After you had gone</a>');
  expect(contributor).not.toContain('published the update');
});

test('what was done to many things one after the other is one line', async () => {
  const admin = await application.signedIn('admin');
  for (const name of ['Prisoners', 'Grain', 'Ports'])
    await admin.post(`${talks}/topics`, { name, slug: '', order: '50' });
  const desk = plain(await editor.get('/desk'));
  expect(desk).toContain('created the topic “Ports”. <span class="quiet">and 2 more of the kind</span>');
});

test('the desk counts what is stale in each negotiation, and leads to its place in the work list', async () => {
  application.time.now = new Date('2025-10-21T09:00:00Z');
  const desk = plain(await (await application.signedIn('editor')).get('/desk'));
  expect(desk).toMatch(/href="[^"]*\/work-list#stale-title">27 positions not said again for 30 days</);
  const contributor = plain(await (await application.signedIn('contributor')).get('/desk'));
  expect(contributor).not.toContain('What is stale');
});

test('what is published since is counted in what is stale at once', async () => {
  application.time.now = new Date('2025-10-21T09:00:00Z');
  const late = await application.signedIn('editor');
  const stale = async () =>
    / (\d+) positions not said again/.exec(plain(await late.get('/desk')).replace(/>/g, '> '))?.[1];
  expect([await stale(), await stale()]).toEqual(['27', '27']);
  const said = { 'stances.0.date': '2025-10-20' };
  expect((await late.post(`${talks}/updates`, soundUpdate(await idsOf(application), said))).status).toBe(303);
  expect(await stale()).toBe('26');
});

test('a button for a new update stands on the desk for every open negotiation', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  await admin.post('/negotiations', { name: 'Old talks', slug: 'old', description: '' });
  await admin.post('/negotiations/old/close', {});
  const buttons = [
    ...plain(await editor.get('/desk')).matchAll(/<a class="button" href="([^"]*)">Log an update/g),
  ];
  expect(buttons.map(([, url]) => url)).toEqual([form, '/negotiations/grain/updates/new']);
});

test('with more proposals than the desk shows, it says how many more wait and where', async () => {
  const contributor = await application.signedIn('contributor');
  const ids = await idsOf(application);
  for (let count = 0; count < 12; count += 1)
    await contributor.post(
      `${talks}/proposals`,
      soundUpdate(ids, { headline: `Proposal ${count}`, do: 'propose' }),
    );
  const desk = plain(await editor.get('/desk'));
  expect(desk).toContain('6 more wait:');
  expect(desk).toContain(`href="${talks}/proposals">Russia–Ukraine ceasefire talks (12)</a>`);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let contributor: Visitor;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  contributor = await application.signedIn('contributor');
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

function proposal(changes: Fields = {}): Fields {
  return soundUpdate(ids, { do: 'propose', ...changes });
}

const propose = (changes: Fields = {}) => contributor.post(`${talks}/proposals`, proposal(changes));

/** The form of a page as its browser would send it back. */
function formOf(page: Parameters<typeof fieldIn>[0], changes: Fields = {}): Fields {
  const names = [...page.text.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map(
    ([, name]) => name as string,
  );
  const wanted = names.filter((name) => /^(key|seen|revision|headline|sources\.|stances\.)/.test(name));
  const fields = Object.fromEntries(wanted.map((name) => [name, fieldIn(page, name) ?? '']));
  return { do: 'publish', ...fields, ...changes };
}

async function matrixCsv(): Promise<string> {
  return (await application.visitor().get(`${talks}/matrix.csv`)).text;
}

async function lastAudit() {
  return application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

test('a proposal does not count, and readers do not see it', async () => {
  const before = await matrixCsv();
  const { status, location } = await propose();
  expect({ status, location }).toEqual({ status: 303, location: `${talks}/proposals/1` });
  expect(await matrixCsv()).toBe(before);
  expect(await application.database.read.source.count({ where: { outlet: 'Reuters' } })).toBe(0);
  expect((await application.visitor().get(`${talks}/proposals/1`)).status).toBe(303);
  const page = await contributor.get(`${talks}/proposals/1`);
  expect(page.text).toContain('Waiting for an editor');
  expect(page.text).toContain('Ukraine rejects: Ukraine accepts Russian control of Crimea');
  expect(page.text).toContain('Ukraine repeats that Crimea is not for sale');
  expect(await lastAudit()).toMatchObject({ action: 'propose_update', subject: 'proposal', subjectId: '1' });
});

test('a proposal names in words what is missing here, and the reviewer makes and chooses it', async () => {
  const unchosen = { 'stances.0.demand': '' };
  const refused = await propose(unchosen);
  expect([refused.status, errorAt(refused, 'stances.0.demand')]).toEqual([
    422,
    'Choose a demand of this negotiation.',
  ]);
  expect(errorAt(await propose({ missing: 'x'.repeat(501) }), 'missing')).toContain('At most 500');
  const missing = 'The demand: Ukraine holds elections before a peace agreement';
  expect((await propose({ ...unchosen, missing })).location).toBe(`${talks}/proposals/1`);
  const page = (await contributor.get(`${talks}/proposals/1`)).text;
  expect(page).toContain(`Missing here: ${missing}`);
  expect(page).toContain('Ukraine rejects: a demand that is missing here');

  const form = await editor.open(`${talks}/proposals/1/review`);
  expect(form.text).toContain(`Missing here: ${missing}`);
  expect(form.text).not.toContain('name="missing"');
  expect(fieldIn(form, 'stances.0.demand')).toBe('');
  const path = `${talks}/proposals/1/review`;
  const lacking = await editor.post(path, formOf(form));
  expect(errorAt(lacking, 'stances.0.demand')).toBe('Choose a demand of this negotiation.');
  const made = { 'stances.0.demand': ids.demand('crimea') };
  expect((await editor.post(path, formOf(lacking, made))).location).toContain(`${talks}/updates/`);
});

test('an editor publishes it, amended; both are in the record, under their public names', async () => {
  await contributor.post('/account/name', { publicName: 'The Kyiv stringer' });
  await editor.post('/account/name', { publicName: 'The foreign desk' });
  await propose();
  expect((await editor.get('/desk')).text).toContain('Proposed by others');
  const form = await editor.open(`${talks}/proposals/1/review`);
  expect(fieldIn(form, 'stances.0.summary')).toBe('The President repeats his answer.');
  expect(fieldIn(form, 'stances.0.citations.0.source')).toBe('0');
  expect(form.text).toContain('proposed by The Kyiv stringer');
  const summary = 'The President repeats that he gives up no land.';
  const published = await editor.post(
    `${talks}/proposals/1/review`,
    formOf(form, { 'stances.0.summary': summary }),
  );
  expect(published.location).toBe(`${talks}/updates/6`);
  const { text } = await application.visitor().get(`${talks}/updates/6`);
  expect(text).toContain(summary);
  expect(text).toContain('by The foreign desk, proposed by The Kyiv stringer');
  expect((await contributor.get(`${talks}/proposals/1`)).text).toContain('The President repeats his answer.');
  expect((await contributor.get(`${talks}/proposals/1`)).text).toContain(`href="${talks}/updates/6"`);
  expect(await lastAudit()).toMatchObject({ action: 'log_update', details: { stances: 1, proposal: 1 } });
});

test('readers see neither name without a public one', async () => {
  await propose();
  const form = await editor.open(`${talks}/proposals/1/review`);
  await editor.post(`${talks}/proposals/1/review`, formOf(form));
  const { text } = await application.visitor().get(`${talks}/updates/6`);
  const names = await application.database.read.user.findMany();
  for (const { signInName } of names) expect(text).not.toContain(signInName);
});

test('a proposal is published once, and nothing that a second editor typed is lost', async () => {
  await propose();
  const other = await application.signedIn('editor');
  const [first, second] = [
    await editor.open(`${talks}/proposals/1/review`),
    await other.open(`${talks}/proposals/1/review`),
  ];
  expect((await editor.post(`${talks}/proposals/1/review`, formOf(first))).status).toBe(303);
  const late = await other.post(
    `${talks}/proposals/1/review`,
    formOf(second, { headline: 'A better headline' }),
  );
  expect(late.status).toBe(409);
  expect(late.text).toContain('This proposal is published already.');
  expect(fieldIn(late, 'headline')).toBe('A better headline');
  expect((await other.open(`${talks}/proposals/1/review`)).status).toBe(409);
  expect(await application.database.read.update.count()).toBe(6);
});

test('the same form sent twice is one publication', async () => {
  await propose();
  const form = formOf(await editor.open(`${talks}/proposals/1/review`));
  const [first, second] = [
    await editor.post(`${talks}/proposals/1/review`, form),
    await editor.post(`${talks}/proposals/1/review`, form),
  ];
  expect(second.location).toBe(first.location);
  const key = crypto.randomUUID();
  expect((await propose({ key })).location).toBe((await propose({ key })).location);
  expect(await application.database.read.proposal.count()).toBe(2);
});

test('the same proposal sent ten times at once is one, and so is its publication', async () => {
  const csrf = await contributor.csrfToken();
  const fields = { csrf, ...proposal() };
  const ten = <Answer>(send: () => Promise<Answer>) => Promise.all(Array.from({ length: 10 }, send));
  const proposed = await ten(() => contributor.postBare(`${talks}/proposals`, fields));
  expect(new Set(proposed.map(({ location }) => location))).toEqual(new Set([`${talks}/proposals/1`]));
  const form = formOf(await editor.open(`${talks}/proposals/1/review`));
  const review = { csrf: await editor.csrfToken(), ...form };
  const published = await ten(() => editor.postBare(`${talks}/proposals/1/review`, review));
  expect(new Set(published.map(({ location }) => location))).toEqual(new Set([`${talks}/updates/6`]));
  const { read } = application.database;
  expect([await read.proposal.count(), await read.update.count()]).toEqual([1, 6]);
});

test('nobody reviews what they have proposed', async () => {
  await editor.post(`${talks}/proposals`, proposal());
  expect((await editor.get(`${talks}/proposals/1`)).text).not.toContain('Review and publish');
  const refused = await editor.open(`${talks}/proposals/1/review`);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Somebody else has to review what you proposed.');
  const decline = await editor.post(`${talks}/proposals/1/decline`, { reason: 'It is not new at all.' });
  expect(decline.status).toBe(409);
});

test('a proposal is declined with a reason, which its contributor reads', async () => {
  await propose();
  const short = await editor.post(`${talks}/proposals/1/decline`, { reason: 'No.' });
  expect(short.status).toBe(422);
  expect(errorAt(short, 'reason')).toBe('Say why, in at least 10 characters.');
  expect(fieldIn(short, 'reason')).toBe('No.');
  const reason = 'The outlet has withdrawn its report.';
  expect((await editor.post(`${talks}/proposals/1/decline`, { reason })).location).toBe(
    `${talks}/proposals/1`,
  );
  const page = await contributor.get(`${talks}/proposals/1`);
  expect(page.text).toContain('Declined on 21 August 2025');
  expect(page.text).toContain(reason);
  const again = await editor.post(`${talks}/proposals/1/decline`, { reason });
  expect(again.status).toBe(409);
  expect(await lastAudit()).toMatchObject({ action: 'decline_proposal' });
});

test('a proposal is sent back with words, reworked by its author, sent again and published', async () => {
  await propose();
  const reason = 'Which day does the report mean? Add the quote.';
  expect((await contributor.post(`${talks}/proposals/1/send-back`, { reason })).status).toBe(403);
  expect((await editor.post(`${talks}/proposals/1/send-back`, { reason: '' })).status).toBe(422);
  expect((await editor.post(`${talks}/proposals/1/send-back`, { reason })).location).toBe(
    `${talks}/proposals/1`,
  );
  expect(await lastAudit()).toMatchObject({ action: 'send_back_proposal', subjectId: '1' });
  expect((await editor.open(`${talks}/proposals/1/review`)).status).toBe(409);
  expect((await contributor.get('/desk')).text).toContain('Sent back to you');
  const page = await contributor.get(`${talks}/proposals/1`);
  expect(page.text).toContain('Sent back to be reworked on 21 August 2025');
  expect(page.text).toContain(reason);
  expect(page.text).toContain(`href="${talks}/proposals/new?rework=1"`);

  const form = await contributor.open(`${talks}/proposals/new?rework=1`);
  expect(form.text).toContain(reason);
  expect(fieldIn(form, 'headline')).toBe('Kyiv repeats its answer on Crimea');
  expect(fieldIn(form, 'stances.0.summary')).toBe('The President repeats his answer.');
  const more = await contributor.press(
    `${talks}/proposals`,
    formOf(form, { do: 'add.stances', reworks: '1' }),
  );
  expect(more.text).toContain(reason);
  const sent = formOf(form, { do: 'propose', reworks: '1', 'stances.0.summary': 'As asked, with the day.' });
  expect((await contributor.post(`${talks}/proposals`, sent)).location).toBe(`${talks}/proposals/2`);
  expect((await contributor.get('/desk')).text).not.toContain('Sent back to you');
  const second = await editor.get(`${talks}/proposals/2`);
  expect(second.text).toContain(`reworks <a href="${talks}/proposals/1">proposal 1</a>`);
  const again = `<a href="${talks}/proposals/2">Sent again as proposal 2</a>`;
  for (const path of ['proposals', 'proposals/1']) {
    const { text } = await contributor.get(`${talks}/${path}`);
    expect(text).toContain(again);
    expect(text).not.toContain('rework=1');
  }
  const review = await editor.open(`${talks}/proposals/2/review`);
  const published = await editor.post(`${talks}/proposals/2/review`, formOf(review));
  expect(published.location).toMatch(/\/updates\/\d+$/);
  expect((await application.visitor().get(published.location as string)).text).toContain(
    'As asked, with the day.',
  );
  expect((await contributor.get(`${talks}/proposals`)).text).toContain(
    `<a href="${published.location}">Reworked and published</a>`,
  );
});

test('while it waits, the page of a proposed update shows what stands and what would become of it', async () => {
  await propose();
  const effect = async () => {
    const { text } = await editor.get(`${talks}/proposals/1`);
    const [, values = '', word = ''] =
      /<p class="change-values">(.*?)<\/p>\s*<p><span class="movement-word">(.*?)<\/span>/s.exec(text) ?? [];
    const words = values.replace(/aria-label="becomes"/, '').replace(/<[^>]+>/g, ' ');
    return [words.replace(/\s+/g, ' ').trim(), word];
  };
  expect(await effect()).toEqual(['Rejects → Rejects', 'Reaffirmed']);
  const reason = 'It is in the log already.';
  await editor.post(`${talks}/proposals/1/decline`, { reason });
  expect(await effect()).toEqual(['', '']);
});

test('a review discards the changes of the reviewer, and says so', async () => {
  await propose();
  const words = async (visitor: Visitor, path: string) =>
    /value="discard">([^<]+)</.exec((await visitor.open(`${talks}/${path}`)).text)?.[1];
  expect(await words(editor, 'proposals/1/review')).toBe('Discard my changes');
  expect(await words(contributor, 'proposals/new')).toBe('Discard the draft');
});

test.each(['decline', 'withdraw'])(
  'what was ended by “%s” can be reworked, what waits or is another’s cannot',
  async (act) => {
    await propose();
    expect((await contributor.open(`${talks}/proposals/new?rework=1`)).status).toBe(404);
    const actor = act === 'withdraw' ? contributor : editor;
    await actor.post(
      `${talks}/proposals/1/${act}`,
      act === 'withdraw' ? {} : { reason: 'It is not new at all.' },
    );
    expect((await contributor.open(`${talks}/proposals/new?rework=1`)).status).toBe(200);
    const other = await application.signedIn('contributor');
    expect((await other.open(`${talks}/proposals/new?rework=1`)).status).toBe(404);
    expect((await other.post(`${talks}/proposals`, proposal({ reworks: '1' }))).status).toBe(404);
  },
);

test('a contributor withdraws what waits, and only their own', async () => {
  await propose();
  const other = await application.signedIn('contributor');
  expect((await other.get(`${talks}/proposals/1`)).status).toBe(404);
  expect((await other.get(`${talks}/proposals`)).text).toContain('Nothing has been proposed yet.');
  expect((await other.post(`${talks}/proposals/1/withdraw`, {})).status).toBe(404);
  expect((await editor.post(`${talks}/proposals/1/withdraw`, {})).status).toBe(404);
  expect((await contributor.post(`${talks}/proposals/1/withdraw`, {})).status).toBe(303);
  expect((await contributor.post(`${talks}/proposals/1/withdraw`, {})).status).toBe(409);
  expect((await editor.open(`${talks}/proposals/1/review`)).status).toBe(409);
  expect((await editor.get(`${talks}/proposals`)).text).toContain('Withdrawn');
});

test('a proposal has to be as sound as an update, and nothing typed is lost', async () => {
  const refused = await propose({ 'stances.0.date': '2099-01-01', headline: 'A leap' });
  expect(refused.status).toBe(422);
  expect(errorAt(refused, 'stances.0.date')).toContain('future');
  expect(fieldIn(refused, 'headline')).toBe('A leap');
  expect(await application.database.read.proposal.count()).toBe(0);
});

test('buttons add and take away rows in the form of a proposal too', async () => {
  const page = await contributor.press(`${talks}/proposals`, proposal({ do: 'add.stances' }));
  expect(page.status).toBe(200);
  expect(page.text).toContain('Stance 2');
  expect(page.text).toContain(`action="${talks}/proposals"`);
  expect(page.text).toMatch(/value="propose"[^>]*>Propose<\/button>/);
});

test('a contributor finds the form from the desk and the position page', async () => {
  const desk = (await contributor.get('/desk')).text;
  expect(desk).toContain(`<a class="button" href="${talks}/proposals/new">Propose an update`);
  const position = (await contributor.get(`${talks}/positions/russia/crimea`)).text;
  expect(position).toContain(`${talks}/proposals/new?party=russia&amp;demand=crimea`);
  const form = await contributor.open(`${talks}/proposals/new?party=russia&demand=crimea`);
  expect(fieldIn(form, 'stances.0.party')).toBe(ids.party('russia'));
});

test('one person has at most a hundred proposals waiting; what was typed is kept, and withdrawing one makes room', async () => {
  await propose();
  const { database } = application;
  const first = await database.read.proposal.findFirstOrThrow();
  const { id: _id, contents, ...others } = first;
  const more = Array.from({ length: 99 }, (_, index) => ({
    ...others,
    contents: contents as object,
    idempotencyKey: `more-${index}`,
  }));
  await database.write((tx) => tx.proposal.createMany({ data: more }));
  const refused = await propose({ headline: 'One more' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('You have 100 proposals waiting, and no more are taken. Withdraw one,');
  expect(fieldIn(refused, 'headline')).toBe('One more');
  expect((await contributor.post(`${talks}/proposals/${first.id}/withdraw`, {})).status).toBe(303);
  expect((await propose({ headline: 'One more' })).status).toBe(303);
});

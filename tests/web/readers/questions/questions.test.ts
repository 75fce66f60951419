import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const page = `${talks}/questions/forces`;
let application: Application;
let editor: Visitor;
let admin: Visitor;
let seconds = 0;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  admin = await application.signedIn('admin');
  const ids = await idsOf(application);
  const topic = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
  const demand = (slug: string, proposition: string, raiser: string) =>
    does(editor, `${talks}/demands`, {
      ...{ slug, proposition, topic: String(topic.id), order: '9' },
      ...{ raisers: [ids.party(raiser)], addressees: [ids.party('russia'), ids.party('ukraine')] },
    });
  await demand('cap', 'Ukraine limits its armed forces to 600,000 in peacetime', 'united-states');
  await demand('size', 'Ukraine keeps armed forces of 800,000 in peacetime', 'ukraine');
  await does(editor, `${talks}/lists/questions`, {
    ...{ wording: 'How large may Ukraine’s armed forces be in peacetime?', slug: 'forces' },
    ...{ topic: String(topic.id), unit: 'soldiers' },
  });
});

afterAll(() => application.stop());

/** Each form is sent a minute after the one before, so that a clock can stand between them. */
async function does(visitor: Visitor, path: string, fields: Fields): Promise<void> {
  seconds += 60;
  application.time.now = new Date(Date.parse('2025-08-21T09:00:00Z') + seconds * 1_000);
  const { status, text } = await visitor.post(path, fields);
  expect(status, text).toBe(303);
}

const idOf = async (slug: string) => (await idsOf(application)).demand(slug);
const textOf = async (path: string) =>
  (await application.visitor().get(path)).text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

async function publish(position: string, demand: string, date: string, changes: Fields = {}): Promise<void> {
  const fields = {
    ...{ 'stances.0.position': position, 'stances.0.demand': await idOf(demand), 'stances.0.date': date },
    ...{ headline: `Kyiv: ${position} ${demand}`, ...changes },
  };
  await does(editor, `${talks}/updates`, soundUpdate(await idsOf(application), fields));
}

test('demands join a question with their amounts; what is wrong is said at its field, and kept', async () => {
  const cap = { demand: await idOf('cap'), sense: 'at_most' };
  const asked = await editor.post(`${page}/join`, { ...cap, number: '600,000' });
  expect(asked.status).toBe(422);
  expect(errorAt(asked, 'number')).toBe(
    'Write the amount in digits, with a point for at most three decimals: 600000 or 1.5.',
  );
  expect(asked.text).toContain('value="600,000"');
  await does(editor, `${page}/join`, { ...cap, number: '600000' });
  await does(editor, `${page}/join`, { demand: await idOf('size'), sense: 'about', number: '800000' });
  const again = await editor.post(`${page}/join`, { ...cap, number: '600000' });
  expect(errorAt(again, 'demand')).toContain('is an alternative of “How large');

  expect(await textOf(page)).toContain(
    'at most 600,000 soldiers Ukraine limits its armed forces to 600,000 in peacetime Not enough evidence; Russia and Ukraine not on record ' +
      'about 800,000 soldiers Ukraine keeps armed forces of 800,000 in peacetime Not enough evidence; Russia and Ukraine not on record',
  );
});

test('each alternative names its question and the others, and says which exclude it', async () => {
  expect(await textOf(`${talks}/demands/cap`)).toContain(
    'AnswersHow large may Ukraine’s armed forces be in peacetime? (at most 600,000 soldiers) · ' +
      'or Ukraine keeps armed forces of 800,000 in peacetime (about 800,000 soldiers, excludes it)',
  );
  expect(await textOf(talks)).toContain('How large may Ukraine’s armed forces be in peacetime?');
});

test('a party asks for one alternative, would accept another, and has moved between them', async () => {
  await publish('demands', 'size', '2025-08-10');
  await publish('rejects', 'cap', '2025-08-10', { 'stances.0.direction': 'too_low' });
  await publish('accepts', 'cap', '2025-08-20');
  await publish('reluctant', 'size', '2025-08-20');
  expect(await textOf(page)).toContain(
    'Ukraine – – at most 600,000 soldiers (would accept; on the record, 20 Aug 2025) – ' +
      'about 800,000 soldiers (reluctant, direction not given; on the record, 20 Aug 2025)',
  );
  expect(await textOf(page)).toContain(
    'Who moved 20 August 2025 Ukraine: from 800,000 (demands) to 600,000 (would accept)',
  );
  const eve = await textOf(`${page}?as_of=2025-08-19`);
  expect(eve).toContain(
    'Ukraine about 800,000 soldiers (demands; on the record, 10 Aug 2025) – – – ' +
      'at most 600,000 soldiers (rejects, too low; on the record, 10 Aug 2025)',
  );
  expect(eve).not.toContain('Who moved');
});

test('the picture has a line for each party that says anything, with an arrow from where it stood', async () => {
  const { text } = await application.visitor().get(page);
  const [wide = ''] = text.split('chart-narrow');
  const lines = [...wide.matchAll(/chart-lane-label" x[^>]*>([^<]*)</g)].map(([, name]) => name);
  expect(lines).toEqual(['Ukraine']);
  expect(wide.match(/class="chart-standing"/g)).toHaveLength(1);
  expect(wide.match(/class="chart-move"/g)).toHaveLength(1);
  expect(text).toContain('No position on any of them, which is not neutrality: Russia, United States');
});

test('the list of questions says who stands at each alternative, and the navigation leads to it', async () => {
  expect(await textOf(`${talks}/questions`)).toContain(
    'How large may Ukraine’s armed forces be in peacetime? NATO Not enough evidence; Russia not on record: ' +
      'fewer than two of the parties that it needs have a coded position, those that are neutral left out ' +
      'at most 600,000 soldiersUkraine (would accept) about 800,000 soldiersnobody stands there',
  );
  expect(await textOf(`${talks}/questions?as_of=2025-08-19`)).toContain(
    'at most 600,000 soldiersnobody stands there about 800,000 soldiersUkraine (demands)',
  );
  const entry = `<a class="section-link" href="${talks}/questions"`;
  const matrixAt = async (query: string) => (await application.visitor().get(`${talks}${query}`)).text;
  expect(await matrixAt('')).toContain(entry);
  expect(await matrixAt('?known_at=2025-08-21T09:00:30Z')).not.toContain(entry.slice(0, -1));
  expect((await application.visitor().get(`${talks}/questions?colour=red`)).status).toBe(400);
});

test('its gap is printed with what it rests on, and one that is past has none and counts no more', async () => {
  const reported = { 'stances.0.attribution': 'unnamed_sources', 'stances.0.party': '1' };
  await publish('accepts', 'cap', '2025-08-20', reported);
  await publish('rejects', 'size', '2025-08-20', reported);
  expect(await textOf(page)).toContain(
    'Aligned for: all of them are for it (rests on reports). Of the gaps on its alternatives',
  );
  expect(await textOf(page)).toContain('in peacetime Aligned for (rests on reports)');
  expect(await textOf(page)).toContain(
    'at most 600,000 soldiers (would accept; unnamed sources, 20 Aug 2025)',
  );
  await does(editor, `${talks}/demands/cap/outcome`, {
    ...{ outcome: 'lapsed', event: '', date: '2025-08-20', summary: 'The talks ended without it.' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Talks end' },
  });
  expect(await textOf(page)).toContain('600,000 in peacetime Past: Lapsed on 20 August 2025');
  expect(await textOf(page)).toContain('GapAligned against: all of them are against it (rests on reports).');
  const rows = await csvRows(application, `${talks}/questions.csv`);
  expect(rows.map(({ demand_slug, gap, question_gap }) => [demand_slug, gap, question_gap])).toEqual([
    ['cap', '', 'aligned_against'],
    ['size', 'aligned_against', 'aligned_against'],
  ]);
  const { record } = await application.database.read.demandOutcome.findFirstOrThrow();
  const reason = 'The talks have not ended.';
  await does(editor, `${talks}/demands/cap/outcomes/${record}/retract`, { reason });
});

test('a rejected amount is too low or too high, or the direction is not given; nothing else has one', async () => {
  const cell = await textOf(`${talks}/positions/ukraine/cap`);
  expect(cell).toContain('Amount too low');
  expect(await textOf(`${talks}/positions/ukraine/size`)).toContain('Amount direction not given');
  const rows = await csvRows(application, `${talks}/stances.csv`);
  expect(rows.filter(({ direction }) => direction !== '').map((row) => row.demand_slug)).toEqual(['cap']);
  const ids = await idsOf(application);
  const wrong = async (changes: Fields) =>
    errorAt(await editor.post(`${talks}/updates`, soundUpdate(ids, changes)), 'stances.0.direction');
  expect(await wrong({ 'stances.0.direction': 'too_low' })).toContain('no alternative with an amount');
  expect(
    await wrong({
      ...{ 'stances.0.demand': ids.demand('cap'), 'stances.0.position': 'demands' },
      'stances.0.direction': 'too_low',
    }),
  ).toBe('Too low and too high say why a party is against an amount.');
});

test('before a stance on one alternative is published, its editor is asked about the other', async () => {
  const ids = await idsOf(application);
  const stance = {
    ...{ do: 'preview', 'stances.0.demand': ids.demand('size'), 'stances.0.position': 'demands' },
    'stances.0.date': '2025-08-21',
  };
  const { text } = await editor.press(`${talks}/updates`, soundUpdate(ids, stance));
  const words = text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
  expect(words).toContain(
    'The same question has another answer, of 20 August 2025: Ukraine would accept: Ukraine limits its ' +
      'armed forces to 600,000 in peacetime. Does it still stand? If not, add a stance that says so.',
  );
});

test('where two parties are compared, a question is counted once', async () => {
  const counted = async (path: string) => /on (\d+) it is not known/.exec(await textOf(path))?.[1];
  const before = `${talks}/compare/russia/united-kingdom?known_at=2025-08-21T09:03:30Z`;
  const after = `${talks}/compare/russia/united-kingdom`;
  expect(Number(await counted(before)) - Number(await counted(after))).toBe(1);
});

test('its tables have a row for each alternative, and for each party on each', async () => {
  const [first, second] = await csvRows(application, `${talks}/questions.csv`);
  expect([first, second].map((row) => [row?.demand_slug, row?.sense, row?.amount, row?.unit])).toEqual([
    ['cap', 'at_most', '600000', 'soldiers'],
    ['size', 'about', '800000', 'soldiers'],
  ]);
  const rows = await csvRows(application, `${page}.csv`);
  const ofUkraine = rows.filter((row) => row.party_slug === 'ukraine');
  expect(ofUkraine.map((row) => [row.demand_slug, row.position, row.stands_there])).toEqual([
    ['cap', 'accepts', '1'],
    ['size', 'reluctant', '0'],
  ]);
});

test('an admin closes a question and reopens it; before that, nothing has changed', async () => {
  const wording = 'How large may Ukraine’s armed forces be in peacetime?';
  const close = `${talks}/questions/forces/close`;
  expect((await editor.post(close, {})).status).toBe(403);
  expect((await admin.get(close)).text).toContain(`Close the question “${wording}”?`);
  const before = application.time.now.toISOString();
  await does(admin, close, {});

  expect(await textOf(page)).toContain('Closed on 21 August 2025 entry');
  expect((await editor.get(page)).text).not.toContain('Add an alternative');
  const asked = await editor.post(`${page}/join`, { demand: await idOf('cap'), sense: 'no_limit' });
  expect(errorAt(asked, 'demand')).toBe('This question is closed: nothing can join it.');
  const matrix = await textOf(talks);
  expect(matrix).toContain('1 question is closed');
  expect(matrix).not.toContain(wording);
  expect(await textOf(`${talks}?closed=1`)).toContain(wording);
  expect(await textOf(`${talks}?known_at=${before}`)).toContain(wording);
  expect(await textOf(`${page}?known_at=${before}`)).not.toContain('Closed');
  const closedIn = async (path: string) => (await csvRows(application, path)).map((row) => row.is_closed);
  expect(await closedIn(`${talks}/questions.csv`)).toEqual(['1', '1']);
  expect(await closedIn(`${talks}/questions.csv?known_at=${before}`)).toEqual(['0', '0']);
  const { sequence } = await application.database.read.closing.findFirstOrThrow();
  expect(await textOf(`/record-chain/${sequence}`)).toContain(`Closed: the question “${wording}”`);
  expect((await admin.get('/audit')).text).toContain(`closed “${wording}”`);

  await does(admin, `${talks}/questions/forces/reopen`, {});
  expect(await textOf(talks)).toContain(wording);
  expect((await editor.get(page)).text).toContain('Add an alternative');
});

test('an admin takes an alternative out; before that, nothing has changed; and the record verifies', async () => {
  const { database } = application;
  const before = application.time.now.toISOString();
  const old = await textOf(`${page}?known_at=${before}`);
  expect((await editor.post(`${page}/leave/cap`, {})).status).toBe(403);
  expect((await admin.get(`${page}/leave/cap`)).text).toContain('Take “Ukraine limits its armed forces');
  await does(admin, `${page}/leave/cap`, {});

  expect(await textOf(page)).not.toContain('600,000');
  expect(await textOf(`${page}?known_at=${before}`)).toBe(old);
  expect(old).toContain('at most 600,000 soldiers');
  const created = await database.read.question.findFirstOrThrow();
  const earlier = await application.visitor().get(`${page}?known_at=2025-08-21T09:00:30Z&as_of=2025-08-20`);
  expect(earlier.status).toBe(404);
  const left = await database.read.alternative.findFirstOrThrow({ where: { act: 'left' } });
  expect(await textOf(`/record-chain/${left.sequence}`)).toContain('Left a question');
  expect(await textOf(`/record-chain/${created.createdSequence}`)).toContain(
    'Created: the question “How large may',
  );
  expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
  expect((await admin.get('/audit')).text).toContain('out of the question');
});

test('the form of an alternative asks for a year where that is the unit, and a rejected “no limit” has no direction', async () => {
  const { id: topic } = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
  const ids = await idsOf(application);
  const endless = 'The restrictions on Ukraine’s forces have no end';
  await does(editor, `${talks}/demands`, {
    ...{ slug: 'endless', proposition: endless, topic: String(topic), order: '9' },
    ...{ raisers: [ids.party('russia')], addressees: [ids.party('ukraine')] },
  });
  const years = `${talks}/questions/years`;
  const wording = 'Until when may Ukraine’s forces be restricted?';
  await does(editor, `${talks}/lists/questions`, {
    wording,
    slug: 'years',
    topic: String(topic),
    unit: 'year',
  });
  const { text } = await editor.get(`${years}/join`);
  expect(text).toContain('>Year</label>');
  expect(text).not.toContain('Amount, in');
  await does(editor, `${years}/join`, { demand: await idOf('endless'), sense: 'no_limit', number: '' });
  await publish('rejects', 'endless', '2025-08-21');
  expect(await textOf(years)).toContain('no limit (rejects; on the record, 21 Aug 2025)');
  expect(await textOf(`${talks}/positions/ukraine/endless`)).not.toContain('direction not given');
});

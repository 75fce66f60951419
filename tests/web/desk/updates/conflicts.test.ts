import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let first: Visitor;
let second: Visitor;
let ids: Ids;
let seen: string;

beforeEach(async () => {
  application = await startApplication();
  first = await application.signedIn('editor');
  second = await application.signedIn('editor');
  ids = await idsOf(application);
  seen = fieldIn(await first.open(`${talks}/updates/new`), 'seen') as string;
});

afterEach(() => application.stop());

const update = (changes: Fields = {}) => soundUpdate(ids, { seen, ...changes });
const send = (who: Visitor, fields: Fields) => who.post(`${talks}/updates`, fields);
const updates = () => application.database.read.update.count();

/** “What you saw: Rejects. What stands now: Favours. Yours: Rejects.” */
function sides({ text }: Answer): string[] {
  const block = /<dl class="conflict-sides">([\s\S]*?)<\/dl>/.exec(text)?.[1] ?? '';
  return [...block.matchAll(/<dt>([^<]*)<\/dt><dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
    ([, side, position]) => `${side}: ${(position as string).replace(/<[^>]+>/g, '').trim()}`,
  );
}

/** The form of a page as its browser would send it back. */
function formOf(page: Answer, changes: Fields): Fields {
  const names = [...page.text.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map(
    ([, name]) => name as string,
  );
  // “q” is the search in the masthead.
  const wanted = names.filter((name) => name !== 'csrf' && name !== 'q');
  return { ...Object.fromEntries(wanted.map((name) => [name, fieldIn(page, name) ?? ''])), ...changes };
}

const threeRows = () =>
  update({
    'stances.1.party': ids.party('ukraine'),
    'stances.1.demand': ids.demand('cede-donbas'),
    'stances.1.position': 'rejects',
    'stances.1.attribution': 'on_record_principal',
    'stances.1.date': '2025-08-20',
    'stances.1.summary': 'Not an inch of it.',
    'stances.1.citations.0.source': '0',
  });

test('the later of two editors gets three columns and a choice; nothing typed is lost', async () => {
  expect((await send(first, update({ 'stances.0.position': 'favours' }))).status).toBe(303);
  const late = await send(second, threeRows());
  expect(late.status).toBe(409);
  expect(sides(late)).toEqual(['What you saw: Rejects', 'What stands now: Favours', 'Yours: Rejects']);
  expect(late.text.match(/class="conflict"/g)).toHaveLength(1);
  expect(fieldIn(late, 'stances.0.summary')).toBe('The President repeats his answer.');
  expect(fieldIn(late, 'stances.1.summary')).toBe('Not an inch of it.');
  expect(await updates()).toBe(6);
});

test('without a choice nothing is published; “mine” is published beside theirs; “theirs” leaves the other rows', async () => {
  await send(first, update({ 'stances.0.position': 'favours' }));
  const late = await send(second, threeRows());
  const undecided = await send(second, formOf(late, { do: 'publish' }));
  expect(undecided.status).toBe(422);
  expect(errorAt(undecided, 'stances.0.choice')).toBe('Choose what becomes of this stance.');
  const left = await send(second, formOf(late, { do: 'publish', 'stances.0.choice': 'theirs' }));
  expect(left.status).toBe(303);
  const { text } = await second.get(left.location as string);
  expect(text).toContain('Ukraine rejects: Russia receives the whole Donbas');
  expect(text).not.toContain('control of Crimea');

  const again = await send(second, update({ key: crypto.randomUUID() }));
  expect(again.status).toBe(409);
  const mine = await send(second, formOf(again, { do: 'publish', 'stances.0.choice': 'mine' }));
  expect(mine.status).toBe(303);
  expect((await second.get(mine.location as string)).text).toContain('Ukraine rejects: Ukraine accepts');
});

test('the conflict is still there when the draft is opened another day', async () => {
  await send(first, update({ 'stances.0.position': 'favours' }));
  const late = await send(second, update());
  const page = await second.open(`${talks}/updates/new?draft=${fieldIn(late, 'key')}`);
  expect(sides(page)).toEqual(['What you saw: Rejects', 'What stands now: Favours', 'Yours: Rejects']);
});

test('a choice holds for what was seen: after another move the editor is asked again', async () => {
  await send(first, update({ 'stances.0.position': 'favours' }));
  const late = await send(second, update());
  const third = await application.signedIn('editor');
  await send(third, soundUpdate(ids, { 'stances.0.position': 'reluctant' }));
  const again = await send(second, formOf(late, { do: 'publish', 'stances.0.choice': 'mine' }));
  expect(again.status).toBe(409);
  expect(sides(again)[1]).toBe('What stands now: Reluctant');
  expect(fieldIn(again, 'stances.0.choice') ?? '').toBe('');
});

test('a form says that another editor has the same position in a form, and since when', async () => {
  await send(first, { ...update(), do: 'save' });
  const page = () => second.open(`${talks}/updates/new?party=ukraine&demand=crimea`);
  expect((await page()).text).toContain('Another editor had this position in a form just now.');
  application.time.now = new Date('2025-08-21T09:02:30Z');
  expect((await page()).text).toContain('Another editor had this position in a form 2 minutes ago.');
  expect((await first.open(`${talks}/updates/new?party=ukraine&demand=crimea`)).text).not.toContain(
    'Another',
  );
  application.time.now = new Date('2025-08-21T09:30:00Z');
  expect((await page()).text).not.toContain('Another editor');
});

describe('no conflict is', () => {
  test('one’s own move', async () => {
    await send(first, update({ 'stances.0.position': 'favours' }));
    expect((await send(first, update())).status).toBe(303);
  });

  test('a move of another cell', async () => {
    await send(first, update({ 'stances.0.demand': ids.demand('cede-territory') }));
    expect((await send(second, update())).status).toBe(303);
  });

  test('another source, or better words', async () => {
    const [record] = await application.database.read.stance.findMany({
      where: { demand: { slug: 'crimea' }, party: { slug: 'ukraine' } },
    });
    const corroborated = await first.post(`${talks}/records/${record?.sequence}/corroborate`, {
      'sources.0.outlet': 'Interfax',
      'sources.0.title': 'Kyiv says no',
    });
    expect(corroborated.status).toBe(303);
    expect((await send(second, update())).status).toBe(303);
  });
});

test('a retraction moves a cell as well', async () => {
  const [record] = await application.database.read.stance.findMany({
    where: { demand: { slug: 'crimea' }, party: { slug: 'ukraine' } },
  });
  await first.post(`${talks}/records/${record?.sequence}/retract`, {
    reason: 'The outlet has withdrawn it.',
  });
  expect((await send(second, update())).status).toBe(409);
});

test('50 editors race for one cell: one wins, 49 get the page with all that they typed', async () => {
  const editors = await Promise.all(Array.from({ length: 50 }, () => application.signedIn('editor')));
  const tokens = await Promise.all(editors.map((each) => each.csrfToken()));
  const typedBy = (index: number) => ({
    headline: `What editor ${index} heard`,
    'sources.0.title': `The report of editor ${index}`,
    'stances.0.summary': `What editor ${index} has typed.`,
    'stances.0.quote': `„Цитата ${index}“ <& "quoted">`,
    'stances.0.quoteLanguage': 'uk',
    'stances.0.note': `Line one of ${index}\nand line two`,
  });
  const forms = editors.map((_, index) => update(typedBy(index)));
  const answers = await Promise.all(
    editors.map((each, index) =>
      each.postBare(`${talks}/updates`, { csrf: tokens[index] as string, ...forms[index] }),
    ),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  const late = answers.flatMap((answer, index) => (answer.status === 409 ? [{ answer, index }] : []));
  expect(late).toHaveLength(49);
  for (const { answer, index } of late) {
    const sent = Object.entries(forms[index] as Fields).filter(
      ([name]) => !['do', 'seen', 'revision'].includes(name),
    );
    expect(sent.map(([name]) => [name, fieldIn(answer, name)])).toEqual(sent);
    expect(answer.text).toContain('What stands now');
  }
  expect(await updates()).toBe(6);
  const { read } = application.database;
  const winner = answers.findIndex(({ status }) => status === 303);
  const newest = await read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  expect(newest.summary).toBe(`What editor ${winner} has typed.`);
  const drafts = await read.draft.findMany({ where: { contentHash: null } });
  const kept = drafts.map(({ fields }) => /What editor (\d+) has typed/.exec(JSON.stringify(fields))?.[1]);
  expect(kept.map(Number).sort((a, b) => a - b)).toEqual(late.map(({ index }) => index));
});

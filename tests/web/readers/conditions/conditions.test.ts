import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

const get = (path: string) => application.visitor().get(path);

/** The lines of a part of the page, without its markup. */
async function linesOf(path: string, id: string, of: 'li' | 'p' = 'li'): Promise<string[]> {
  const { status, text } = await get(path);
  expect(status).toBe(200);
  const section = new RegExp(`<section class="waiting-part" aria-labelledby="${id}">([\\s\\S]*?)</section>`);
  const part = section.exec(text)?.[1] ?? '';
  const found = [...part.matchAll(new RegExp(`<${of}[ >][\\s\\S]*?(?=<${of}[ >]|</ol>|</section>|$)`, 'g'))];
  return found.map(([line]) =>
    unescaped(line.replace(/<[^>]*>/g, ''))
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

interface Said {
  readonly party: string;
  readonly demand: string;
  readonly agreedFirst?: string;
  readonly droppedFirst?: string;
  readonly words?: string;
  readonly position?: string;
}

beforeAll(async () => {
  application = await startApplication();
  const ids = await idsOf(application);
  const editor = await application.signedIn('editor');
  const says = async ({
    party,
    demand,
    agreedFirst = '',
    droppedFirst = '',
    words = '',
    position = 'conditional',
  }: Said) => {
    const fields = soundUpdate(ids, {
      'stances.0.party': ids.party(party),
      'stances.0.demand': ids.demand(demand),
      'stances.0.position': position,
      'stances.0.conditions': words,
      'stances.0.agreedFirst': agreedFirst,
      'stances.0.droppedFirst': droppedFirst,
    });
    expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  };
  await says({ party: 'ukraine', demand: 'nato-renunciation', agreedFirst: 'security-guarantees' });
  await says({ party: 'russia', demand: 'security-guarantees', agreedFirst: 'nato-renunciation crimea' });
  await says({
    ...{ party: 'ukraine', demand: 'crimea', droppedFirst: 'cede-donbas' },
    words: 'A referendum, and time.',
  });
  await says({ party: 'russia', demand: 'territory-swaps', words: 'Equal areas on both sides.' });
  await says({ party: 'united-kingdom', demand: 'cede-territory', agreedFirst: 'crimea' });
  const untilPaid = { position: 'rejects', words: 'Not until the damage is paid for.' };
  for (const party of ['european-union', 'united-kingdom'])
    await says({ party, demand: 'unfreeze-assets', ...untilPaid });
});

afterAll(() => application.stop());

const guarantees = 'Ukraine receives security guarantees that work like NATO’s Article 5';
const nato = 'Ukraine renounces NATO membership';
const crimea = 'Ukraine accepts Russian control of Crimea';
const donbas = 'Russia receives the whole Donbas';
const guaranteesHeld = `${guarantees} to be agreed (Ukraine, 20 Aug 2025; open), held up by Russia (open, with conditions); not yet agreed by Ukraine (demands), United States (favours) and European Union (favours)`;
const natoHeld = `${nato} to be agreed (Russia, 20 Aug 2025; open), held up by Ukraine (open, with conditions); not yet agreed by Russia (demands)`;

describe('the page', () => {
  test('says in a sentence how many positions wait for what', async () => {
    const text = unescaped((await get(`${talks}/conditions`)).text);
    expect(text).toContain(
      '7 positions have conditions: 4 wait for other demands (5 conditions, none met), 1 states its in words only, 2 are refusals until or unless something is so. 1 circle and 1 chain.',
    );
  });

  test('says a circle plainly, and who holds up what each waits for', async () => {
    expect(await linesOf(`${talks}/conditions`, 'circles')).toEqual([
      `${nato} waits for ${guaranteesHeld}`,
      `which waits for ${natoHeld}: a circle`,
    ]);
  });

  test('follows a chain to what waits for nothing, and holds nobody up for a party that is not needed', async () => {
    expect(await linesOf(`${talks}/conditions`, 'chains')).toEqual([
      `${nato} waits for ${guaranteesHeld}`,
      `which waits for ${natoHeld}, which waits for what waits for it: a circle`,
      `${guarantees} waits for ${crimea} to be agreed (Russia, 20 Aug 2025; open), held up by Ukraine (open, with conditions); not yet agreed by Russia (demands)`,
      `which waits for ${donbas} to be dropped (Ukraine, 20 Aug 2025; open), still asked for by Russia (demands)`,
    ]);
    const named = (await linesOf(`${talks}/conditions`, 'demands')).join(' ');
    expect(named).toContain('United Kingdom Open, with conditions 20 Aug 2025 · not needed for the demand');
  });

  test('lists what is stated in words only', async () => {
    const [line] = await linesOf(`${talks}/conditions`, 'words');
    expect(line).toContain(
      'Areas held by either side are exchanged Russia Open, with conditions 20 Aug 2025',
    );
    expect(line).toContain('Equal areas on both sides.');
  });

  test('says what would end a refusal, once for all who say so in the same words', async () => {
    expect(await linesOf(`${talks}/conditions`, 'refusals')).toEqual([
      [
        'Frozen assets The Russian sovereign assets frozen in Europe (about $300 billion) are released',
        'European Union Rejects 20 Aug 2025 United Kingdom Rejects 20 Aug 2025',
        'Not until the damage is paid for.',
      ].join(' '),
    ]);
  });

  test('names those whose position keeps a demand from being agreed or dropped', async () => {
    const named = (await linesOf(`${talks}/conditions`, 'demands')).join(' ');
    expect(named).toContain(
      `only if ${donbas} is dropped first: not met (open) still asked for by Russia (demands)`,
    );
    expect(named).toContain(
      `only if ${guarantees} is agreed first: not met (open) held up by Russia (open, with conditions) not yet agreed by Ukraine (demands), United States (favours), European Union (favours)`,
    );
  });

  test('shows one list alone, and only what is asked for', async () => {
    const alone = await get(`${talks}/conditions?show=words`);
    expect(alone.text).not.toContain('aria-labelledby="circles"');
    expect(await linesOf(`${talks}/conditions?party=united-kingdom`, 'circles')).toEqual([]);
    expect(await linesOf(`${talks}/conditions?topic=nato`, 'words')).toEqual([]);
    expect(await linesOf(`${talks}/conditions?topic=nato`, 'circles')).toHaveLength(2);
  });

  test('on an eve nothing waits', async () => {
    const { text } = await get(`${talks}/conditions?as_of=2025-08-14`);
    expect(text).toContain('No position waits for anything, as far as it is recorded.');
  });
});

test('a condition is met once its demand is agreed, and then holds nothing up', async () => {
  const ids = await idsOf(application);
  const editor = await application.signedIn('editor');
  const agreed = ['russia', 'ukraine'].map((party) =>
    soundUpdate(ids, {
      ...{ 'stances.0.party': ids.party(party), 'stances.0.demand': ids.demand('nato-renunciation') },
      ...{ 'stances.0.position': 'agreed', 'stances.0.date': '2025-08-21', 'stances.0.quote': 'We agreed.' },
      ...{ 'stances.0.quoteLanguage': 'en', 'sources.0.publishedDate': '2025-08-21' },
    }),
  );
  for (const fields of agreed) expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  const path = `${talks}/conditions`;
  const named = (await linesOf(path, 'demands')).join(' ');
  expect(named).toContain(`only if ${nato} is agreed first: met (settled in words)`);
  expect(await linesOf(path, 'circles')).toEqual([]);
  expect(await linesOf(`${path}?as_of=2025-08-20`, 'circles')).toHaveLength(2);
});

test('the table has each condition, and the numbers of the circles', async () => {
  const query = 'as_of=2025-08-20';
  const { text } = await get(`${talks}/conditions.csv?${query}`);
  const columns = text.split('\r\n', 1)[0] as string;
  const rows = await csvRows(application, `${talks}/conditions.csv?${query}`);
  const told = rows.map((row) =>
    cellsOf(
      row,
      ...['party_slug', 'demand_slug', 'position', 'kind', 'condition_demand_slug', 'condition_state'],
      ...['is_met', 'is_needed', 'circles', 'conditions', 'held_up_by', 'not_yet_agreed_by'],
    ).join(','),
  );
  const expected = readFileSync(new URL('../../../expected/conditions.txt', import.meta.url), 'utf8');
  expect([columns, ...told, ''].join('\n')).toBe(expected);
});

test.each([
  [
    'show=everything',
    400,
    '“everything” is not a list of this page. Use circles, chains, demands, words, refusals.',
  ],
  ['show=words&page=7', 404, 'There is no such page'],
  ['page=2', 400, 'page=2 needs show=, the list whose page it is'],
  ['page=none', 400, 'page=none is not the number of a page.'],
  ['colour=red', 400, 'does not know the parameter “colour”'],
  ['topic=weather', 400, 'There is no topic “weather”'],
])('%s is refused with a sentence', async (query, refused, sentence) => {
  const { status, text } = await get(`${talks}/conditions?${query}`);
  expect([status, unescaped(text).includes(sentence)]).toEqual([refused, true]);
});

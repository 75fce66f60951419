import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisons } from '../../../../src/domain/cells/comparison.js';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);
const relations = comparisons.map(({ value }) => value);

/** “both_for 1, open 2”: the relations of some rows, counted, without those that none has. */
function countWords(counts: ReadonlyMap<string, number>): string {
  return relations
    .filter((value) => (counts.get(value) ?? 0) > 0)
    .map((value) => `${value} ${counts.get(value)}`)
    .join(', ');
}

/** What is said of each pair in the table, by “russia/ukraine”. */
async function pairsOnPage(path: string): Promise<ReadonlyMap<string, string>> {
  const { status, text } = await get(path);
  expect(status).toBe(200);
  const found = [
    ...text.matchAll(/<a class="pair[^"]*" href="[^"]*\/compare\/([^"?]*)[^"]*"[^>]* aria-label="([^"]*)"/g),
  ];
  return new Map(found.map(([, pair, words]) => [pair as string, unescaped(words as string)]));
}

test.each(['', '?evidence=on_record', '?evidence=all', '?as_of=2025-08-16', '?closed=1'])(
  'every pair counts in the table, on the page and on its own page the same: %s',
  async (query) => {
    const byPair = new Map<string, Map<string, number>>();
    for (const row of await csvRows(application, `${talks}/alignment.csv${query}`)) {
      const key = cellsOf(row, 'one_party_slug', 'other_party_slug').join('/');
      const counts = byPair.get(key) ?? new Map<string, number>();
      for (const value of relations) counts.set(value, (counts.get(value) ?? 0) + Number(row[value]));
      byPair.set(key, counts);
    }
    const onPage = await pairsOnPage(`${talks}/alignment${query}`);
    expect([...onPage.keys()].sort()).toEqual([...byPair.keys()].sort());
    for (const [pair, counts] of byPair) {
      const own = await csvRows(application, `${talks}/compare/${pair}.csv${query}`);
      const compared = new Map<string, number>();
      for (const { comparison = '', is_counted } of own)
        if (is_counted === '1') compared.set(comparison, (compared.get(comparison) ?? 0) + 1);
      expect([pair, countWords(counts)]).toEqual([pair, countWords(compared)]);
      for (const { value, label } of comparisons)
        if (value !== 'not_known' && (counts.get(value) ?? 0) > 0)
          expect(onPage.get(pair)).toContain(`${label.toLowerCase()} on ${counts.get(value)}`);
    }
  },
);

test('the table of all pairs is as it was worked out', async () => {
  const { text } = await get(
    `${talks}/alignment.csv?party=russia&topic=territory&topic=nato&from=2025-08-14`,
  );
  const expected = readFileSync(new URL('../../../expected/alignment-russia.csv', import.meta.url), 'utf8');
  expect(text.replaceAll(application.address, 'http://localhost')).toBe(expected);
});

describe('the page', () => {
  test('says of whom most is known, and never that two parties agree', async () => {
    const { text } = await get(`${talks}/alignment`);
    expect(unescaped(text)).toContain(
      'Most often on opposite sides: Russia and Ukraine (on 4 of 5 demands known of both).',
    );
    const main = /<article[\s\S]*<\/article>/.exec(text)?.[0] ?? '';
    expect(main).toContain('no count says that they agree');
    expect(main).not.toMatch(/agree (on|with)|disagree/i);
  });

  test('names the demands of one party and each of the others, by topic, with what rests on reports', async () => {
    const { text } = await get(`${talks}/alignment?party=ukraine`);
    const list = /<ol class="pair-list">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? '';
    const rows = list.split('<li class="pair-row">').slice(1);
    expect(rows[0]).toContain(`href="${talks}/compare/ukraine/russia"`);
    const plain = unescaped((rows[0] ?? '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
    expect(plain).toContain('On opposite sides 4 (4 rest on reports)');
    expect(plain).toContain('Russia receives the whole Donbas');
  });

  test('counts only the topics that are asked for', async () => {
    const words = (await pairsOnPage(`${talks}/alignment?topic=nato`)).get('russia/ukraine');
    expect(words).toBe('Russia and Ukraine: not known of both on 1');
  });

  test('takes pairs among the parties that are asked for, where they are several', async () => {
    const pairs = await pairsOnPage(`${talks}/alignment?party=russia&party=ukraine&party=united-states`);
    expect([...pairs.keys()]).toEqual(['russia/ukraine', 'russia/united-states', 'ukraine/united-states']);
  });

  test('counts one relation alone', async () => {
    const { text } = await get(`${talks}/alignment?relation=opposite_sides`);
    expect(text).toMatch(/class="pair pair-step-4" href="[^"]*\/compare\/russia\/ukraine"/);
    expect(text).toContain('The number counts the demands of “On opposite sides”');
  });
});

describe('who moved towards whom', () => {
  const line = (text: string) =>
    unescaped((/<ol class="move-list">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? '').replace(/<[^>]*>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim();

  beforeAll(async () => {
    const ids = await idsOf(application);
    const editor = await application.signedIn('editor');
    const says = async (day: string, russia: string, ukraine: string) => {
      const fields = soundUpdate(ids, {
        ...{ 'sources.0.publishedDate': day, 'stances.0.date': day, 'stances.0.position': ukraine },
        'stances.0.conditions': ukraine === 'conditional' ? 'A referendum.' : '',
        ...{ 'stances.1.party': ids.party('russia'), 'stances.1.demand': ids.demand('crimea') },
        ...{ 'stances.1.position': russia, 'stances.1.attribution': 'on_record_principal' },
        ...{
          'stances.1.date': day,
          'stances.1.summary': 'Said in Moscow.',
          'stances.1.citations.0.source': '0',
        },
      });
      expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
    };
    await says('2025-08-16', 'demands', 'rejects');
    await says('2025-08-19', 'demands', 'reluctant');
    await says('2025-08-20', 'favours', 'conditional');
  });

  test('is told since the newest event, in words that promise nothing', async () => {
    const { text } = await get(`${talks}/alignment`);
    expect(unescaped(text)).toContain('since “Zelensky and European leaders are due in Washington”');
    expect(line(text)).toBe(
      'Russia Demands → Favours Ukraine Rejects → Open, with conditions Ukraine accepts Russian control of Crimea both moved, nearer in stated position to one another',
    );
  });

  test('is told between any two days, and in the table', async () => {
    const query = 'from=2025-08-16&to=2025-08-19';
    const { text } = await get(`${talks}/alignment?${query}`);
    expect(line(text)).toBe(
      'Ukraine Rejects → Reluctant Ukraine accepts Russian control of Crimea nearer in stated position to Russia',
    );
    const rows = await csvRows(application, `${talks}/alignment.csv?${query}`);
    const moved = rows.filter((row) => cellsOf(row, 'other_moved_towards_one', 'both_moved').join('') !== '');
    expect(
      moved.map((row) => cellsOf(row, 'one_party_slug', 'other_party_slug', 'other_moved_towards_one')),
    ).toEqual([['russia', 'ukraine', 'crimea']]);
    expect(line((await get(`${talks}/alignment?${query}&topic=nato`)).text)).toBe('');
  });

  test('goes back to an older event if nobody moved since the newest', async () => {
    const editor = await application.signedIn('editor');
    const event = { name: 'A round of talks', date: '2025-08-21', description: '' };
    expect((await editor.post(`${talks}/events`, event)).status).toBe(303);
    const text = unescaped((await get(`${talks}/alignment`)).text);
    expect(text).toContain(
      'Nobody has moved towards anybody since “A round of talks” (21 August 2025). Shown: since “Zelensky and European leaders are due in Washington” (18 August 2025).',
    );
  });
});

test.each([
  ['relation=agree', '“agree” is not a relation of two parties. Use not_known, both_for'],
  ['from=2025-08-20&to=2025-08-14', 'from=2025-08-20 is later than to=2025-08-14'],
  ['as_of=2025-08-14&to=2025-08-16', 'to=2025-08-16 is later than the page'],
  ['from=august', '“august” is not a day'],
  ['party=atlantis', 'There is no party “atlantis”'],
  ['colour=red', 'does not know the parameter “colour”'],
])('%s is refused with a sentence', async (query, sentence) => {
  for (const path of [`${talks}/alignment?${query}`, `${talks}/alignment.csv?${query}`]) {
    const { status, text } = await get(path);
    expect([path, status, unescaped(text).includes(sentence)]).toEqual([path, 400, true]);
  }
});

test('a permalink holds the period, and shows the same', async () => {
  const { text } = await get(`${talks}/alignment`);
  const permalink = unescaped(/class="permalink" href="([^"]*)"/.exec(text)?.[1] ?? '');
  expect(permalink).toMatch(/as_of=2025-08-21&known_at=[^&]*&from=2025-08-17&to=2025-08-21$/);
});

describe('on a demand that is past', () => {
  const crimea = 'Ukraine accepts Russian control of Crimea';
  const moves = async (query: string) => {
    const text = unescaped((await get(`${talks}/alignment${query}`)).text);
    const section = /<section class="moves"[\s\S]*?<\/section>/.exec(text)?.[0] ?? '';
    return section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  };

  beforeAll(async () => {
    application.time.now = new Date('2025-10-20T12:00:00Z');
    const fields = {
      ...{ outcome: 'lapsed', date: '2025-08-20', summary: 'The talks were about other things.', event: '' },
      ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Talks end' },
    };
    const editor = await application.signedIn('editor');
    expect((await editor.post(`${talks}/demands/crimea/outcome`, fields)).status).toBe(303);
  });

  test('moves in a period before its day are told as they were, in the table too', async () => {
    const query = '?from=2025-08-16&to=2025-08-19';
    expect(await moves(query)).toContain(`${crimea} (past: lapsed on 20 August 2025)`);
    const rows = await csvRows(application, `${talks}/alignment.csv${query}`);
    expect(rows.filter((row) => row.other_moved_towards_one === 'crimea')).toHaveLength(1);
  });

  test('none is told in a period that ends later, which says so and names it', async () => {
    const text = await moves('');
    expect(text).toContain(
      'On demands that are still open nobody’s stated position on the record is nearer to anybody’s than at the beginning of this time, nor than before any of the',
    );
    expect(text).toContain(`Left out, as no longer open: ${crimea} (lapsed on 20 August 2025)`);
    expect(await moves('?from=2025-08-16&to=2025-08-21')).toContain(
      'On demands that were still open on 21 August 2025 nobody’s stated position',
    );
  });

  test('what else moved is told where nobody moved towards anybody', async () => {
    expect(await moves('?from=2025-08-01')).toMatch(/Moved, but towards nobody|What did move/);
  });

  test('of one party it is said that only its own moves are meant', async () => {
    expect(await moves('?party=russia')).toContain('no stated position of Russia on the record is nearer');
  });
});

test('a negotiation without parties says so', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  const { status, text } = await get('/negotiations/grain/alignment');
  expect(status).toBe(200);
  expect(text).toContain('On no demand is it known of two parties where both stand.');
  expect((await get('/negotiations/grain/alignment.csv')).text.split('\r\n')).toHaveLength(2);
});

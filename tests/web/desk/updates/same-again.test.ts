import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const send = (changes: Fields, act = 'publish') =>
  editor.post(`${talks}/updates`, { ...soundUpdate(ids, changes), do: act });
const plain = (text: string | null) => (text ?? '').replace(/[\u2066-\u2069]/g, '');

/** What was published last, in order: party, demand and whether it is part of a joint statement. */
async function published(count: number) {
  const stances = await application.database.read.stance.findMany({
    orderBy: { sequence: 'desc' },
    take: count,
    include: { party: true, demand: true },
  });
  return stances
    .toReversed()
    .map(({ party, demand, joint }) => `${party.slug} ${demand.slug}${joint === null ? '' : ' jointly'}`);
}

describe('“Same again”', () => {
  const spoken: Fields = {
    'stances.0.quote': '“The answer is in the constitution.”',
    'stances.0.citations.0.firstReportedBy': 'Ukrinform',
    'stances.0.citations.0.locator': 'paragraph 3',
  };

  test('begins a stance with what its words, their day and their source have in common with the last one', async () => {
    const speaker = ids.speaker('Volodymyr Zelensky');
    const { location } = await send({ ...spoken, 'stances.0.speaker': speaker }, 'again');
    expect(location).toMatch(/#stances-2$/);
    const page = await editor.open((location as string).split('#')[0] as string);
    const taken = (name: string) => fieldIn(page, `stances.1.${name}`);
    expect({
      party: taken('party'),
      attribution: taken('attribution'),
      date: taken('date'),
      speaker: taken('speaker'),
      source: taken('citations.0.source'),
      agency: taken('citations.0.firstReportedBy'),
    }).toEqual({
      party: ids.party('ukraine'),
      attribution: 'on_record_principal',
      date: '2025-08-20',
      speaker,
      source: '0',
      agency: 'Ukrinform',
    });
    for (const name of ['demand', 'position', 'summary', 'quote', 'citations.0.locator'])
      expect(taken(name) ?? '').toBe('');
  });

  test.each([
    ['russia', ['Also for “France”, as in the stance above, whose party is another.']],
    ['ukraine', []],
  ])(
    'asks about the parties that it took from a stance above, if the party is %s now',
    async (party, said) => {
      const again: Fields = {
        'stances.0.sameFor': 'France',
        'stances.1.sameFor': 'France',
        'stances.1.party': ids.party(party),
      };
      const { location } = await send(again, 'show');
      const page = await editor.open((location as string).split('#')[0] as string);
      expect(plain(page.text).match(/Also for “[^<]*/g) ?? []).toEqual(said);
    },
  );

  test('leaves out a stance to which nothing was added', async () => {
    const again: Fields = {
      'stances.1.party': ids.party('ukraine'),
      'stances.1.attribution': 'on_record_principal',
      'stances.1.date': '2025-08-20',
      'stances.1.citations.0.source': '0',
    };
    expect((await send(again)).status).toBe(303);
    expect(await published(1)).toEqual(['ukraine crimea']);
    expect((await send({ ...again, 'stances.1.date': '2025-08-19' })).status).toBe(422);
  });
});

describe('“Same for”', () => {
  test('makes a stance for each further party and demand, with everything filled in', async () => {
    const before = await application.database.read.stance.count();
    const { status } = await send({ 'stances.0.sameFor': 'united kingdom, cede-donbas' });
    expect(status).toBe(303);
    expect(await application.database.read.stance.count()).toBe(before + 4);
    expect(await published(4)).toEqual([
      'ukraine crimea',
      'united-kingdom crimea',
      'ukraine cede-donbas',
      'united-kingdom cede-donbas',
    ]);
  });

  test('makes joint statements, one on each demand, where the parties gave it together', async () => {
    await send({
      'stances.0.sameFor': 'United Kingdom; European Union; Donbas',
      'stances.0.together': 'yes',
    });
    expect(await published(6)).toEqual([
      ...['ukraine crimea jointly', 'united-kingdom crimea jointly', 'european-union crimea jointly'],
      ...['ukraine cede-donbas jointly', 'united-kingdom cede-donbas jointly'],
      'european-union cede-donbas jointly',
    ]);
    const joint = await application.database.read.stance.findMany({
      orderBy: { sequence: 'desc' },
      take: 6,
    });
    expect(new Set(joint.map((stance) => stance.joint)).size).toBe(2);
  });

  test('leaves the speaker with the party for which that person speaks', async () => {
    await send({
      'stances.0.speaker': ids.speaker('Volodymyr Zelensky'),
      'stances.0.sameFor': 'United Kingdom',
    });
    const stances = await application.database.read.stance.findMany({
      orderBy: { sequence: 'desc' },
      take: 2,
    });
    expect(stances.map(({ speakerId }) => speakerId !== null)).toEqual([false, true]);
  });

  test('is seen in the preview as it will be published', async () => {
    const { location } = await send({ 'stances.0.sameFor': 'United Kingdom' }, 'preview');
    const page = await editor.open(location as string);
    expect(page.text).toContain('United Kingdom rejects: Ukraine accepts Russian control of Crimea');
    expect(page.text).toContain('Ukraine rejects: Ukraine accepts Russian control of Crimea');
  });

  test.each([
    ['Ruritania', 'Nothing here fits “Ruritania”. Choose one of the list.'],
    ['1', 'Nothing here fits “1”. Choose one of the list.'],
    ['united', '“united” fits several: United States; United Kingdom. Choose one of them.'],
  ])('asks back what “%s” means, and keeps what was typed', async (typed, message) => {
    const before = await application.database.read.stance.count();
    const page = await send({ 'stances.0.sameFor': typed, 'stances.0.together': 'yes' });
    expect(page.status).toBe(422);
    expect(plain(errorAt(page, 'stances.0.sameFor'))).toBe(message);
    expect(fieldIn(page, 'stances.0.sameFor')).toBe(typed);
    expect(page.text).toMatch(/name="stances\.0\.together" value="yes" checked/);
    expect(await application.database.read.stance.count()).toBe(before);
  });

  test('is refused where an update would have more stances than it may', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 49 }, (_, index) => [`stances.${index + 1}.summary`, `Line ${index + 1}.`]),
    );
    const page = await send({ ...rows, 'stances.0.sameFor': 'United Kingdom' });
    expect(page.status).toBe(422);
    expect(errorAt(page, 'stances.0.sameFor')).toBe(
      'With these rows there would be more than 50 stances, the most that one update takes. Publish the others first.',
    );
  });

  test('is still one row when something is wrong with what it says, and says it once', async () => {
    const page = await send({ 'stances.0.sameFor': 'United Kingdom', 'stances.0.position': 'insists' });
    expect(page.status).toBe(422);
    expect(errorAt(page, 'stances.0.quote')).toContain('needs the party’s own words');
    expect(fieldIn(page, 'stances.0.sameFor')).toBe('United Kingdom');
    expect(page.text).not.toContain('name="stances.1.party"');
    expect(page.text.match(/href="#field-stances-0-quote"/g)).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logUpdate } from '../../../../src/actions/updates/log-update.js';
import { insertSources } from '../../../../src/data/structure/sources.js';
import { theServer } from '../../../../src/domain/people/actor.js';
import { nothingTyped } from '../../../../src/domain/log/stance-fields.js';
import { cleanText } from '../../../../src/domain/text.js';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { timeSource } from '../../../support/structure.js';
import { idsOf, soundUpdate, versionFields } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  application.time.now = new Date('2025-08-21T10:00:00Z');
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const words = {
    'stances.0.summary': 'Le président répète son refus à Genève.',
    'stances.0.quote': 'Крим — це Україна, і крапка.',
    'stances.0.quoteLanguage': 'uk',
    'sources.0.outlet': 'Українська правда',
  };
  const { status } = await editor.post(`${talks}/updates`, soundUpdate(ids, words));
  expect(status).toBe(303);
});

afterAll(() => application.stop());

interface Found {
  readonly names: string[];
  readonly stances: string[];
  readonly marks: string[];
  readonly summary: string;
}

async function search(text: string, more = ''): Promise<Found> {
  const { status, text: page } = await application
    .visitor()
    .get(`${talks}/search?q=${encodeURIComponent(text)}${more}`);
  expect(status).toBe(200);
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, words]) => plain(words as string));
  const list = /<ol class="update-list">[\s\S]*<\/ol>/.exec(page)?.[0] ?? '';
  return {
    names: all(/<li><span class="kicker">([\s\S]*?)<\/li>/g),
    stances: [...list.matchAll(/<h3>([\s\S]*?)<\/h3>/g)].map(([, words]) => plain(words as string)),
    marks: all(/<mark>([^<]*)<\/mark>/g),
    summary: plain(/role="status">([\s\S]*?)<\/p>/.exec(page)?.[1] ?? ''),
  };
}

test('words are found in summaries and quotes, and highlighted', async () => {
  const { stances, marks } = await search('telegram');
  expect(stances).toEqual(['Ukraine rejects: Ukraine cedes territory to Russia as part of a deal']);
  expect(marks).toEqual(['Telegram']);
});

test('a quote is printed as one, with whose words they are, and what the tracker says is not', async () => {
  const { text } = await application.visitor().get(`${talks}/search?q=${encodeURIComponent('крапка')}`);
  const hit = unescaped(text.replace(/\s+/g, ' '));
  expect(hit).toMatch(
    /<blockquote class="quote search-quote"> <p dir="ltr" lang="uk">“<bdi>Крим — це Україна, і <mark>крапка<\/mark>\.<\/bdi>”<\/p> <p class="search-by">Quote: Ukraine<\/p>/,
  );
  expect(hit).not.toContain('Le président');
  const own = await application.visitor().get(`${talks}/search?q=Gen%C3%A8ve`);
  expect(own.text).toMatch(/class="search-excerpt"><bdi>[^<]*<mark>Genève<\/mark>/);
  expect(own.text).not.toContain('search-quote');
});

test('a hit in a position has its value, how it is known and its day; so have the rows of its file', async () => {
  const { text } = await application.visitor().get(`${talks}/search?q=telegram`);
  expect(text.replace(/\s+/g, ' ')).toMatch(
    /<p class="search-value"><span class="value tone-against-2 by-record">.*?Rejects<\/span> <span class="quiet">9 August 2025 · On the record, principal<\/span><\/p>/,
  );
  const file = await application.visitor().get(`${talks}/search.csv?q=telegram`);
  expect(file.text).toMatch(
    /,2025-08-09,rejects,on_record_principal,Rejects,"?On the record, principal"?\r\n$/,
  );
});

test('each hit shows words of its own', async () => {
  const { text } = await application.visitor().get(`${talks}/search?q=territory`);
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const excerpts = [...text.matchAll(/class="search-excerpt">([\s\S]*?)<\/p>/g)].map(([, words]) =>
    plain(words as string),
  );
  expect(excerpts.length).toBeGreaterThan(3);
  expect(new Set(excerpts).size).toBe(excerpts.length);
  const stances = await application.database.read.stance.findMany();
  const known = stances.map((stance) =>
    [stance.summary, stance.quote, stance.quoteTranslation, stance.conditions, stance.note]
      .join(' ')
      .replace(/\s+/g, ' '),
  );
  for (const excerpt of excerpts) {
    const words = excerpt.replaceAll('…', '').replaceAll('&#39;', "'").replaceAll('&#34;', '"').trim();
    expect(
      known.some((each) => each.includes(words)),
      words,
    ).toBe(true);
  }
});

test('every word has to be there; of the last one the beginning is enough', async () => {
  expect((await search('video telegram refuses')).stances).toHaveLength(1);
  expect((await search('video telegram agrees')).stances).toEqual([]);
  expect((await search('video teleg')).stances).toHaveLength(1);
  expect((await search('teleg video')).stances).toEqual([]);
});

describe('diacritics and scripts', () => {
  test.each([
    ['president repete geneve', 'répète'],
    ['GENÈVE', 'Genève'],
    ['україна', 'Україна'],
    ['крапк', 'крапка'],
  ])('%s finds %s', async (text, mark) => {
    const { stances, marks } = await search(text);
    expect(stances).toEqual(['Ukraine rejects: Ukraine accepts Russian control of Crimea']);
    expect(marks).toContain(mark);
  });
});

test('demands, speakers and sources are found by their names', async () => {
  expect((await search('frozen')).names).toContain(
    'Demand The Russian sovereign assets frozen in Europe (about $300 billion) are released',
  );
  expect((await search('zelensky')).names).toContain('Speaker Volodymyr Zelensky');
  expect((await search('правда')).names).toEqual([
    'Source 20 August 2025 Українська правда Ukraine repeats that Crimea is not for sale',
  ]);
});

test('names of other negotiations take no room from those of this one', async () => {
  const { names } = await search('russian');
  expect(names.length).toBeGreaterThan(0);
  const elsewhere = Array.from({ length: 1_001 }, () => ({
    ...timeSource,
    url: null,
    outlet: 'Russian',
    title: 'Russian',
  }));
  await application.database.write((tx) => insertSources(tx, elsewhere));
  // In another order, so that the page is not the one that was kept.
  expect((await search('russian', '&order=best')).names).toEqual(names);
});

test('either order, the newest or the best first, lists the same stances', async () => {
  const newest = await search('ukraine');
  const best = await search('ukraine', '&order=best');
  expect([...best.stances].sort()).toEqual([...newest.stances].sort());
});

test('what was not yet known, or counts from a later day, is not found', async () => {
  expect((await search('geneve', '&known_at=2025-08-20T12:00:01Z')).stances).toEqual([]);
  expect((await search('geneve', '&as_of=2025-08-19')).stances).toEqual([]);
  expect((await search('правда', '&known_at=2025-08-20T12:00:01Z')).names).toEqual([]);
});

test('a retracted record is found, and marked as retracted', async () => {
  const editor = await application.signedIn('editor');
  const reason = 'The outlet has withdrawn it.';
  expect((await editor.post(`${talks}/records/38/retract`, { reason })).status).toBe(303);
  const { text } = await application.visitor().get(`${talks}/search?q=telegram`);
  expect(text).toContain('<span class="status">Retracted</span>');
  await editor.post(`${talks}/records/38/restore`, { reason: 'The outlet stands by it.' });
});

test('a corrected record is found by its new words, and by its old ones as corrected', async () => {
  const editor = await application.signedIn('editor');
  const path = `${talks}/records/46/correct`;
  const fields = versionFields(await editor.get(path));
  const corrected = { ...fields, 'stances.0.summary': 'Words about a marimba.', reason: 'It was misheard.' };
  const statuses = async (word: string) => {
    const { text } = await application.visitor().get(`${talks}/search?q=${encodeURIComponent(word)}`);
    return [...text.matchAll(/<span class="status">([^<]*)</g)].map(([, status]) => status);
  };
  const old = fields['stances.0.summary'] as string;
  expect(await statuses(old)).toEqual([]);
  expect((await editor.post(path, { ...corrected, do: 'publish' })).status).toBe(303);
  expect((await search('marimba')).stances).toHaveLength(1);
  expect([await statuses('marimba'), await statuses(old)]).toEqual([[], ['Corrected']]);
});

test('a renamed demand is found under its new name', async () => {
  const admin = await application.signedIn('admin');
  const fields = {
    proposition: 'Prisoners of war are exchanged, all for all',
    slug: 'prisoners',
    topic: '1',
    raisers: ['2'],
    addressees: ['1'],
    otherAddressees: '',
    order: '20',
  };
  expect((await admin.post(`${talks}/demands`, fields)).status).toBe(303);
  expect((await search('prisoners')).names).toHaveLength(1);
  const form = await admin.get(`${talks}/demands/prisoners/edit`);
  const seen = /name="seen" value="([^"]*)"/.exec(form.text)?.[1] ?? '';
  const renamed = { ...fields, proposition: 'Captives are exchanged, all for all', seen };
  expect((await admin.post(`${talks}/demands/prisoners/edit`, renamed)).status).toBe(303);
  expect((await search('prisoners')).names).toEqual([]);
  expect((await search('captives')).names).toHaveLength(1);
});

test('a search without words, or without hits, says so in plain words', async () => {
  expect((await search('')).summary).toContain('Type words');
  expect((await search('*"(')).summary).toContain('no letter and no digit');
  expect((await search('xylophone')).summary).toBe('Nothing on record holds all of these words.');
});

test('a search without words says what is searched, kind by kind; where nothing is found, lists and files are left', async () => {
  const offers = async (query: string) => {
    const { text } = await application.visitor().get(`${talks}/search${query}`);
    const list = (id: string) =>
      new RegExp(`id="${id}"[\\s\\S]*?</ul>`).exec(text)?.[0].match(/<a href="[^"]*"/g) ?? [];
    return [list('searched'), list('unsearched')].map((links) =>
      links.map((link) => link.slice('<a href="'.length + talks.length, -1)),
    );
  };
  const kinds = ['party', 'topic', 'stance', 'demand', 'speaker', 'source', 'update', 'own'];
  const lists = ['stand', 'updates', 'sources', 'briefings', 'corrections', 'data'].map((name) => `/${name}`);
  expect(await offers('')).toEqual([kinds.map((kind) => `/search?kind=${kind}`), lists]);
  expect(await offers('?q=xylophone')).toEqual([[], lists]);
  expect(await offers('?q=territory')).toEqual([[], []]);
});

test('a record is found by all its words together, whichever of its texts and names they stand in', async () => {
  const found = async (text: string) => (await search(text)).stances;
  expect(await found('united states donbas')).not.toEqual([]);
  expect(await found('putin nato')).toEqual([expect.stringContaining('Russia')]);
  expect(await found('zelensky time telegram')).toHaveLength(1);
  expect(await found('ukraine territory zelensky time video gift')).toHaveLength(1);
  expect(await found('ukraine territory zelensky time video xylophone')).toEqual([]);
});

test('standing records come first', async () => {
  const { text } = await application.visitor().get(`${talks}/search?q=nato+russia`);
  const statuses = [...text.matchAll(/<p class="search-value">([\s\S]*?)<\/p>/g)].map(([, words]) =>
    /class="status"/.test(words as string),
  );
  expect(statuses.length).toBeGreaterThan(2);
  expect(statuses.lastIndexOf(false)).toBeLessThan(statuses.indexOf(true));
  expect(statuses[0]).toBe(false);
});

describe('one word, however it is written', () => {
  const long = 'x'.repeat(70);
  const chinese = '双方应当立即实现全面停火并交换战俘';
  const japanese = '両国は即時停戦に向けた交渉を始めるべきだ';
  const thai = 'ทั้งสองฝ่ายต้องหยุดยิงทันที';

  beforeAll(async () => {
    const { read } = application.database;
    const [party, demand, negotiation] = [
      await read.party.findUniqueOrThrow({ where: { slug: 'united-kingdom' } }),
      await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } }),
      await read.negotiation.findFirstOrThrow(),
    ];
    const texts = cases.flatMap(([, found]) => found);
    const stances = [...new Set(texts)].map((summary) => ({
      ...{ party: party.id, demand: demand.id, position: 'rejects', attribution: 'official_document' },
      ...{
        ...nothingTyped,
        accountBy: null,
        confidence: null,
        declaredPriority: null,
        direction: null,
        speaker: null,
      },
      ...{ summary, date: '2025-08-20' },
      citations: [{ source: 0, locator: null, firstReportedBy: null }],
    }));
    const update = { headline: 'Words', sources: [timeSource], stances, idempotencyKey: 'words' } as never;
    const input = { negotiationId: negotiation.id, update, seen: null };
    await logUpdate(application.database, theServer, input, application.time.now);
  });

  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Королев', ['Королев', 'Королёв']],
    ['королёв', ['Королев', 'Королёв']],
    ['Ελλαδα', ['Ελλαδα', 'Ελλάδα']],
    ['ΕΛΛΆΔΑ', ['Ελλαδα', 'Ελλάδα']],
    ['السلام', ['السلام', 'السَّلام']],
    ['السَّلام', ['السلام', 'السَّلام']],
    ['Walesa', ['Walesa', 'Wałęsa']],
    ['Wałęsa', ['Walesa', 'Wałęsa']],
    ['停火', ['停火', chinese]],
    ['战俘', [chinese]],
    ['全面停火并交换', [chinese]],
    ['停戦', [japanese]],
    ['交渉', [japanese]],
    ['หยุดยิง', [thai, 'หยุดยิง']],
    ['armistice', ['armistice', 'armi\u00adstice']],
    ['armi\u00adstice', ['armistice', 'armi\u00adstice']],
    ['ａｒｍｉｓｔｉｃｅ', ['armistice', 'armi\u00adstice']],
    ['दिन', ['उस दिन']],
    ['दान', ['दान']],
    ['STRASSE', ['Straße']],
    ['ızmir', ['İzmir']],
    ["O'Brien", ['O’Brien']],
    ['שלום', ['שָׁלוֹם']],
    [`${long} sand`, [`${long} sand`]],
    [`${long}x sand`, []],
    ['a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4', ['a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4']],
    ['a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 c4', []],
  ];

  test.each(cases)('%s', async (text, found) => {
    const { text: page } = await application.visitor().get(`${talks}/search?q=${encodeURIComponent(text)}`);
    const excerpts = [...page.matchAll(/class="search-excerpt">([\s\S]*?)<\/p>/g)].map(([, words]) =>
      unescaped((words as string).replace(/<[^>]+>/g, '')).trim(),
    );
    const shown = found.map((words) => cleanText(words));
    // A long text is cut around its match.
    const isOf = (words: string) => (excerpt: string) => words.includes(excerpt.replaceAll('…', '').trim());
    expect(excerpts.filter((excerpt) => !shown.some((words) => isOf(words)(excerpt)))).toEqual([]);
    expect(excerpts).toHaveLength(found.length);
  });
});

test('any input is safe', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 150 }), async (text) => {
      const query = new URLSearchParams({ q: text }).toString();
      const page = await application.visitor().get(`${talks}/search?${query}`);
      expect(page.status).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [`q=${'x'.repeat(501)}`, 'at most 500 characters'],
  ['q=land&order=random', '“order” is newest or best.'],
  ['colour=red', 'does not know the parameter'],
])('%s is refused with a sentence', async (query, sentence) => {
  const { status, text } = await application.visitor().get(`${talks}/search?${query}`);
  expect([status, text.includes(sentence)]).toEqual([400, true]);
});

test('a text that was removed is not found any more', async () => {
  const admin = await application.signedIn('admin');
  const { sequence } = await application.database.read.stance.findFirstOrThrow({
    where: { summary: { contains: 'Genève' } },
  });
  const removal = { texts: `stances.${sequence}.summary`, reason: 'Injunction of a court.' };
  expect((await admin.post(`${talks}/records/${sequence}/remove`, removal)).status).toBe(303);
  expect((await search('geneve')).stances).toEqual([]);
});

test('parties and topics with the words in their names come before all else, and lead to their pages', async () => {
  const first = async (query: string) => {
    const { text } = await application.visitor().get(`${talks}/search?q=${query}`);
    return [...text.matchAll(/<li class="search-hit">([\s\S]*?)<\/li>/g)].map(([, item]) => {
      const [, url] = /href="([^"]*)"/.exec(item as string) ?? [];
      return `${(item as string).replace(/<[^>]+>/g, '').trim()}: ${url?.replaceAll('&amp;', '&')}`;
    });
  };
  expect(await first('united+states&as_of=2025-08-18')).toEqual([
    `Party United States: ${talks}/parties/united-states?as_of=2025-08-18`,
  ]);
  expect(await first('TERRIT')).toEqual([`Topic Territory: ${talks}?topic=territory`]);
  expect(await first('telegram')).toEqual([]);
  expect(await first('united+states&page=2')).toEqual([]);
  const { text: csv } = await application.visitor().get(`${talks}/search.csv?q=territory`);
  expect(csv.split('\r\n')[1]).toMatch(/^topic,\d+,Territory,http/);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { publishOwn } from '../../../support/all-pages.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';
const stand = `${talks}/stand`;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

function plain(html: string): string {
  const words = html.replace(/<[^>]*>/g, ' ').replace(/[\u2066-\u2069]/g, '');
  return unescaped(words).replace(/\s+/g, ' ').trim();
}

/** What the page shows, in words: its title and sentence, and each section with its rows. */
async function shown(query = '') {
  const { status, text } = await get(`${stand}${query}`);
  expect(status).toBe(200);
  const sections = [...text.matchAll(/<section class="stand-section"[\s\S]*?<\/section>/g)];
  return {
    text,
    heading: plain(/<h1>([\s\S]*?)<\/h1>/.exec(text)?.[1] ?? ''),
    lede: plain(/<p class="lede stand-sentence">([\s\S]*?)<\/p>/.exec(text)?.[1] ?? ''),
    sections: Object.fromEntries(
      sections.map(([section]) => [
        plain(/<h3[^>]*>([\s\S]*?)<\/h3>/.exec(section)?.[1] ?? ''),
        [...section.matchAll(/<tr class="stand-strip">[\s\S]*?(?=<tr class="stand-strip">|<\/tbody>)/g)].map(
          ([row]) => rowWords(row),
        ),
      ]),
    ),
  };
}

/** “Proposition | column: marks | gap | notes”. */
function rowWords(row: string): string {
  const cells = [...row.matchAll(/<td class="stand-column[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell);
  const marks = cells.flatMap((cell, index) => {
    const inCell = [...(cell as string).matchAll(/<a class="mark[^>]*>([\s\S]*?)<\/a>/g)];
    const said = inCell.map(([, mark]) => plain(mark as string).replace(' :', ':'));
    return said.length === 0 ? [] : [`${index - 3}: ${said.join('; ')}`];
  });
  const gap = /<td class="stand-gap"[^>]*>([\s\S]*?)<\/td>/.exec(row)?.[1] ?? '';
  const notes = /<tr class="stand-beside">([\s\S]*)<\/tr>/.exec(row)?.[1] ?? '';
  const demand = /<a class="title-link"[^>]*>([\s\S]*?)<\/a>/.exec(row)?.[1] ?? '';
  return [demand, ...marks, gap, notes].map(plain).join(' | ');
}

test('every demand stands on one scale, with its gap, and who has no position', async () => {
  const { heading, lede, sections } = await shown('?as_of=2025-08-18');
  expect(heading).toBe('Where they stand');
  expect(lede).toBe(
    'Russia–Ukraine ceasefire talks, 18 August 2025. Of 11 demands that are open 1 is aligned, 1 with room signalled, 4 opposed or blocked, 5 without enough evidence (10 if only statements on the record counted).',
  );
  expect(Object.keys(sections)).toEqual([
    ...['Aligned for 1 demand', 'Room signalled 1 demand', 'Opposed 4 demands'],
    'Not enough evidence 5 demands',
  ]);
  expect(sections['Aligned for 1 demand']).toEqual([
    'Ukraine receives security guarantees that work like NATO’s Article 5 | 1: Russia: Favours, account by another party; United States: Favours, on the record; European Union: Favours, on the record | 2: Ukraine: Demands, on the record | Aligned for All of them are for it. Among Russia, Ukraine, United States and European Union, which it needs. rests on reports | Russia: by the account of United States No position known, which is not neutrality: United Kingdom (not assessed)',
  ]);
});

test('what moved since the newest event is marked, or since the day that a reader chooses', async () => {
  const usual = await shown('?as_of=2025-08-17');
  expect(plain(usual.text)).toContain(
    'moved since the eve of: Trump and Putin meet in Alaska, 15 August 2025',
  );
  expect(plain(usual.text)).toContain('United States : Reluctant, on the record was Demands');
  const chosen = await shown('?as_of=2025-08-17&since=2025-08-16');
  expect(plain(chosen.text)).toContain('moved since 16 August 2025');
  expect(chosen.text).not.toContain('was Demands');
});

test('some parties alone can be asked what they could agree on', async () => {
  const { heading, lede, sections, text } = await shown('?with=russia&with=united-states&topic=nato');
  expect(heading).toBe('What could Russia and United States agree on?');
  expect(lede).toContain(
    'Between Russia and United States: of 1 demand that is open 1 is aligned; 1 without enough evidence if only',
  );
  expect(sections['Aligned for 1 demand']?.[0]).toContain('It also needs Ukraine (not on record)');
  expect(text).not.toContain('<span class="mark-party">Ukraine');
  const four = await shown('?with=russia&with=united-states&with=ukraine&with=european-union');
  expect(four.heading).toBe('What could these 4 parties agree on?');
});

test('one party alone is compared with nobody: everything is shown, and it stays picked', async () => {
  const [whole, alone] = [await shown(''), await shown('?with=russia')];
  expect(alone.heading).toBe('Where they stand');
  expect(alone.lede).toBe(whole.lede);
  expect(alone.sections).toEqual(whole.sections);
  expect(plain(alone.text)).toContain(
    'One party has nobody to agree with: choose another one beside Russia. Until then everything is shown, with the gap among those that each demand needs.',
  );
  const picked = [...alone.text.matchAll(/<input[^>]*name="with"[^>]*value="([^"]*)"[^>]* checked/g)];
  expect(picked.map(([, slug]) => slug)).toEqual(['russia']);
  expect(unescaped(alone.text)).toContain(`${stand}?with=russia&sort=topic`);
  expect((await get(`${stand}.csv?with=russia`)).text.replaceAll(/\?with=russia/g, '')).toBe(
    (await get(`${stand}.csv`)).text,
  );
});

test('from the page of the negotiation it is one click, and its boxes are sent with the clocks by another', async () => {
  const { text } = await get(`${talks}?as_of=2025-08-18`);
  expect(text).toContain(`href="${stand}?as_of=2025-08-18"`);
  const page = await get(`${stand}?as_of=2025-08-18&with=russia`);
  expect(page.text).toContain(`id="clocks" method="get" action="${stand}"`);
  expect(page.text).toContain('<input type="checkbox" form="clocks" name="with" value="russia" checked>');
  expect(page.text).toContain('<input type="checkbox" form="clocks" name="with" value="ukraine">');
});

test('it is ordered by topic where readers ask for it, and its permalink and its table ask for the same', async () => {
  const { sections, text } = await shown('?sort=topic&with=russia&with=ukraine');
  expect(Object.keys(sections)[1]).toBe('Territory 4 demands');
  const query = 'with=russia&amp;with=ukraine&amp;sort=topic';
  expect(text).toMatch(
    new RegExp(`og:url" content="[^"]*/stand\\?as_of=2025-08-21&amp;known_at=[^"]*&amp;${query}"`),
  );
  expect(text).toContain(`href="${stand}.csv?${query}"`);
});

test('what is past stands at the end, and closed demands only if they are asked for', async () => {
  const other = await startApplication();
  try {
    const admin = await other.signedIn('admin');
    await publishOwn(other, admin);
    const { id } = await other.database.read.demand.findFirstOrThrow({
      where: { slug: 'nato-renunciation' },
    });
    expect((await admin.post(`${talks}/demands/nato-renunciation/close`, {})).status).toBe(303);
    expect(id).toBeGreaterThan(0);
    const page = await other.visitor().get(stand);
    const titles = [...page.text.matchAll(/<h3 id="stand-([a-z_]+)"/g)].map(([, key]) => key);
    expect(titles.at(-1)).toBe('past');
    expect(page.text).not.toContain('/demands/nato-renunciation"');
    expect(plain(page.text)).toContain('1 demand is closed. Show them too');
    const all = await other.visitor().get(`${stand}?closed=1`);
    expect(all.text).toContain('/demands/nato-renunciation"');
    expect(plain(all.text)).toContain('1 demand is closed. Leave them out');
    expect(plain(all.text)).toContain('Ukraine reserves the whole');
    expect(plain(all.text)).toContain('How large may Ukraine’s armed forces be in peacetime?');
  } finally {
    await other.stop();
  }
});

test('before anything was set up it says so', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  const { text } = await get('/negotiations/grain/stand');
  expect(plain(text)).toContain('No demand is open.');
  expect(plain(text)).toContain('No demand has been set up yet.');
});

test.each([
  ['with=atlantis', 'There is no party “atlantis” in this negotiation at this time.'],
  ['topic=weather', 'There is no topic “weather” in this negotiation at this time.'],
  ['sort=party', '“party” is not an order. Write sort=gap or sort=topic.'],
  ['since=2025-08', '“2025-08” is not a day.'],
  ['as_of=2025-08-14&since=2025-08-15', 'since=2025-08-15 is later than the page'],
  ['closed=yes', '“yes” is not a value of closed.'],
  ['party=atlantis', 'There is no party “atlantis” in this negotiation at this time.'],
  ['position=loves', 'There is no position “loves” in this negotiation at this time.'],
  ['colour=red', 'This page does not know the parameter “colour”.'],
  ['sort=gap&sort=topic', 'The parameter “sort” is given twice.'],
])('%s is refused with a sentence, on the page and in its tables', async (query, sentence) => {
  for (const ending of ['', '.csv', '.json']) {
    const { status, text } = await get(`${stand}${ending}?${query}`);
    expect([status, plain(text).includes(sentence)]).toEqual([400, true]);
  }
});

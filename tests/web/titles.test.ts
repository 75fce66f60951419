import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { unescaped } from '../support/html.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** The title of a page; with its day it is what a chat shows of a link. */
async function titleOf(path: string): Promise<string> {
  const { text } = await application.visitor().get(path);
  const title = unescaped(/<title>([^<]*)</.exec(text)?.[1] ?? '');
  const shared = unescaped(/property="og:title" content="([^"]*)"/.exec(text)?.[1] ?? '');
  const day = /as_of=2025-08-01/.test(path) ? '1 August 2025' : '21 August 2025';
  expect(shared).toBe(`${title} (as of ${day})`);
  return title;
}

test.each([
  [
    '/demands/cede-territory',
    'Demand: “Ukraine cedes territory to Russia as part of a deal”: who supports it, who rejects it',
  ],
  [
    '/positions/united-kingdom/crimea',
    'No position on record: United Kingdom on “Ukraine accepts Russian control of Crimea”',
  ],
  [
    '/positions/russia/crimea?evidence=on_record',
    'Nothing on the record: Russia on “Ukraine accepts Russian control of Crimea”',
  ],
  [
    '/positions/united-states/crimea?as_of=2025-08-01',
    'No position on record by this date: United States on “Ukraine accepts Russian control of Crimea”',
  ],
  ['/evidence?cells=one_origin&party=russia', 'How well it is known: Russia–Ukraine ceasefire talks'],
  ['/parties/russia', 'Russia: positions'],
  ['/updates?party=russia', 'Updates: Russia–Ukraine ceasefire talks'],
  ['/sources?q=time', 'Sources: Russia–Ukraine ceasefire talks'],
  ['/corrections', 'Corrections: Russia–Ukraine ceasefire talks'],
  ['/briefings', 'Briefings: Russia–Ukraine ceasefire talks'],
  ['/search?q=crimea', '“crimea”: Russia–Ukraine ceasefire talks'],
  ['/positions/ukraine/crimea', 'Ukraine rejects: Ukraine accepts Russian control of Crimea'],
])('no title reads as news of what a demand only asks for: %s', async (path, title) => {
  expect(await titleOf(`${talks}${path}`)).toBe(title);
});

test('no page is titled by a proposition alone', async () => {
  const demands = await application.database.read.demand.findMany();
  for (const { slug, proposition } of demands) {
    expect(await titleOf(`${talks}/demands/${slug}`)).not.toMatch(new RegExp(`^${proposition.slice(0, 20)}`));
    const { text } = await application.visitor().get(`${talks}/demands/${slug}.atom`);
    expect(/<title>([^<]*)</.exec(text)?.[1]).toMatch(/^Demand: “/);
  }
});

test('a link to a period is shared with its title, which says of which days it is', async () => {
  const { text } = await application.visitor().get(`${talks}/changes?from=2025-08-14&to=2025-08-18`);
  expect(text).toContain(
    '<meta property="og:title" content="What changed, 14 August 2025 to 18 August 2025: Russia–Ukraine ceasefire talks">',
  );
});

test('search engines know each page of now by one address, and pages of another time by none', async () => {
  const canonicalOf = async (path: string) => {
    const { text } = await application.visitor().get(path);
    return /<link rel="canonical" href="([^"]*)">/.exec(text)?.[1]?.replace(application.address, '') ?? null;
  };
  expect(await canonicalOf('/')).toBe('/');
  expect(await canonicalOf(talks)).toBe(talks);
  expect(await canonicalOf(`${talks}?party=russia&topic=territory`)).toBe(talks);
  expect(await canonicalOf(`${talks}/demands/crimea`)).toBe(`${talks}/demands/crimea`);
  expect(await canonicalOf(`${talks}?as_of=2025-08-14`)).toBeNull();
  expect(await canonicalOf(`${talks}/search?q=crimea`)).toBeNull();
  expect(await canonicalOf('/sign-in')).toBeNull();
});

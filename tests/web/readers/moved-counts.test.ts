import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillNegotiation } from '../../bench/data.js';
import { type Application, startApplication } from '../../support/application.js';
import { startWithExampleRecord } from '../../support/example-record.js';
import { unescaped } from '../../support/html.js';

interface Counted {
  readonly words: string;
  readonly url: string;
}

/** What a link says that counts what moved or was first recorded, or that names the last moves. */
const says =
  /^(All )?(\d+|No position)( positions?)? (that )?(moved|first recorded|reversed|opened|softened|hardened|took a side|reaffirmed)|^the last move/;
/** What a mark of the timeline says of several steps together: “Russia: 2 movements and 1 first record, June 2026”. */
const steps = /: (?:(\d+) movements?)?(?: and )?(?:(\d+) first records?)?, [^,]*$/;

/** The links of a page that count, without those of this period that are the page itself. */
function linksOf(html: string): Counted[] {
  const links = html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g);
  return [...links].map(([, url = '', inner = '']) => ({
    url: unescaped(url),
    words: unescaped(inner.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]*>/g, '')).trim(),
  }));
}

function marksOf(html: string): Counted[] {
  const marks = html.matchAll(/<a [^>]*href="([^"]*)"[^>]*><title>([^<]*)<\/title>/g);
  return [...marks].map(([, url = '', title = '']) => ({ url: unescaped(url), words: unescaped(title) }));
}

/** How many rows the page of changes has, on all of its pages; how many moves are marked where they stand. */
async function rowsAt(application: Application, address: string): Promise<number> {
  const { status, text } = await application.visitor().get(address);
  expect([address, status]).toEqual([address, 200]);
  if (address.includes('/stand')) return [...text.matchAll(/class="mark-more mark-was/g)].length;
  if (address.includes('/timeline')) return [...text.matchAll(/<td class="text-cell"><a /g)].length;
  const next = linksOf(text).find(({ words }) => words === 'The next changes');
  const own = [...text.matchAll(/<li id="/g)].length;
  return own + (next ? await rowsAt(application, next.url) : 0);
}

function numberIn(words: string): number {
  if (words.startsWith('No ')) return 0;
  if (words.startsWith('the last move is ')) return 1;
  const own = /^the last moves.*\((\d+)\)$/.exec(words)?.[1] ?? /\d[\d,]*/.exec(words)?.[0] ?? '';
  return Number(own.replaceAll(',', ''));
}

/** Every link of the pages that counts, with what it opens: the first of each kind and page. */
async function wrongAt(application: Application, pages: readonly string[]) {
  const found: { page: string; words: string; opens: number }[] = [];
  for (const page of pages) {
    const { status, text } = await application.visitor().get(page);
    expect([page, status]).toEqual([page, 200]);
    for (const { words, url } of linksOf(text).filter((link) => says.test(link.words)))
      found.push({ page, words, opens: await rowsAt(application, url) });
  }
  return { checked: found.length, wrong: found.filter(({ words, opens }) => numberIn(words) !== opens) };
}

function pagesOf(talks: string, times: readonly string[]): string[] {
  return times.flatMap((time) =>
    ['', '/stand', '/changes', '/timeline'].map((page) => `/negotiations/${talks}${page}?${time}`),
  );
}

describe('on the example record', () => {
  let application: Application;
  beforeAll(async () => {
    application = await startWithExampleRecord();
  });
  afterAll(() => application.stop());

  test('a number of what moved is that of the rows which its link opens, on every page, at any clocks and evidence', async () => {
    const times = [
      ...['', 'as_of=2026-04-20', 'as_of=2026-04-09&evidence=all', 'as_of=2025-08-21&evidence=on_record'],
      'as_of=2025-12-30&known_at=2026-11-29',
      ...['since=2025-06-01', 'since=2026-03-11&topic=ceasefire'].map((each) => `${each}&as_of=2026-06-01`),
    ];
    const ofTalks = pagesOf('russia-ukraine', times.slice(0, -2));
    const since = times.slice(-2).map((time) => `/negotiations/russia-ukraine?${time}`);
    const { checked, wrong } = await wrongAt(application, [
      ...['/', ...ofTalks, ...since, '/negotiations/russia-ukraine?closed=1&as_of=2026-05-10'],
      ...pagesOf('cop30', ['', 'evidence=all']),
    ]);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(50);
  });

  test('the front page counts as first recorded what came and moved since as well', async () => {
    const { text } = await application.visitor().get('/');
    const told = linksOf(text).filter(({ words }) => says.test(words));
    expect(told.map(({ words, url }) => `${words}: ${url}`).join('\n')).toBe(
      [
        '1 moved in COP30 climate talks: /negotiations/cop30/changes?from=2025-11-21&to=2026-11-29&movement=moved',
        '9 positions first recorded: /negotiations/russia-ukraine/changes?from=2026-03-11&to=2026-11-29&movement=new',
        'No position moved since 8 May 2026, the eve of “Truce of three days”: /negotiations/russia-ukraine/changes?from=2026-05-08&to=2026-11-29&movement=moved',
      ].join('\n'),
    );
  });

  test('a position that came and moved in one period is marked as moved where they stand', async () => {
    const { text } = await application
      .visitor()
      .get('/negotiations/russia-ukraine/stand?as_of=2026-04-20&since=2026-03-11');
    const was = [...text.matchAll(/mark-was [^>]*>([^<]*)</g)].map(([, words]) => words);
    expect(was.slice(1)).toEqual(['was Rejects']);
  });
});

describe('on many positions', () => {
  let application: Application;
  beforeAll(async () => {
    application = await startApplication({ exampleData: false });
    await fillNegotiation(application.file, 2_000, { parties: 16, demands: 16 });
  });
  afterAll(() => application.stop());

  test('a number of what moved is that of the rows which its link opens, where there are hundreds', async () => {
    const times = ['', 'as_of=2025-01-01', 'as_of=2024-06-01&evidence=on_record', 'evidence=all'];
    const { checked, wrong } = await wrongAt(application, [
      ...['/', ...pagesOf('large', times)],
      '/negotiations/large?since=2024-01-01&party=party-1&party=party-2',
      '/negotiations/large/changes?from=2023-01-01&to=2025-01-01',
    ]);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(100);
  });

  test('steps that a timeline counts together are as many on the page that each of them opens', async () => {
    const address = '/negotiations/large/timeline?from=2023-01-01&to=2025-01-01';
    const counted = marksOf((await application.visitor().get(address)).text).filter(({ words }) =>
      steps.test(words),
    );
    expect(counted.length).toBeGreaterThan(20);
    for (const { words, url } of counted.slice(0, 20)) {
      const [, moved = '0', first = '0'] = steps.exec(words) as RegExpExecArray;
      const opened = await rowsAt(application, url);
      expect([words, opened]).toEqual([words, Number(moved) + Number(first)]);
    }
  });
});

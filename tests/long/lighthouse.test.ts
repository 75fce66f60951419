import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { browserPath } from '../support/browser.js';
import { temporaryFolder } from '../support/database.js';

const talks = '/negotiations/russia-ukraine';
/** Performance is a time, which depends on the machine: it is printed (98 is wanted), and nothing fails by it. */
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const lighthouse = join(import.meta.dirname, '../../node_modules/.bin/lighthouse');
let application: Application;
let browser: string;

beforeAll(async () => {
  application = await startApplication();
  browser = await browserPath();
});

afterAll(() => application.stop());

interface Report {
  readonly categories: Readonly<Record<(typeof categories)[number], { readonly score: number | null }>>;
}

/** What Lighthouse gives the page; what it says of it, where it gives less. */
async function reportOn(path: string, form: 'mobile' | 'desktop'): Promise<Report> {
  const file = join(temporaryFolder(), `lighthouse-${form}.json`);
  const chrome = '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking';
  const preset = form === 'desktop' ? ['--preset=desktop'] : [];
  await promisify(execFile)(
    process.execPath,
    [
      lighthouse,
      `${application.address}${path}`,
      chrome,
      ...preset,
      '--output=json',
      `--output-path=${file}`,
      '--quiet',
    ],
    { env: { ...process.env, CHROME_PATH: browser } },
  );
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** In hundredths. */
function scoresOf({ categories: found }: Report): Record<string, number> {
  return Object.fromEntries(categories.map((name) => [name, Math.round((found[name].score ?? 0) * 100)]));
}

test.each(
  [
    '/',
    talks,
    `${talks}/stand`,
    `${talks}/changes`,
    `${talks}/timeline`,
    `${talks}/alignment`,
    `${talks}/evidence`,
    `${talks}/positions/russia/crimea`,
    `${talks}/demands/crimea`,
    `${talks}/parties/russia`,
    `${talks}/updates`,
    `${talks}/sources`,
    `${talks}/methodology`,
  ].flatMap((path) => [[path, 'mobile'] as const, [path, 'desktop'] as const]),
)('Lighthouse finds nothing to mend on %s, %s', async (path, form) => {
  const scores = scoresOf(await reportOn(path, form));
  process.stdout.write(`Lighthouse, ${path}, ${form}: ${JSON.stringify(scores)}\n`);
  expect(scores).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 });
});

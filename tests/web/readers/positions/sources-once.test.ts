import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return unescaped(text.replace(/\s+/g, ' '));
}

test('a source that a corroboration adds stands with it only, and the record says how many origins there are', async () => {
  const text = await textOf(`${talks}/positions/united-states/cede-donbas`);
  const records = text.split('<article class="record"').slice(1);
  const twice = records.flatMap((record) => {
    const named = [...record.matchAll(/<li><cite>.*?<\/li>/g)].map(([line]) => line);
    return named.filter((line, index) => named.indexOf(line) !== index);
  });
  expect(twice).toEqual([]);
  const corroborated = records.filter((record) => record.includes('Corroboration'));
  expect(corroborated.length).toBeGreaterThan(0);
  for (const record of corroborated)
    expect(record).toMatch(
      /<p class="citation-origins">2 outlets, 1 origin \((Axios|Financial Times)\)<\/p>/,
    );
});

test('a red line that was said again more plainly shows the record that declared it', async () => {
  const text = await textOf(`${talks}/positions/russia/cede-donbas`);
  const declared = /<div class="declared">.*?<\/div>/.exec(text)?.[0] ?? '';
  const [, url, words] =
    /<a href="([^"]*)">4 December 2025<\/a>.*?<blockquote class="quote">.*?“(.*?)”/.exec(declared) ?? [];
  expect(words).toContain('Either we liberate these territories by force of arms');
  const record = url?.split('#')[1] as string;
  expect(await textOf(url as string)).toContain(`<article class="record" id="${record}"`);
  expect(await textOf(`${talks}/parties/russia`)).toContain(
    `<span class="label">Red line declared</span> <a href="${url}">4 December 2025</a>`,
  );
  expect(await textOf(`${talks}/positions/russia/cede-donbas?as_of=2025-12-05`)).not.toContain(
    'class="declared"',
  );
});

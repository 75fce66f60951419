import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';

let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});
afterAll(() => application.stop());

/** All that a picture says. */
async function said(path: string): Promise<string> {
  const { text } = await application.visitor().get(`/negotiations/russia-ukraine/${path}`);
  const texts = [...text.matchAll(/<text[^>]*>(.*?)<\/text>/gs)];
  return texts.map(([, words = '']) => words.replace(/<[^>]*>|[\u2066-\u2069]/g, '')).join(' ');
}

test('a speaker stands under a quote only, and the date of a source is said once', async () => {
  const summed = await said('positions/united-states/cede-donbas.svg');
  expect(summed).not.toContain('Rubio');
  expect(summed).toMatch(/azerbaijan\.us: Report of 17 August 2025 (?!17)/);
  expect(await said('positions/european-union/joint-borrowing.svg')).toMatch(/“[^”]+” said by /);
});

test('a key explains what is drawn, and nothing else', async () => {
  const question = await said('questions/size-of-the-armed-forces.svg');
  expect(question).toContain('Underlined: where it stands');
  expect(question).not.toMatch(/Arrow: |account by another party/);
  const stand = await said('stand.svg?as_of=2026-11-29');
  expect(stand).toMatch(/“\w+ ’2\d”: not said again for three months/);
  expect(stand).not.toContain('“was …”');
  expect(await said('stand.svg?as_of=2025-08-30&since=2025-08-14')).toContain('“was …”: moved since');
  expect(await said('alignment.svg?width=600')).toContain('On opposite sides The bar: ');
  expect(await said('demands/cede-donbas.svg?width=600')).toMatch(/US cont\..*rep\.: reported only/);
});

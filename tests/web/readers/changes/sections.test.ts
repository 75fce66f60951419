import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';

const changes = '/negotiations/russia-ukraine/changes';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

async function pageAt(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect([path, status]).toEqual([path, 200]);
  return text;
}

/** The sections in their order: “Territory: Softened, First recorded”. */
function sectionsIn(html: string): string[] {
  return [...html.matchAll(/<section class="change-section"[\s\S]*?<\/section>/g)].map(([whole]) => {
    const section = whole.replaceAll(/<ol class="change-steps">[\s\S]*?<\/ol>/g, '');
    const plain = (pattern: RegExp) =>
      [...section.matchAll(pattern)].map(([, words]) =>
        unescaped((words as string).replaceAll(/<[^>]+>/g, '').trim()),
      );
    const [heading] = plain(/<h2[^>]*>([\s\S]*?) <span/g);
    const first = /<ol class="change-first"([\s\S]*)/.exec(section)?.[1] ?? '';
    const firsts = [...first.matchAll(/<li id=/g)].map(() => 'First recorded');
    return `${heading}: ${[...plain(/class="movement-word">([^<]*)<\/span>/g), ...firsts].join(', ')}`;
  });
}

test('reversals come first, then the other movements, then topic by topic what was recorded without one', async () => {
  const html = await pageAt(`${changes}?from=2025-08-14&to=2025-09-30`);
  expect(sectionsIn(html)).toEqual([
    'Reversed: Reversed; first statement on the record',
    'Other movements: In 2 steps',
    'Territory: First recorded, First recorded, First recorded',
    'NATO: First recorded',
    'Security guarantees: Looked at; nothing found, First recorded, First recorded, First recorded, First recorded, First recorded, First recorded',
    'Sanctions: First recorded',
    'Frozen assets: First recorded',
    'Language and minorities: First recorded, First recorded',
  ]);
});

test('a long list is in pages, each change once, and its file has all', async () => {
  const query = 'from=2021-01-01&to=2026-05-10';
  const rows = await csvRows(application, `${changes}.csv?${query}`);
  const pages = [await pageAt(`${changes}?${query}`), await pageAt(`${changes}?${query}&page=2`)];
  const ids = pages.map((html) => [...html.matchAll(/<li id="([\w-]+)">/g)].map(([, id]) => id));
  expect(ids.map(({ length }) => length)).toEqual([100, rows.length - 100]);
  expect(new Set(ids.flat()).size).toBe(rows.length);
  expect(pages[0]).toContain('>The next changes</a>');
  expect(pages[1]).toContain('>The changes before these</a>');
  expect(await pageAt(`${changes}?${query}&page=3`)).toContain('All changes are on the pages before.');
});

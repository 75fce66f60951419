import { expect, test } from 'vitest';
import { blocksOf, type Piece } from '../../../../src/web/readers/about/markdown.js';

const look = { isStrong: false, isEmphasis: false, isCode: false, url: null, isBreak: false };
const words = (text: string, more: Partial<Piece> = {}): Piece => ({ ...look, text, ...more });

test('headings begin below the title of the page, whatever the first of the text is', async () => {
  const levels = (await blocksOf('## A\n\n#### B\n\n##### C\n\n###### D')).map((block) =>
    block.kind === 'heading' ? block.level : 0,
  );
  expect(levels).toEqual([2, 3, 4, 4]);
});

test('words are strong, emphasised, code, or lead somewhere', async () => {
  expect(await blocksOf('We **are *six*** in `Geneva`,  \n[here](/about).')).toEqual([
    {
      kind: 'paragraph',
      pieces: [
        words('We '),
        words('are ', { isStrong: true }),
        words('six', { isStrong: true, isEmphasis: true }),
        words(' in '),
        words('Geneva', { isCode: true }),
        words(','),
        words('', { isBreak: true }),
        words('here', { url: '/about' }),
        words('.'),
      ],
    },
  ]);
});

test('lists hold lists, and quotations paragraphs', async () => {
  expect(await blocksOf('1. one\n   - two\n\n> three\n\n---\n\n    four')).toEqual([
    {
      kind: 'list',
      isOrdered: true,
      items: [
        [
          { kind: 'line', pieces: [words('one')] },
          { kind: 'list', isOrdered: false, items: [[{ kind: 'line', pieces: [words('two')] }]] },
        ],
      ],
    },
    { kind: 'quote', blocks: [{ kind: 'paragraph', pieces: [words('three')] }] },
    { kind: 'rule' },
    { kind: 'code', text: 'four' },
  ]);
});

test('HTML is text', async () => {
  expect(await blocksOf('<script>alert(1)</script>')).toEqual([
    { kind: 'paragraph', pieces: [words('<script>alert(1)</script>')] },
  ]);
  expect(await blocksOf('a <b onclick="x()">b</b>')).toEqual([
    { kind: 'paragraph', pieces: [words('a '), words('<b onclick="x()">'), words('b'), words('</b>')] },
  ]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  '//example.org',
  '/\\example.org',
  'vbscript:x',
])('a link to %s leads nowhere', async (url) => {
  const [block] = await blocksOf(`[x](<${url}>)`);
  expect(block).toEqual({ kind: 'paragraph', pieces: [words('x')] });
});

test('pictures are their descriptions, and a table stays as it was typed', async () => {
  expect(await blocksOf('![our house](https://example.org/a.png)')).toEqual([
    { kind: 'paragraph', pieces: [words('our house')] },
  ]);
  expect(await blocksOf('| a |\n|---|\n| b |')).toEqual([
    { kind: 'paragraph', pieces: [words('| a |\n|---|\n| b |')] },
  ]);
});

test.each([
  ['quotes', '>'.repeat(10_000)],
  ['quotes that hold words', `${'> '.repeat(5_000)}Six people.`],
  ['lists', `${'- '.repeat(5_000)}Six people.`],
])('%s within one another, thousands deep, are printed as they were typed', async (_name, text) => {
  expect(await blocksOf(text)).toEqual([{ kind: 'code', text }]);
});

test('brackets and emphasis, thousands deep, are words', async () => {
  for (const text of ['['.repeat(10_000), `${'['.repeat(5_000)}a${'](/)'.repeat(5_000)}`]) {
    const [block, ...others] = await blocksOf(text);
    expect([block?.kind, others]).toEqual(['paragraph', []]);
  }
  for (const mark of ['*', '**', '_']) {
    const blocks = await blocksOf(`${`${mark}a `.repeat(2_000)}b${mark.repeat(2_000)}`);
    expect(JSON.stringify(blocks)).toContain('b');
  }
});

test('what stands deeper than anybody writes is printed as it was typed', async () => {
  const text = `${'> '.repeat(40)}Six people.`;
  expect(JSON.stringify(await blocksOf(text)).match(/"quote"/g)).toHaveLength(16);
  expect(JSON.stringify(await blocksOf(text))).toContain(`${'> '.repeat(24)}Six people.`);
});

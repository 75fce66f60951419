import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Column, csvLines, guardFormula } from '../../../src/outputs/tables/csv.js';

const columns: Column<string>[] = [
  { name: 'before', kind: 'code', description: '', value: () => 'a' },
  { name: 'text', kind: 'text', description: '', value: (text) => text },
  { name: 'after', kind: 'code', description: '', value: () => 'b' },
];
const lines = (text: string, raw = false) => csvLines(columns, [text], { bom: false, raw });

test.each([
  ['a semicolon', 'one; two', 'a,"one; two",b\r\n'],
  ['a tab', 'one\ttwo', 'a,"one\ttwo",b\r\n'],
  ['a comma', 'one, two', 'a,"one, two",b\r\n'],
  ['a quote', 'the "line"', 'a,"the ""line""",b\r\n'],
  ['a line break', 'one\ntwo', 'a,"one\ntwo",b\r\n'],
  ['a blank at the end', 'one ', 'a,"one ",b\r\n'],
  ['a blank before', ' one', 'a," one",b\r\n'],
  ['nothing of it', 'one two', 'a,one two,b\r\n'],
])('%s is quoted if a spreadsheet would split or trim there', (_what, text, line) => {
  expect(lines(text)).toBe(line);
});

test.each([',', ';', '\t'])(
  'no text shifts the columns of a program that splits at %j as well',
  (separator) => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(',', ';', '\t', '"', "'", '\n', ' ', 'a', 'Ж') }),
        (text) => {
          const delimiter = [...new Set([',', separator])];
          const [record] = parse(lines(text), { delimiter });
          expect(record).toEqual(['a', guardFormula(text), 'b']);
        },
      ),
    );
  },
);

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '\u22121',
  "'=1",
  "''-1",
])(
  'a spreadsheet does not run %j: one apostrophe stands before it, unless the text is asked for raw',
  (text) => {
    expect(parse(lines(text))[0]?.[1]).toBe(`'${text}`);
    expect(parse(lines(text, true))[0]?.[1]).toBe(text);
  },
);

test.each(["'quoted' words", "it's", '1-1', '–', '#1', "'"])('%j is left as it is', (text) => {
  expect(parse(lines(text))[0]?.[1]).toBe(text);
});

test('numbers, codes, dates and addresses are never guarded', () => {
  const plain = ['number', 'code', 'date', 'instant', 'address'] as const;
  const row = csvLines(
    plain.map((kind) => ({ name: kind, kind, description: '', value: () => '-3' })),
    [''],
    { bom: false, raw: false },
  );
  expect(row).toBe('-3,-3,-3,-3,-3\r\n');
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../../../src/outputs/tables/definitions.js';
import { tableOf } from '../../../../src/outputs/tables/table.js';
import { type SheetSource, workbookFiles } from '../../../../src/outputs/tables/workbook/workbook.js';

interface Row {
  readonly number: number | null;
  readonly date: string | null;
  readonly text: string | null;
}

const columns = columnsOf<Row>({
  number: ['number', 'A number', ({ number }) => number],
  date: ['date', 'A date as it was given', ({ date }) => date],
  text: ['text', 'What somebody wrote', ({ text }) => text],
});

const rowsWith = (texts: readonly string[]): Row[] => texts.map((text) => ({ number: 1, date: null, text }));

function sheet(name: string, rows: readonly Row[]): SheetSource {
  return { name, load: async () => tableOf(columns, [rows]).sheet() };
}

const facts = {
  title: 'Talks',
  about: { as_of: '2025-08-14', licence: null },
  created: '2025-08-21T09:00:00Z',
};

/** The files of a workbook by name, each written to its end before the next one is asked for. */
async function filesOf(
  sheets: readonly SheetSource[],
  rowsInSheet?: number,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name, pieces } of workbookFiles(sheets, facts, rowsInSheet)) {
    let text = '';
    for await (const piece of pieces) text += piece;
    files[name] = text;
  }
  return files;
}

const cellsIn = (xml: string | undefined) =>
  [...(xml ?? '').matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text]) => text);

test('a workbook is exactly the expected files', async () => {
  const files = await filesOf([
    sheet('places', [
      { number: -3, date: '2025-08-14', text: '=HYPERLINK("https://example.org")' },
      { number: 0, date: '2025-03', text: null },
      { number: null, date: '1899-12-31', text: ' a & b <c>\n\td ' },
    ]),
  ]);
  const text = Object.entries(files).map(([name, contents]) => `== ${name}\n${contents}\n`);
  expect(text.join('')).toBe(
    readFileSync(new URL('../../../expected/workbook.txt', import.meta.url), 'utf8'),
  );
});

describe('what a spreadsheet has no room for', () => {
  test('rows beyond the last of a sheet stand in further sheets, each under the header', async () => {
    const files = await filesOf([sheet('places', rowsWith(['a', 'b', 'c', 'd', 'e']))], 3);
    const sheets = Object.keys(files).filter((name) => name.startsWith('xl/worksheets/'));
    const header = ['number', 'date', 'text'];
    expect(sheets.map((name) => cellsIn(files[name]))).toEqual([
      [...header, 'a', 'b'],
      [...header, 'c', 'd'],
      [...header, 'e'],
      ['fact', 'value', 'as_of', '2025-08-14'],
    ]);
    expect(
      [...(files['xl/workbook.xml'] ?? '').matchAll(/sheet name="([^"]+)"/g)].map(([, name]) => name),
    ).toEqual(['places', 'places (2)', 'places (3)', 'about']);
  });

  test('no sheet is begun for rows that just fit', async () => {
    const files = await filesOf([sheet('places', rowsWith(['a', 'b']))], 3);
    expect(Object.keys(files).filter((name) => name.startsWith('xl/worksheets/'))).toHaveLength(2);
  });

  test('a text longer than a cell is cut, says so, and is not cut within a letter', async () => {
    const long = '🕊'.repeat(20_000);
    const [, , , text = ''] = cellsIn(
      (await filesOf([sheet('places', rowsWith([long]))]))['xl/worksheets/sheet1.xml'],
    );
    expect(text.length).toBeLessThanOrEqual(32_767);
    expect(text).toMatch(/^(🕊)+ … \[cut here: the whole text has 40000 characters and stands in the CSV\]$/u);
    const just = 'x'.repeat(32_767);
    expect(
      cellsIn((await filesOf([sheet('places', rowsWith([just]))]))['xl/worksheets/sheet1.xml'])[3] === just,
    ).toBe(true);
  });

  test('names of sheets are no longer than 31 letters, differ, and are none that Excel keeps for itself', async () => {
    const sheets = ['a'.repeat(40), 'a'.repeat(41), 'History', 'About', 'with/slash'].map((name) =>
      sheet(name, []),
    );
    const xml = (await filesOf(sheets))['xl/workbook.xml'] ?? '';
    expect([...xml.matchAll(/sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'a'.repeat(31),
      `${'a'.repeat(27)} (2)`,
      'History (2)',
      'About',
      'with-slash',
      'about (2)',
    ]);
  });
});

test('what looks like the notation for a control character is written so that it is read as it stands', async () => {
  const [, , , text] = cellsIn(
    (await filesOf([sheet('places', rowsWith(['_x000D_ _x00zz_ snake_case_x']))]))[
      'xl/worksheets/sheet1.xml'
    ],
  );
  expect(text).toBe('_x005F_x000D_ _x00zz_ snake_case_x');
});

test('whoever stops reading ends the reading of the rows', async () => {
  let isEnded = false;
  async function* endless() {
    try {
      for (;;) yield rowsWith(['a']);
    } finally {
      isEnded = true;
    }
  }
  const source = { name: 'places', load: async () => tableOf(columns, endless()).sheet() };
  for await (const { name, pieces } of workbookFiles([source], facts)) {
    if (!name.startsWith('xl/worksheets/')) continue;
    for await (const _piece of pieces) break;
    break;
  }
  expect(isEnded).toBe(true);
});

test('a sheet that is read as a page keeps its first columns in sight and breaks its texts into lines', async () => {
  const table = tableOf(columns, [rowsWith(['a'])], { sheet: { columns, firstColumns: 2 } });
  const xml = (await filesOf([{ name: 'places', load: async () => table.sheet() }]))[
    'xl/worksheets/sheet1.xml'
  ];
  expect(xml).toContain(
    '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>',
  );
  expect(xml).toContain('<row r="2"><c r="A2" s="5"><v>1</v></c><c r="C2" s="4" t="inlineStr">');
  expect(xml).toContain(
    '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  );
});

test('a row of a sheet that is read as a page is as high as its longest text, and no higher than rows may be', async () => {
  const texts = ['short', 'x'.repeat(70), 'a\nb\nc', 'x'.repeat(9_000)];
  const table = tableOf(columns, [rowsWith(texts)], { sheet: { columns, firstColumns: 2 } });
  const xml = (await filesOf([{ name: 'places', load: async () => table.sheet() }]))[
    'xl/worksheets/sheet1.xml'
  ];
  expect([...(xml ?? '').matchAll(/<row r="\d+"([^>]*)>/g)].map(([, height]) => height)).toEqual([
    '',
    '',
    ' ht="30"',
    ' ht="45"',
    ' ht="409"',
  ]);
});

test('a sheet has the tints of its texts, and what they mean behind all other sheets', async () => {
  const tones = new Map([
    ['Demands', 'for-2'],
    ['Not yet assessed', 'nothing'],
  ]);
  const toneOf = (text: string) => tones.get(text);
  const tinted = columns.map((column) => ({ ...column, toneOf }));
  async function* meanings() {
    yield [['Demands', 'puts it forward']];
  }
  const legend = () => ({
    columns: [
      { name: 'Position', kind: 'text', toneOf } as const,
      { name: 'Meaning', kind: 'text' } as const,
    ],
    rows: meanings(),
    firstColumns: 1,
  });
  const table = tableOf(columns, [rowsWith(['Demands', 'Not yet assessed', 'else'])], {
    sheet: { columns: tinted, firstColumns: 0, legend },
  });
  const files = await filesOf([{ name: 'matrix', load: async () => table.sheet() }, sheet('places', [])]);
  const names = [...(files['xl/workbook.xml'] ?? '').matchAll(/sheet name="([^"]+)"/g)];
  expect(names.map(([, name]) => name)).toEqual(['matrix', 'places', 'legend', 'about']);
  const formatsIn = (name: string) =>
    [...(files[name] ?? '').matchAll(/<c r="(\w+)" s="(\d+)" t/g)].map(
      ([, cell, format]) => `${cell} ${format}`,
    );
  expect(formatsIn('xl/worksheets/sheet1.xml').slice(3)).toEqual(['C2 7', 'C3 15', 'C4 4']);
  expect(formatsIn('xl/worksheets/sheet3.xml').slice(2)).toEqual(['A2 7', 'B2 4']);
});

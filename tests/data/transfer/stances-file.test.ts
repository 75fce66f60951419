import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStancesFile } from '../../../src/data/transfer/stances-file.js';
import { cleanText } from '../../../src/domain/text.js';
import { csvHeader, csvLines } from '../../../src/outputs/tables/csv.js';

const header = 'party_slug,demand_slug,position,effective_date,source_outlet,source_title,summary,mine';
const read = (text: string) => readStancesFile(new TextEncoder().encode(text));

test('a row has the line of the file on which it begins, whatever line breaks the fields hold', async () => {
  const file = await read(
    `${header}\r\nru,a,demands,2025,TIME,Title,"one\r\ntwo\r\nthree",x\r\n\r\nua,a,rejects,2025,TIME,Title,four,x\r\n`,
  );
  expect(file.problem).toBeNull();
  expect(file.rows.map(({ line, fields }) => [line, fields.summary])).toEqual([
    [2, 'one\ntwo\nthree'],
    [6, 'four'],
  ]);
});

describe('a file is read as programs write it', () => {
  const plain = `${header}\nru,a,demands,2025,TIME,Title,Größe,x\nua,a,rejects,2025,TIME,Title,"one\ntwo",x\n`;
  const lines = [
    [2, 'Größe'],
    [3, 'one\ntwo'],
  ];
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const utf16 = (text: string, mark: string) => new Uint8Array(Buffer.from(`${mark}${text}`, 'utf16le'));

  test.each<[string, Uint8Array, number]>([
    ['line feeds', bytesOf(plain), 0],
    ['carriage returns alone, as old Macs do', bytesOf(plain.replaceAll('\n', '\r')), 0],
    ['both, in turn', bytesOf(plain.replace('\n', '\r\n')), 0],
    ['no break at the end', bytesOf(plain.slice(0, -1)), 0],
    ['a mark at its beginning', bytesOf(`\ufeff${plain}`), 0],
    ['semicolons', bytesOf(plain.replaceAll(',', ';')), 0],
    ['tabs', bytesOf(plain.replaceAll(',', '\t')), 0],
    ['semicolons, said in a line of its own', bytesOf(`sep=;\r\n${plain.replaceAll(',', ';')}`), 1],
    ['tabs, said so too', bytesOf(`"SEP=\t"\n${plain.replaceAll(',', '\t')}`), 1],
    ['UTF-16 with its mark', utf16(plain, '\ufeff'), 0],
    ['UTF-16 without it', utf16(plain, ''), 0],
    ['rows in which nothing stands', bytesOf(`,,,\n \n${plain},,,,,,,\n`), 2],
    ['empty columns at the end', bytesOf(plain.replaceAll(/mine$|x$/gm, '$&,,')), 0],
    ['capitals and spaces in the first line', bytesOf(plain.replace('party_slug', ' Party Slug ')), 0],
  ])('%s', async (_what, bytes, before) => {
    const file = await readStancesFile(bytes);
    expect([file.problem, file.note, file.ignored]).toEqual([null, null, ['mine']]);
    expect(file.rows.map(({ line, fields }) => [line - before, fields.summary])).toEqual(lines);
    expect(file.rows.map(({ fields }) => fields.party_slug)).toEqual(['ru', 'ua']);
  });

  test('Windows-1252, as Excel saves it in western Europe; three words show whether that is right', async () => {
    const row = 'ru;a;demands;2025;Süddeutsche;Was die Präsidenten für möglich halten;„Größe“ für 5 €;x';
    const text = `${header.replaceAll(',', ';')}\r\n${row}\r\n`;
    const western: Readonly<Record<string, number>> = { '€': 0x80, '„': 0x84, '“': 0x93 };
    const bytes = Uint8Array.from(Array.from(text).map((letter) => western[letter] ?? letter.charCodeAt(0)));
    const file = await readStancesFile(bytes);
    expect(file.rows[0]?.fields).toMatchObject({ source_outlet: 'Süddeutsche', summary: '„Größe“ für 5 €' });
    expect(file.note).toBe(
      'The file is not UTF-8. It was read as Windows-1252: “Süddeutsche”, “Präsidenten”, “für”. If these words are wrong, save it as “CSV UTF-8” and upload that.',
    );
  });

  test('Windows-1251, as Excel saves it where people write Cyrillic', async () => {
    const text = `${header}\nru,a,demands,2025,Дом,Переговоры,Київ,x\n`;
    const special: Readonly<Record<string, number>> = { ї: 0xbf };
    const bytes = Uint8Array.from(
      Array.from(text).map((letter) => {
        const code = letter.charCodeAt(0);
        return code < 0x80 ? code : (special[letter] ?? code - 0x350);
      }),
    );
    const file = await readStancesFile(bytes);
    expect(file.rows[0]?.fields).toMatchObject({ source_title: 'Переговоры', summary: 'Київ' });
    expect(file.note).toContain('read as Windows-1251: “Дом”, “Переговоры”, “Київ”.');
  });

  test('NUL is not a letter', async () => {
    const { rows } = await read(`${header}\nru,a,demands,2025,TIME,Ti\0tle,\0,x\n`);
    expect([rows[0]?.fields.source_title, rows[0]?.fields.summary]).toEqual(['Title', '']);
  });

  test('names have no loose spaces and nothing unseen; texts keep their lines', async () => {
    const { rows } = await read(
      `${header}\nru,a,demands,2025,\u00a0The  Times\u200b,e\u0301,"one \u202etwo\r\n\r\nthree",x\n`,
    );
    expect(rows[0]?.fields).toMatchObject({ source_outlet: 'The Times', source_title: 'é' });
    expect(rows[0]?.fields.summary).toBe('one two\n\nthree');
  });
});

describe('a file of another kind is called what it is', () => {
  const zip = (name: string) => `PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0${name}\xff\xfe`;
  test.each([
    [zip('xl/workbook.xml'), 'The file is an Excel workbook (XLSX), not CSV.'],
    [
      zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      'The file is an OpenDocument spreadsheet (ODS), not CSV.',
    ],
    [zip('stances.csv'), 'The file is a ZIP archive, not CSV.'],
    ['%PDF-1.7\n%\xe2\xe3', 'The file is a PDF, not CSV.'],
    [
      '\xd0\xcf\x11\xe0\xa1\xb1',
      'The file is an old Excel workbook (XLS) or another old Office document, not CSV.',
    ],
    ['<!DOCTYPE html><html>', 'The file is a web page (HTML), not CSV.'],
    ['{"rows":[]}', 'The file is JSON, not CSV.'],
    ['\x89PNG\r\n', 'The file is a picture (PNG), not CSV.'],
  ])('%j', async (text, sentence) => {
    const { problem, rows } = await readStancesFile(new Uint8Array(Buffer.from(text, 'latin1')));
    expect([problem, rows]).toEqual([`${sentence} Save it as “CSV UTF-8” and upload that.`, []]);
  });
});

test.each([
  [header.replace('mine', 'position'), 'The column position stands twice in the first line.'],
  [header.replace('mine', ' POSITION '), 'The column position stands twice in the first line.'],
  [header.replace('mine', 'summary'), 'The column summary stands twice in the first line.'],
  [
    header.replace('position', 'postion'),
    'The first line lacks the column position (is it “postion”?). The columns are those of stances.csv.',
  ],
])('of the first line %s is refused with a sentence', async (first, sentence) => {
  expect((await read(`${first}\nru,a,demands,2025,TIME,Title,,x\n`)).problem).toBe(sentence);
});

test('names are enough, without addresses', async () => {
  const named = header.replace('party_slug', 'party').replace('demand_slug', 'demand');
  const { problem, rows } = await read(`${named}\nRussia,A demand,demands,2025,TIME,Title,,x\n`);
  expect([problem, rows[0]?.fields.party]).toEqual([null, 'Russia']);
});

test('UTF-8 with broken letters is not taken for something else', async () => {
  const bytes = new TextEncoder().encode(`${header}\nru,a,demands,2025,TIME,Название,Київ,x\n`);
  const broken = Uint8Array.from([...bytes.slice(0, -3), 0xd0, ...bytes.slice(-3)]);
  expect((await readStancesFile(broken)).problem).toBe(
    'The file is UTF-8, but letters on line 2 are broken. Save it as “CSV UTF-8” and upload that.',
  );
});

test('any text that our exports guard comes back as it was', async () => {
  const columns = [
    ...['party_slug', 'demand_slug', 'position', 'effective_date', 'source_outlet', 'source_title'].map(
      (name) => ({ name, kind: 'code' as const, description: '', value: () => 'x' }),
    ),
    { name: 'summary', kind: 'text' as const, description: '', value: (text: string) => text },
  ];
  const signs = [
    "'",
    '=',
    '+',
    '-',
    '@',
    '\t',
    '＝',
    '＋',
    '－',
    '＠',
    '\u2212',
    ',',
    ';',
    '"',
    '\n',
    'a',
    ' ',
    'Ж',
  ];
  const texts = fc
    .array(fc.string({ unit: fc.constantFrom(...signs), minLength: 1 }), { minLength: 1 })
    .map((all) => all.map((text) => cleanText(text).trim()));
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const options = { bom: true, raw: false };
      const text = csvHeader(columns, options) + csvLines(columns, all, options);
      const { rows } = await read(text);
      expect(rows.map(({ fields }) => fields.summary)).toEqual(all);
    }),
    { numRuns: 60 },
  );
});

test('columns that nothing is read from are named', async () => {
  expect((await read(`${header}\nru,a,demands,2025,TIME,Title,,x\n`)).ignored).toEqual(['mine']);
});

test('a letter that falls between two pieces of a long file stays whole', async () => {
  const summary = 'Ж'.repeat(40_000);
  const { rows } = await read(`${header}\nru,a,demands,2025,TIME,Title,${summary},x\n`);
  expect(rows[0]?.fields.summary === summary).toBe(true);
});

test('our guard against spreadsheets is taken off, control characters and loose spaces too', async () => {
  const { rows } = await read(`${header}\nru,a,demands,2025,TIME, Title ,"'=1+1\u0007",x\n`);
  expect([rows[0]?.fields.source_title, rows[0]?.fields.summary]).toEqual(['Title', '=1+1']);
});

test('20,000 rows are read, one more is too many', async () => {
  const row = 'ru,a,demands,2025,TIME,Title,,x\n';
  expect((await read(`${header}\n${row.repeat(20_000)}`)).rows.length).toBe(20_000);
  const { problem, rows } = await read(`${header}\n${row.repeat(20_001)}`);
  expect([problem, rows]).toEqual(['The file has more than 20,000 rows. Divide it.', []]);
});

test.each([
  ['commas alone', ','.repeat(5_000_000), 1],
  ['a row of commas', `${header}\n${','.repeat(5_000_000)}`, 2],
  ['a quote that is not closed', `${header}\nru,a,"${'x'.repeat(5_000_000)}`, 2],
])(
  '%s are given up early, whatever the file holds, and others get their turns',
  async (_what, text, line) => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    });
    const { problem } = await read(text);
    clearInterval(timer);
    expect(problem).toBe(
      `The row from line ${line} on is too long for one of stances.csv. Is a quote not closed?`,
    );
    expect(turns).toBeGreaterThan(0);
  },
);

test('a row with every text at its limit is read', async () => {
  const long = `"${'Ж""字'.repeat(20_000)}"`;
  const { problem, rows } = await read(`${header}\n${`ru,a,demands,2025,TIME,Title,${long},x\n`.repeat(40)}`);
  expect([problem, rows.length]).toEqual([null, 40]);
});

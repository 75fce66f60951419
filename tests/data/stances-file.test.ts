import { expect, test } from 'vitest';
import { readStancesFile } from '../../src/data/stances-file.js';

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

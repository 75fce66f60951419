import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/outputs/tables/definitions.js';
import { tableOf } from '../../../src/outputs/tables/table.js';

const columns = columnsOf<number>({ place: ['number', 'Its place', (row) => row] });

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}

async function piecesOf(text: AsyncGenerator<string>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of text) pieces.push(piece);
  return pieces;
}

test('a long batch is written in several pieces, an empty one in none, and together they are the whole file', async () => {
  const batches = [upTo(450), [], [7]];
  const csv = await piecesOf(tableOf(columns, batches).csv({ bom: false, raw: false }));
  expect(csv.map((piece) => piece.split('\r\n').length - 1)).toEqual([1, 100, 100, 100, 100, 50, 1]);
  expect(csv.join('')).toBe(`place\r\n${[...upTo(450), 7].map((row) => `${row}\r\n`).join('')}`);
  const json = await piecesOf(tableOf(columns, batches).json({ title: 'Places' }));
  expect(json).toHaveLength(8);
  const rows = [...upTo(450), 7].map((row) => `{"place":${row}}`);
  expect(json.join('')).toBe(`{"title":"Places","rows":[\n${rows.join(',\n')}\n]}\n`);
});

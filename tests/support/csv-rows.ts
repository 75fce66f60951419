import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { Application } from './application.js';

type Row = Readonly<Record<string, string>>;

/** The rows of a CSV that readers get, by the names of its columns. */
export async function csvRows({ visitor }: Pick<Application, 'visitor'>, path: string): Promise<Row[]> {
  const { status, text } = await visitor().get(path);
  expect(status).toBe(200);
  return parse(text, { columns: true, bom: true });
}

/** Some cells of a row, in this order. */
export function cellsOf(row: Row | undefined, ...names: string[]): (string | undefined)[] {
  return names.map((name) => row?.[name]);
}

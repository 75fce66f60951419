import readSheets from 'read-excel-file/node';
import type { Application } from './application.js';

/** What a cell holds: text, a number, a day; null if it is empty. */
export type CellContents = string | number | boolean | Date | null;

/** The sheets of a workbook in order, with their rows, as a library reads them that has nothing to do with ours. */
export async function sheetsOf(
  bytes: Buffer,
): Promise<{ readonly name: string; readonly rows: readonly (readonly CellContents[])[] }[]> {
  const sheets = await readSheets(bytes, { trim: false });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as CellContents[][] }));
}

export async function workbookAt(application: Application, path: string) {
  const response = await fetch(`${application.address}${path}`);
  return { response, sheets: await sheetsOf(Buffer.from(await response.arrayBuffer())) };
}

/** The rows as a CSV has them: everything as text, days as they are written. */
export function asCsvFields(rows: readonly (readonly CellContents[])[]): string[][] {
  return rows.map((row) =>
    row.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''))),
  );
}

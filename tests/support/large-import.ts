import { expect } from 'vitest';
import { dayOfNumber } from '../../src/domain/when.js';
import type { Visitor } from './visitor.js';

/**
 * A file of stances as Excel writes it where the comma is a decimal sign: semicolons, CRLF, a byte order mark, quotes,
 * line breaks. `cellOf` answers the slugs of the party and the demand of a row.
 */
export function fileOfManyRows(
  rowCount: number,
  cellOf: (index: number) => readonly [party: string, demand: string],
): string {
  const header =
    'party_slug;demand_slug;position;attribution;effective_date;summary;source_outlet;source_title;source_url';
  const positions = ['insists', 'demands', 'favours', 'neutral', 'reluctant', 'rejects'];
  const rows = Array.from({ length: rowCount }, (_, index) =>
    [
      ...cellOf(index),
      positions[index % positions.length],
      'official_document',
      dayOfNumber(20_000 + (index % 300)),
      `"Delegates said ""row ${index}"";\nÜber die Häfen: порты."`,
      'Reuters',
      `Report ${index % 500}`,
      `https://example.org/reports/${index % 500}`,
    ].join(';'),
  );
  return `\uFEFF${[header, ...rows, ''].join('\r\n')}`;
}

/** Uploads a file to a negotiation as a browser does; answers the address of its page. */
export async function uploadImport(
  editor: Visitor,
  negotiation: string,
  contents: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const body = new FormData();
  body.append('csrf', await editor.csrfToken());
  body.append('file', new Blob([contents]), 'archive.csv');
  const headers = { origin: editor.address };
  const { status, location } = await editor.send(`${negotiation}/imports`, { method: 'POST', body, headers });
  expect(status).toBe(303);
  return location as string;
}

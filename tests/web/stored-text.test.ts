import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnRecords, editorsPages, ownPages, publishOwn, readersPages } from '../support/all-pages.js';
import { type Application, startApplication } from '../support/application.js';
import { htmlFindings } from '../support/page-checks.js';
import { spoilTexts, unprintableShape } from '../support/unprintable.js';
import { filesOfZip } from '../support/zip.js';
import type { Visitor } from '../support/visitor.js';

let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
  await actOnRecords(application, admin);
  await publishOwn(application, admin);
  spoilTexts(application.file);
});

afterAll(() => application.stop());

/** Throws if it is not XML 1.0. */
function parseXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

/** In pictures, as on pages, our own isolates may stand around a text. */
function withoutOurs(path: string, text: string): string {
  return /\.svg(\?|$)/.test(path) ? text.replace(/[\u2068\u2069]/g, '') : text;
}

function parseAs(type: string, text: string): void {
  if (/xml/.test(type)) parseXml(text);
  if (/json/.test(type)) JSON.parse(text);
  if (/csv/.test(type) && !/json/.test(type)) parse(text, { columns: true, record_delimiter: '\r\n' });
}

/** The paths of the files that a page links to: tables, their metadata, feeds, the sitemap. */
function filesIn(html: string): string[] {
  const paths = [...html.matchAll(/href="([^"]+)"/g)].map(([, path]) =>
    (path as string).replaceAll('&amp;', '&').replace(application.address, ''),
  );
  return paths.filter(
    (path) => !path.startsWith('/assets/') && /^\/[^?]*\.(csv|json|atom|xml|svg)(\?|$)/.test(path),
  );
}

describe('text that was stored although it may not be printed', () => {
  const files = new Set<string>(['/sitemap.xml', '/negotiations/russia-ukraine/stances.csv?raw=1']);

  const pages = [readersPages, editorsPages, ownPages].flatMap((each) => Object.entries(each));

  test.each(pages)('is on no page: %s', async (_, path) => {
    const { status, text } = await admin.open(path);
    expect([200, 400, 404]).toContain(status);
    // Our own isolates may stand around a text.
    expect(unprintableShape.exec(text.replace(/[\u2068\u2069]/g, ''))).toBeNull();
    for (const file of filesIn(text)) files.add(file);
  });

  test('is in no feed and no table, and each can be read', async () => {
    expect(files.size).toBeGreaterThan(30);
    const types = new Set<string>();
    for (const path of files) {
      const { status, headers, text } = await admin.get(path);
      const type = (headers.get('content-type') ?? '').split(';')[0] as string;
      types.add(type);
      expect([
        path,
        status,
        /record-chain\/\d/.test(path) ? null : unprintableShape.exec(withoutOurs(path, text)),
      ]).toEqual([path, 200, null]);
      expect(() => parseAs(type, text), path).not.toThrow();
    }
    expect([...types].sort()).toEqual([
      'application/atom+xml',
      'application/csvm+json',
      'application/json',
      'application/vnd.datapackage+json',
      'application/xml',
      'image/svg+xml',
      'text/csv',
    ]);
  });

  test('is in no workbook, whose parts are XML', async () => {
    for (const path of ['tables.xlsx', 'matrix.xlsx']) {
      const response = await fetch(`${application.address}/negotiations/russia-ukraine/${path}`);
      const parts = Object.entries(await filesOfZip(Buffer.from(await response.arrayBuffer())));
      expect(parts.length).toBeGreaterThan(7);
      for (const [name, text] of parts) {
        expect([name, unprintableShape.exec(text)]).toEqual([name, null]);
        expect(() => parseXml(text), name).not.toThrow();
      }
    }
  });

  test('is in no table of the database of all tables, nor beside it', async () => {
    const response = await fetch(`${application.address}/negotiations/russia-ukraine/data.db`);
    const database = new Sqlite(Buffer.from(await response.arrayBuffer()));
    const tables = database
      .prepare<[], { name: string; sql: string }>('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL')
      .all();
    expect(tables.length).toBeGreaterThan(20);
    for (const { name, sql } of tables) {
      const rows = database.prepare(`SELECT * FROM "${name}"`).all();
      expect([name, unprintableShape.exec(`${sql} ${JSON.stringify(rows)}`)]).toEqual([name, null]);
    }
  });

  test('is in no file of the ZIP of all tables, and each can be read', async () => {
    const response = await fetch(`${application.address}/negotiations/russia-ukraine/tables.zip`);
    const zipped = Object.entries(await filesOfZip(Buffer.from(await response.arrayBuffer())));
    expect(zipped.length).toBeGreaterThan(10);
    for (const [name, text] of zipped) {
      expect([name, unprintableShape.exec(text)]).toEqual([name, null]);
      expect(() => parseAs(name, text), name).not.toThrow();
    }
  });

  test.each([
    readersPages.matrix,
    readersPages['position corrected'],
    readersPages['entry of the record chain'],
    readersPages.search,
    editorsPages.correct,
    ownPages.reservations,
    ownPages.question,
    ownPages['past demand'],
    ownPages['clarified update'],
  ])('leaves valid HTML: %s', async (path) => {
    expect(await htmlFindings((await admin.open(path)).text)).toEqual([]);
  });
});

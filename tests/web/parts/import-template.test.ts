import { afterAll, beforeAll, expect, test } from 'vitest';
import { importColumns } from '../../../src/domain/imports/import-columns.js';
import { type Application, startApplication } from '../../support/application.js';
import { uploadImport } from '../../support/large-import.js';
import type { Answer, Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterAll(() => application.stop());

const plain = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('the template has the columns of an import for everybody, and is linked from the import and the data', async () => {
  const { status, text, headers } = await application.visitor().get(`${talks}/imports/template.csv`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
  expect(text).toBe(`${importColumns.map(({ name }) => name).join(',')}\r\n`);
  const link = `${talks}/imports/template.csv?bom=1`;
  expect((await admin.get(`${talks}/imports`)).text).toContain(link);
  const data = await application.visitor().get(`${talks}/data`);
  expect(data.text).toContain(link);
  expect(plain(data)).toContain('position What the stance is, by its value or its label always');
});

test('the template filled in is an import', async () => {
  const { text } = await application.visitor().get(`${talks}/imports/template.csv?bom=1`);
  const given: Record<string, string> = {
    ...{ party: 'Ukraine', demand_slug: 'crimea', position: 'Rejects', attribution: 'Official document' },
    ...{ effective_date: '2025-08-20', source_outlet: 'Reuters', source_title: 'Kyiv' },
  };
  const row = importColumns.map(({ name }) => given[name] ?? '').join(',');
  const path = await uploadImport(admin, talks, `${text}${row}\r\n`);
  expect(plain(await admin.get(path))).toContain('1 row: 1 fine, 0 left out, 0 wrong.');
});

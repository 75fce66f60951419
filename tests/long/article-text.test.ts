import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { type Ids, idsOf, soundUpdate } from '../support/update-form.js';
import type { Fields, Visitor } from '../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Words that stand nowhere but in the text of the article, one for the pages of it that are kept in a row and beside it. */
const [first, middle, last] = ['Vorwort-7f3a', 'Mittelteil-91bc', 'Nachwort-c24e'] as const;
const filling = 'And so the article goes on for a while. ';
const article = `${first} ${filling.repeat(400)} ${middle} ${filling.repeat(400)} ${last}`;
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication({ isServer: true });
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const send = (fields: Fields) => editor.post(`${talks}/updates`, fields);
const wordsIn = (bytes: Buffer) => [first, middle, last].filter((word) => bytes.includes(word));

/** The words of the text that stand in the file of the database, or in its write-ahead log. */
const wordsKept = () => [
  ...wordsIn(readFileSync(application.file)),
  ...wordsIn(readFileSync(`${application.file}-wal`)),
];

const isGone = () => vi.waitFor(() => expect(wordsKept()).toEqual([]), { timeout: 20_000, interval: 100 });

function command(name: string, ...given: string[]): string {
  const path = fileURLToPath(new URL(`../../dist/cli/${name}.js`, import.meta.url));
  const env = { ...process.env, DATABASE_URL: application.url };
  return execFileSync(process.execPath, [path, ...given], { env, encoding: 'utf8' }).trim();
}

/** Saves the form as an editor does who goes on typing; the text is then in the database. */
async function typed(): Promise<Fields> {
  const fields = soundUpdate(ids, { articleText: article, 'stances.0.quote': 'goes on for a while' });
  await send({ ...fields, do: 'save' });
  await send({ ...fields, do: 'save', revision: '1', articleText: `${article} More.` });
  expect(new Set(wordsKept())).toEqual(new Set([first, middle, last]));
  return { ...fields, revision: '2' };
}

test('nothing of the text is left in the file or its log once the update is published', async () => {
  const fields = await typed();
  expect((await send(fields)).status).toBe(303);
  await isGone();
  expect(statSync(`${application.file}-wal`).size).toBe(0);
});

test.each([
  ['a short text, which stands in the row itself', `${first} ${filling.repeat(5)}`],
  ['a text in many scripts', `${first} ${'Так сказав Президент. '.repeat(900)} ${middle}`],
])('the same of %s', async (_which, articleText) => {
  const fields = soundUpdate(ids, { articleText });
  await send({ ...fields, do: 'save' });
  expect(wordsKept()).toContain(first);
  expect((await send({ ...fields, revision: '1' })).status).toBe(303);
  await isGone();
});

test('nor once the draft is discarded, or its box emptied', async () => {
  const fields = await typed();
  expect((await send({ ...fields, do: 'discard' })).status).toBe(303);
  await isGone();
  const other = await typed();
  await send({ ...other, do: 'save', articleText: '' });
  await isGone();
});

test('it goes from the log while somebody reads in it, as soon as they are done', async () => {
  const fields = await typed();
  const reader = new Sqlite(application.file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM drafts').get();
  expect((await send(fields)).status).toBe(303);
  const { status } = await editor.get(talks);
  expect(status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(wordsKept()).not.toEqual([]);
  reader.exec('COMMIT');
  reader.close();
  await isGone();
});

test('while it waits it is in no backup and in no full export, and never in the log of the server', async () => {
  await typed();
  const backup = command('backup');
  expect(dirname(backup)).toBe(join(dirname(application.file), 'backups'));
  expect(wordsIn(readFileSync(backup))).toEqual([]);
  const copy = new Sqlite(backup, { readonly: true });
  expect(copy.prepare('SELECT count(*) FROM article_texts').pluck().get()).toBe(0);
  expect(copy.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(1);
  copy.close();
  expect(wordsIn(Buffer.from(command('tracker', 'export')))).toEqual([]);
  expect(wordsIn(Buffer.from(application.log.join('')))).toEqual([]);
  const audit = JSON.stringify(await application.database.read.auditEntry.findMany());
  expect(wordsIn(Buffer.from(audit))).toEqual([]);
  for (const table of ['stances', 'positions', 'sources', 'corrections'])
    expect(wordsIn(Buffer.from((await editor.get(`${talks}/${table}.csv`)).text))).toEqual([]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const closed = 'Closed: it takes no new updates, and keeps what it has.';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

async function close(path: string): Promise<void> {
  expect((await admin.post(`${talks}/${path}`, {})).status).toBe(303);
}

const plain = (html: string) => unescaped(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

async function textOf(path: string, who: Visitor = application.visitor()): Promise<string> {
  const { status, text } = await who.get(path);
  expect([path, status]).toEqual([path, 200]);
  return plain(text);
}

test('the column of a closed party says in its head when it was closed, where it is asked for', async () => {
  await close('parties/united-kingdom/close');
  const head = async (path: string) =>
    /<thead>([\s\S]*?)<\/thead>/.exec((await application.visitor().get(path)).text)?.[1] ?? '';
  const { sequence } = await application.database.read.closing.findFirstOrThrow();
  expect(plain(await head(`${talks}?closed=1`))).toContain(
    `United Kingdom Backer Closed on 21 August 2025 entry ${sequence}`,
  );
  expect(await head(`${talks}?closed=1&known_at=2025-08-20T23:59:59Z`)).not.toContain('Closed');
});

test('a closed topic says so in the matrix of now, and in no permalink', async () => {
  await close('topics/nato/close');
  expect(await textOf(talks)).toContain('NATO Closed');
  expect(await textOf(`${talks}?as_of=2025-08-21`)).not.toContain('NATO Closed');
});

test('readers see at once that a negotiation is closed, and an editor is offered no update on it', async () => {
  const editor = await application.signedIn('editor');
  expect(await textOf(`${talks}/updates`, editor)).toContain('Log an update');
  expect(await textOf(`${talks}/positions/russia/crimea`, editor)).toContain('Reaffirm');
  await close('close');
  for (const path of [talks, `${talks}/updates`, '/']) expect(await textOf(path)).toContain(closed);
  expect(await textOf(`${talks}?as_of=2025-08-21`)).not.toContain(closed);
  for (const path of ['updates', 'positions/russia/crimea', 'work-list']) {
    const text = await textOf(`${talks}/${path}`, editor);
    expect([path, text.match(/Log an update|Reaffirm\b/)]).toEqual([path, null]);
  }
});

test('on a cell whose party or demand is closed nothing is offered that takes a new stance', async () => {
  const editor = await application.signedIn('editor');
  await close('demands/crimea/close');
  const text = await textOf(`${talks}/positions/russia/crimea`, editor);
  expect(text).not.toMatch(/Reaffirm\b/);
  for (const offered of ['Corroborate', 'Correct', 'Retract']) expect(text).toContain(offered);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const position = `${talks}/positions/ukraine/crimea`;
const text = 'Call the press office: the wording may change on Friday.';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

const write = (note: string, who = editor) => who.post(`${position}/notes`, { note });

test('a note stands on the position for everybody who is signed in, with who wrote it and when', async () => {
  const { status, location } = await write(text);
  expect({ status, location }).toEqual({ status: 303, location: `${position}#notes` });
  for (const role of ['contributor', 'editor', 'admin'] as const) {
    const page = (await (await application.signedIn(role)).get(position)).text;
    expect(page).toContain(text);
    expect(page).toMatch(/editor-\d+, 21 August 2025, 09:00 UTC/);
  }
  expect((await (await application.signedIn('contributor')).get(position)).text).not.toContain(
    'Write the note',
  );
});

test('readers get no trace of a note: not on the page, in exports, feeds, search or embeds', async () => {
  const paths = [
    position,
    `/embed${position}`,
    `${position}.csv`,
    `${talks}/positions.csv`,
    `${talks}/stances.csv`,
    `${talks}.atom`,
    `${talks}/search?q=press+office`,
  ];
  const read = async () =>
    Promise.all(paths.map(async (path) => (await application.visitor().get(path)).text));
  await write(text);
  for (const page of await read()) {
    expect(page).not.toContain('Call the press office');
    expect(page).not.toContain('Notes of the desk');
  }
});

test('the audit says that a note was written, and holds no copy', async () => {
  await write(text);
  const page = (await editor.get('/audit')).text;
  expect(page).toContain('wrote a note on Ukraine on “Ukraine accepts Russian control of Crimea”');
  const audit = JSON.stringify(await application.database.read.auditEntry.findMany());
  expect(audit).not.toContain('press office');
});

test.each([
  ['', 'Write the note first.'],
  ['x'.repeat(2001), 'At most 2,000 characters; this has 2,001.'],
])('%#: a note is refused with a sentence, and comes back as it was typed', async (note, sentence) => {
  const page = await write(note);
  expect(page.status).toBe(422);
  expect(errorAt(page, 'note')).toBe(sentence);
  expect(fieldIn(page, 'note')).toBe(note);
});

test('its author or an admin withdraws it; nothing is deleted', async () => {
  await write(text);
  await write('A second note.');
  const other = await application.signedIn('editor');
  expect((await other.post(`${talks}/notes/1/withdraw`, {})).status).toBe(403);
  expect((await editor.post(`${talks}/notes/1/withdraw`, {})).location).toBe(`${position}#notes`);
  const admin = await application.signedIn('admin');
  expect((await admin.post(`${talks}/notes/2/withdraw`, {})).status).toBe(303);
  expect((await admin.post(`${talks}/notes/2/withdraw`, {})).status).toBe(404);
  const page = (await editor.get(position)).text;
  expect(page).not.toContain('press office');
  expect(page).toContain('None. Readers never see these.');
  expect(await application.database.read.cellNote.count()).toBe(2);
});

test('a cell that is not there takes none', async () => {
  expect((await editor.post(`${talks}/positions/atlantis/crimea/notes`, { note: 'x' })).status).toBe(404);
});

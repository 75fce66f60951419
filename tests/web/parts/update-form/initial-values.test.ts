import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { fieldIn, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

/** Where the page of an update leads to log more from its sources; null for nowhere. */
async function moreFrom(update: number, who: Visitor, query = ''): Promise<string | null> {
  const { text } = await who.get(`${talks}/updates/${update}${query}`);
  const [, path] = /href="([^"]+)">(?:Log|Propose) more from these sources</.exec(text) ?? [];
  return path === undefined ? null : unescaped(path);
}

test('a new update begins with the sources of one that is published; a contributor proposes it', async () => {
  const editor = await application.signedIn('editor');
  const second = { 'sources.1.outlet': 'Interfax', 'sources.1.title': 'Kyiv answers' };
  await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), second));
  const sources = await application.database.read.source.findMany({ orderBy: { id: 'desc' }, take: 2 });
  const newest = sources.map(({ id }) => String(id)).reverse();
  for (const [role, form] of [
    ['editor', 'updates/new'],
    ['contributor', 'proposals/new'],
  ] as const) {
    const who = await application.signedIn(role);
    const path = await moreFrom(6, who);
    expect(path).toBe(`${talks}/${form}?sources=6`);
    const page = await who.open(path as string);
    expect([fieldIn(page, 'sources.0.id'), fieldIn(page, 'sources.1.id')]).toEqual(newest);
    expect(fieldIn(page, 'stances.0.citations.0.source')).toBe('0');
    expect(fieldIn(page, 'headline')).toBe('');
  }
});

test('readers are not offered it, nor anybody at another time; an update that there is not is not found', async () => {
  const editor = await application.signedIn('editor');
  expect(await moreFrom(5, editor)).not.toBeNull();
  expect(await moreFrom(5, application.visitor())).toBeNull();
  expect(await moreFrom(1, editor, '?as_of=2025-08-18')).toBeNull();
  expect((await editor.open(`${talks}/updates/new?sources=99`)).status).toBe(404);
  expect((await editor.open(`${talks}/updates/new?sources=first`)).status).toBe(404);
});

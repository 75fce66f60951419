import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/updates/new`;
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

const send = (fields: Fields) => editor.post(`${talks}/updates`, fields);

test('the desk leads an editor to the work list and the recent changes', async () => {
  const { text } = await editor.get('/desk');
  expect(text).toContain(`href="${talks}/work-list">Work list</a>`);
  expect(text).toContain(`href="${talks}/recent-changes">Recent changes</a>`);
  expect((await (await application.signedIn('contributor')).get('/desk')).text).not.toContain('Work list');
});

test('the desk leads an editor to briefings and reservations, also before there is any', async () => {
  const { text } = await editor.get('/desk');
  expect(text).toContain(`href="${talks}/briefings">Briefings</a>`);
  expect(text).toContain(`href="${talks}/reservations">Reservations</a>`);
  expect((await (await application.signedIn('contributor')).get('/desk')).text).not.toContain('Briefings');
});

test('the desk lists the drafts that wait, until they are sent off or discarded', async () => {
  const ids = await idsOf(application);
  const [first, second] = [soundUpdate(ids), soundUpdate(ids, { headline: '' })];
  await send({ ...first, do: 'save' });
  await send({ ...second, do: 'save' });
  const desk = (await editor.get('/desk')).text;
  expect(desk).toContain(`${form}?draft=${String(first.key)}">Kyiv repeats its answer on Crimea</a>`);
  expect(desk).toContain(`${form}?draft=${String(second.key)}">Without a headline</a>`);
  expect((await send(first)).status).toBe(303);
  const discarded = `/drafts?discarded=${String(second.key)}`;
  expect((await send({ ...second, do: 'discard' })).location).toBe(discarded);
  expect((await editor.get('/desk')).text).not.toContain('?draft=');
});

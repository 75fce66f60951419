import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

async function newDemand(by: Visitor, proposition: string): Promise<string> {
  const { id: topic } = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
  const ids = await idsOf(application);
  const fields = {
    ...{ proposition, slug: '', topic: String(topic), order: '90', otherAddressees: '' },
    ...{ raisers: ids.party('ukraine'), addressees: ids.party('russia') },
  };
  expect((await by.post(`${talks}/demands`, fields)).status).toBe(303);
  const { slug } = await application.database.read.demand.findFirstOrThrow({ where: { proposition } });
  return slug;
}

/** The rest of the form as it was given, with another proposition. */
async function reword(by: Visitor, slug: string, proposition: string) {
  const path = `${talks}/demands/${slug}/edit`;
  const form = await by.get(path);
  if (form.status !== 200) return form;
  const { id: topic } = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
  const ids = await idsOf(application);
  const seen = /name="seen" value="([^"]+)"/.exec(form.text)?.[1] as string;
  return by.post(path, {
    ...{ seen, proposition, slug, topic: String(topic), order: '90', otherAddressees: '' },
    ...{ raisers: ids.party('ukraine'), addressees: ids.party('russia') },
  });
}

const refusal =
  'An editor may change a demand that they have made themselves, until the first stance that names it. Ask an admin to change this one.';

test('an editor creates a demand and changes it until its first stance, and an admin afterwards', async () => {
  const slug = await newDemand(editor, 'Ukraine joins no alliance');
  expect((await reword(editor, slug, 'Ukraine joins no military alliance')).status).toBe(303);

  const colleague = await application.signedIn('editor');
  const refused = await reword(colleague, slug, 'Ukraine joins nothing');
  expect([refused.status, unescaped(refused.text).includes(refusal)]).toEqual([403, true]);

  const ids = await idsOf(application);
  const fields = soundUpdate(ids, { 'stances.0.demand': ids.demand(slug) });
  expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  expect((await reword(editor, slug, 'Ukraine joins nothing')).status).toBe(403);
  const admin = await application.signedIn('admin');
  expect((await admin.get(`${talks}/demands/${slug}/edit`)).status).toBe(200);
});

test('a contributor is told to ask an admin, who may change any, and of what all editors change an editor too', async () => {
  const contributor = await application.signedIn('contributor');
  const asked = async (path: string) =>
    /Your role does not include this\. Ask [^.]*\./.exec(
      (await contributor.get(`${talks}/${path}`)).text,
    )?.[0];
  const { id } = await application.database.read.event.findFirstOrThrow();
  expect(await asked('demands/crimea/edit')).toBe('Your role does not include this. Ask an admin.');
  expect(await asked(`events/${id}/edit`)).toBe(
    'Your role does not include this. Ask an editor or an admin.',
  );
});

test('the list offers an editor only what they may do, and says so', async () => {
  const slug = await newDemand(editor, 'Ukraine joins no alliance');
  const { text } = await editor.get(`${talks}/demands`);
  const offered = [...text.matchAll(/href="([^"]+demands\/[^"]*(?:edit|close|new))"/g)].map(([, url]) => url);
  expect(offered).toEqual([`${talks}/demands/new`, `${talks}/demands/${slug}/edit`]);
  expect(text).toContain(
    'You may change a demand that you have made until its first stance; an admin changes, orders and closes all.',
  );
  expect((await editor.get(`${talks}/demands/${slug}/close`)).status).toBe(403);
  expect((await editor.post(`${talks}/demands/${slug}/close`, {})).status).toBe(403);
});

test('whoever brings a party from another negotiation has not made it', async () => {
  const admin = await application.signedIn('admin');
  const grain = { name: 'Grain talks', slug: 'grain', description: '' };
  expect((await admin.post('/negotiations', grain)).status).toBe(303);
  const { id } = await application.database.read.party.findFirstOrThrow({
    where: { slug: 'united-kingdom' },
  });
  const joined = { existing: String(id), role: 'observer', order: '1' };
  expect((await editor.post('/negotiations/grain/parties', joined)).status).toBe(303);
  expect((await editor.get('/negotiations/grain/parties/united-kingdom/edit')).status).toBe(403);
});

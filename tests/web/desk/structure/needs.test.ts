import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { fieldIn, idsOf } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const demand = `${talks}/demands/sanctions-relief`;
let application: Application;
let editor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterEach(() => application.stop());

/** The text of a piece of a page, as a person reads it. */
function plainText(html: string): string {
  return unescaped(html.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The ids of parties, as a form has them. */
async function partyIds(...slugs: string[]): Promise<string[]> {
  const ids = await idsOf(application);
  return slugs.map((slug) => ids.party(slug));
}

async function needs(of: Visitor = application.visitor()): Promise<string> {
  const { text } = await of.get(demand);
  return plainText(/<dt>Needs<\/dt><dd>([\s\S]*?)<\/dd>/.exec(text)?.[1] ?? '');
}

test('an editor changes what a demand needs also after its first stance, and its page says how', async () => {
  expect(await needs()).toBe('Russia Ukraine United States European Union United Kingdom');
  const page = await editor.get(demand);
  expect(page.text).toContain(`href="${demand}/needs"`);
  expect((await application.visitor().get(demand)).text).not.toContain(`${demand}/needs`);

  const form = await editor.get(`${demand}/needs`);
  const seen = fieldIn(form, 'seen') as string;
  const sent = { needs: await partyIds('russia', 'united-states', 'european-union', 'united-kingdom'), seen };
  const saved = await editor.post(`${demand}/needs`, sent);
  expect([saved.status, saved.location]).toEqual([303, demand]);
  expect(await needs()).toBe('Russia United States European Union United Kingdom (left out: Ukraine)');

  const last = await application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(last.action).toBe('change_needs');
});

test('what somebody else has changed meanwhile is shown at the field and replaced only if it is sent again', async () => {
  const seen = fieldIn(await editor.get(`${demand}/needs`), 'seen') as string;
  const colleague = await application.signedIn('editor');
  const theirs = { needs: await partyIds('russia', 'united-states'), seen };
  expect((await colleague.post(`${demand}/needs`, theirs)).status).toBe(303);
  const mine = { needs: await partyIds('russia', 'ukraine'), seen };
  const refused = await editor.post(`${demand}/needs`, mine);
  expect(refused.status).toBe(409);
  expect(plainText(refused.text)).toContain('Stands now: Russia, United States');
  const again = { ...mine, seen: fieldIn(refused, 'seen') as string };
  expect((await editor.post(`${demand}/needs`, again)).status).toBe(303);
  expect(await needs()).toBe('Russia Ukraine (left out: United States, European Union, United Kingdom)');
});

test('a party that is not of the negotiation is refused at the field', async () => {
  const seen = fieldIn(await editor.get(`${demand}/needs`), 'seen') as string;
  const refused = await editor.post(`${demand}/needs`, { needs: ['999'], seen });
  expect(refused.status).toBe(422);
  expect(plainText(refused.text)).toContain('Choose parties of this negotiation.');
});

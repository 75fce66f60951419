import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import type { Answer, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

const state = () => application.database.stateNumber();
const headingOf = ({ text }: Answer) => unescaped(/<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? '');

/** Sends the one form of the page, as its button does. */
function confirm({ text }: Answer): Promise<Answer> {
  const form = /<form class="form" method="post" action="([^"]*)">([\s\S]*?)<\/form>/.exec(text);
  if (!form) throw new Error('The page asks nothing.');
  const fields = [...(form[2] as string).matchAll(/name="(?!csrf)([^"]*)" value="([^"]*)"/g)];
  return admin.post(
    form[1] as string,
    Object.fromEntries(fields.map(([, name, value]) => [name as string, unescaped(value as string)])),
  );
}

async function person(): Promise<{ id: number; signInName: string }> {
  await application.signedIn('editor');
  return application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

/** What is to be confirmed, the page with its link, its address, and the question. */
const questions: Readonly<Record<string, () => Promise<readonly [string, string, string]>>> = {
  'closing a topic': () =>
    Promise.resolve([`${talks}/topics`, `${talks}/topics/nato/close`, 'Close the topic “NATO”?']),
  'closing a demand': () =>
    Promise.resolve([
      `${talks}/demands`,
      `${talks}/demands/crimea/close`,
      'Close the demand “Ukraine accepts Russian control of Crimea”?',
    ]),
  'closing a negotiation': () =>
    Promise.resolve(['/desk', `${talks}/close`, 'Close “Russia–Ukraine ceasefire talks”?']),
  'hiding a negotiation': () =>
    Promise.resolve(['/desk', `${talks}/hide`, 'Hide “Russia–Ukraine ceasefire talks”?']),
  'showing a negotiation': async () => {
    await admin.post(`${talks}/hide`, {});
    return ['/desk', `${talks}/show`, 'Show “Russia–Ukraine ceasefire talks”?'];
  },
  'deactivating a person': async () => {
    const { id, signInName } = await person();
    return ['/people', `/people/${id}/deactivate`, `Deactivate ${signInName}?`];
  },
  'changing a role': async () => {
    const { id, signInName } = await person();
    return ['/people', `/people/${id}/role?role=admin`, `Make ${signInName} an admin?`];
  },
  'withdrawing an invitation': async () => {
    await admin.post('/people/invitations', { role: 'editor' });
    return ['/people', '/people/invitations/1/revoke', 'Withdraw the invitation?'];
  },
  'withdrawing a note': async () => {
    await admin.post(`${talks}/positions/ukraine/crimea/notes`, { note: 'Ask again tomorrow.' });
    return [`${talks}/positions/ukraine/crimea`, `${talks}/notes/1/withdraw`, 'Withdraw this note?'];
  },
};

test.each(Object.entries(questions))('%s is confirmed once, and then done', async (_name, open) => {
  const [list, path, question] = await open();
  const page = await admin.get(list);
  expect(page.text).toContain(path.split('?')[0]);
  expect(page.text).not.toContain(`method="post" action="${path.split('?')[0]}"`);
  const before = await state();
  const asked = await admin.get(path);
  expect([asked.status, headingOf(asked)]).toEqual([200, question]);
  expect(await state()).toBe(before);
  expect((await confirm(asked)).status).toBe(303);
  expect(await state()).toBeGreaterThan(before);
});

test('giving somebody the role that they have needs no confirmation', async () => {
  const { id } = await person();
  expect((await admin.get(`/people/${id}/role?role=editor`)).location).toBe(`/people#person-${id}`);
  expect((await admin.get(`/people/${id}/role?role=emperor`)).location).toBe(`/people#person-${id}`);
  expect((await admin.get('/people/999/role?role=admin')).status).toBe(404);
});

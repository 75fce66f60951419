import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';

const retract = '/negotiations/russia-ukraine/records/25/retract';
const reason = 'The report was withdrawn by its outlet.';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

test('whoever signs in again can send what was typed as it is', async () => {
  const person = await application.signedIn('editor');
  const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  application.time.now = new Date('2025-08-22T09:00:00Z');
  const ended = await person.postBare(retract, { csrf: 'old', reason });
  expect(ended.status).toBe(401);
  const hidden = [...ended.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const carried = Object.fromEntries(hidden.map(([, name, value]) => [name as string, value as string]));
  expect(carried).toEqual({
    next: '/desk',
    resumeAt: retract,
    resume: `reason=${reason.replaceAll(' ', '+')}`,
  });
  const wrong = await person.postBare('/sign-in', {
    ...carried,
    signInName,
    password: 'not this one at all',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain(reason);
  const back = await person.postBare('/sign-in', { ...carried, signInName, password: visitorPassword });
  expect(back.status).toBe(200);
  const csrf = /name="csrf" value="([^"]+)"[\s\S]*kept-reason/.exec(back.text)?.[1] as string;
  expect(back.text).toContain(`action="${retract}"`);
  expect((await person.postBare(retract, { csrf, reason })).status).toBe(303);
});

test.each(['//evil.example', 'https://evil.example/', '/\\evil.example'])(
  'a form is sent again to our own paths only, not to %s',
  async (resumeAt) => {
    await application.signedIn('editor');
    const person = application.visitor();
    const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const fields = { signInName, password: visitorPassword, next: '', resumeAt, resume: 'reason=typed' };
    expect((await person.postBare('/sign-in', fields)).location).toBe('/desk');
  },
);

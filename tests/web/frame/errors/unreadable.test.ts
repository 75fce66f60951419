import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { sendRaw } from '../../../support/raw-request.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const type = 'application/x-www-form-urlencoded';

test.each([
  [{ 'content-encoding': 'gzip' }, 400],
  [{ 'content-encoding': 'br' }, 400],
  [{ 'content-encoding': 'compress' }, 415],
  [{ 'content-type': `${type}; charset=no-such` }, 415],
] as const)(
  'a form that cannot be read, sent with %j, is refused with %i and a sentence',
  async (headers, status) => {
    const answer = await sendRaw(application.address, {
      method: 'POST',
      path: '/sign-in',
      headers: { origin: application.address, 'content-type': type, ...headers },
      body: Buffer.from('signInName=editor'),
    });
    expect(answer?.status).toBe(status);
    expect(answer?.text).toContain('The form did not arrive as a browser sends it, so nothing was recorded.');
  },
);

test.each(['[', 'a b', 'host:99999', 'host/path', ''])(
  'pages and feeds answer 200 to a Host header of “%s”',
  async (host) => {
    for (const path of ['/', '/negotiations/russia-ukraine.atom', '/negotiations/russia-ukraine/data']) {
      const answer = await sendRaw(application.address, {
        method: 'GET',
        path,
        headers: { host },
        body: null,
      });
      expect({ path, status: answer?.status }).toEqual({ path, status: 200 });
    }
  },
);

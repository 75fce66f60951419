import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';

let application: Application;
const metricsToken = 'a-token-for-the-numbers';

beforeAll(async () => {
  application = await startApplication({ metricsToken });
});

afterAll(() => application.stop());

test('paths differ by the case of their letters, so that a guard before the server needs to know only one spelling', async () => {
  const admin = await application.signedIn('admin');
  const csrf = await admin.csrfToken();
  const routes = application.routes.filter((name) => /[a-z]/.test(name.replaceAll(/:\w+/g, '')));
  expect(routes.length).toBeGreaterThan(120);
  for (const name of routes) {
    const [method, pattern] = name.split(' ') as [string, string];
    const shouted = pattern.replaceAll(/:\w+|[a-z]+/g, (part) =>
      part.startsWith(':') ? 'x' : part.toUpperCase(),
    );
    const answer =
      method === 'POST' ? await admin.postBare(shouted, { csrf }) : await admin.send(shouted, { method });
    expect([name, shouted, answer.status]).toEqual([name, shouted, 404]);
  }
});

test('the addresses for monitoring have one spelling each', async () => {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const statusOf = async (path: string) => (await application.visitor().send(path, { headers })).status;
  for (const path of ['/metrics', '/healthz', '/readyz']) {
    expect([path, await statusOf(path)]).toEqual([path, 200]);
    for (const other of [`${path}/`, `/${path}`, path.toUpperCase(), `${path}%2f`])
      expect([other, await statusOf(other)]).toEqual([other, 404]);
  }
});

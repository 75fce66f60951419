import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('signing in leads back to where somebody was, unless that address is too long to be passed on', async () => {
  const location = async (path: string) => (await application.visitor().get(path)).location;
  expect(await location('/audit?from=2025-08-14')).toBe('/sign-in?next=%2Faudit%3Ffrom%3D2025-08-14');
  expect(await location(`/audit?person=${'%D0%96'.repeat(2_000)}`)).toBe('/sign-in?next=%2Fdesk');
});

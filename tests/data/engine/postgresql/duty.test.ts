import { expect, onTestFinished, test } from 'vitest';
import { engineOf } from '../../../../src/data/open.js';
import {
  createPostgresqlDatabase,
  dropPostgresqlDatabase,
  testServer,
} from '../../../support/postgresql-databases.js';

test.skipIf(testServer() === '')('a duty is one server’s until it gives it back', async () => {
  const url = await createPostgresqlDatabase();
  onTestFinished(() => dropPostgresqlDatabase(url));
  const { takeDuty } = engineOf(url);
  const giveBack = await takeDuty();
  expect(giveBack).not.toBe(null);
  expect(await takeDuty()).toBe(null);
  giveBack?.();
  await expect
    .poll(async () => {
      const again = await takeDuty();
      again?.();
      return again === null;
    })
    .toBe(false);
});

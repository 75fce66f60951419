import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';

/** Ukraine on cede-territory, 9 August 2025, with a quote. */
const record = 38;

test('a text that is removed by law is nowhere in the file, not even in what it has freed', async () => {
  const application = await startApplication();
  const stance = await application.database.read.stance.findUniqueOrThrow({ where: { sequence: record } });
  const quote = stance.quote as string;
  const admin = await application.signedIn('admin');
  expect(readFileSync(application.file).includes(quote)).toBe(true);
  const removal = { reason: 'Injunction of a court of 3 March 2026.', texts: `stances.${record}.quote` };
  const path = `/negotiations/russia-ukraine/records/${record}/remove`;
  expect((await admin.post(path, removal)).status).toBe(303);
  await application.database.close();
  expect(readFileSync(application.file).includes(quote)).toBe(false);
  await application.stop();
});

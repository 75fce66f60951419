import { expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';
import { versionFields } from '../../../support/update-form.js';

test('whoever proposes a correction has the fields of whoever corrects, filled alike', async () => {
  const application = await startApplication();
  const editor = await application.signedIn('editor');
  const contributor = await application.signedIn('contributor');
  const record = '/negotiations/russia-ukraine/records/53';
  const corrects = versionFields(await editor.get(`${record}/correct`));
  expect(versionFields(await contributor.open(`${record}/propose-correction`))).toEqual(corrects);
  expect(Object.keys(corrects).length).toBeGreaterThan(20);
  await application.stop();
});

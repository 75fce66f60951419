import { expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';

test('a source’s link is printed without what follows readers; its form shows it as it was pasted', async () => {
  const own = await startApplication();
  const admin = await own.signedIn('admin');
  const pasted = 'https://example.org/report?utm_source=letter&id=7';
  await admin.post(`${talks}/updates`, {
    ...soundUpdate(await idsOf(own)),
    'sources.0.url': pasted,
  });
  const visitor = own.visitor();
  for (const path of ['sources', 'sources.csv', 'stances.csv', 'stances.json'])
    expect((await visitor.get(`${talks}/${path}`)).text).toContain('https://example.org/report?id=7');
  for (const path of ['sources', 'sources.csv', 'stances.csv', 'stances.json', 'updates/3'])
    expect((await visitor.get(`${talks}/${path}`)).text).not.toContain('utm_source');
  const [{ url, id } = { url: '', id: 0 }] = await own.database.read.source.findMany({
    where: { url: pasted },
  });
  expect(url).toBe(pasted);
  expect((await admin.get(`${talks}/sources/${id}/edit`)).text).toContain('utm_source=letter');
  await own.stop();
});

import { expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
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

test('a retracted update cites nothing in the lists and figures of sources, until it is restored', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const cited = async () => {
    const visitor = own.visitor();
    const [{ text: page }, { text: csv }, { text: front }, { text: permanent }] = await Promise.all([
      visitor.get(`${talks}/sources`),
      visitor.get(`${talks}/sources.csv`),
      visitor.get('/'),
      visitor.get(`${talks}/sources.csv?as_of=2025-08-21`),
    ]);
    return {
      isListed: page.includes('A report of the day'),
      rows: csv.split('A report of the day').length - 1,
      rowsOnTheDay: permanent.split('A report of the day').length - 1,
      figure: Number(/and (\d+)\s+sources/.exec(front)?.[1]),
    };
  };
  const { figure: before } = await cited();
  const { location } = await editor.post(`${talks}/updates`, {
    ...soundUpdate(await idsOf(own)),
    'sources.0.title': 'A report of the day',
    'sources.0.url': 'https://example.org/of-the-day',
  });
  const standing = { isListed: true, rows: 1, rowsOnTheDay: 1, figure: before + 1 };
  expect(await cited()).toEqual(standing);
  const reason = 'It was published by mistake.';
  expect((await editor.post(`${location}/retract`, { reason })).status).toBe(303);
  expect(await cited()).toEqual({ isListed: false, rows: 0, rowsOnTheDay: 0, figure: before });
  expect((await editor.post(`${location}/restore`, { reason })).status).toBe(303);
  expect(await cited()).toEqual(standing);
  await own.stop();
});

test('the list is narrowed to words of outlet, title and author, and so is its file', async () => {
  const application = await startApplication();
  const narrowed = async (words: string) => {
    const { status, text } = await application.visitor().get(`${talks}/sources?q=${words}`);
    expect(status).toBe(200);
    const [, figures] = /<h2 class="aside-title" id="figures">[\s\S]*?<p>([^<]*)<\/p>/.exec(text) ?? [];
    const rows = await csvRows(application, `${talks}/sources.csv?q=${words}`);
    expect(text.match(/<li id="source-\d+">/g)?.length ?? 0).toBe(rows.length);
    return `${rows.map((row) => row.outlet).join(', ')}: ${figures}`;
  };
  expect(await narrowed('time')).toBe('TIME: 1 of 5 sources.');
  expect(await narrowed('zebra')).toBe(': 0 of 5 sources.');
  const { status } = await application.visitor().get(`${talks}/sources?q=${'a'.repeat(501)}`);
  expect(status).toBe(400);
  await application.stop();
});

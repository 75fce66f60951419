import { describe, expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';

test('what is past is counted with the rest: the demands, and what is on record about them', async () => {
  const own = await startApplication();
  const counts = async () => /5 parties · [^<]*/.exec((await own.visitor().get('/')).text)?.[0];
  expect(await counts()).toBe('5 parties · 11 demands · 34 records');
  const fields = {
    ...{ outcome: 'lapsed', date: '2025-08-15', summary: 'The leaders met without it.', event: '' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a deal' },
  };
  const editor = await own.signedIn('editor');
  expect((await editor.post('/negotiations/russia-ukraine/demands/crimea/outcome', fields)).status).toBe(303);
  expect(await counts()).toBe('5 parties · 11 demands · 34 records');
  await own.stop();
});

describe('an empty tracker', () => {
  test('says how to begin, on the front page and at the desk', async () => {
    const empty = await startApplication({ exampleData: false });
    const { status, text } = await empty.visitor().get('/');
    expect(status).toBe(200);
    expect(text).toContain('No negotiation is tracked yet.');
    expect((await (await empty.signedIn('admin')).get('/desk')).text).toContain('New negotiation');
    await empty.stop();
  });

  test('can be had in place of the example data, as the front page says', async () => {
    const example = await startApplication();
    const { text } = await example.visitor().get('/');
    expect(text).toContain('set EXAMPLE_DATA=off and DATABASE_URL');
    await example.stop();
  });
});

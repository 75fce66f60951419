import { describe, expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';

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

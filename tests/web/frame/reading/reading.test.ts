import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
const position = `${talks}/positions/united-states/ceasefire-first`;
const pages = [
  '/',
  talks,
  position,
  `${talks}/demands/crimea`,
  `${talks}/parties/ukraine`,
  `${talks}/updates`,
  `${talks}/updates/2`,
  `${talks}/sources`,
  `${talks}/data`,
  `${talks}/methodology`,
];
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return text.replace(/\s+/g, ' ');
}

describe('every page for readers', () => {
  test.each(pages)('%s opens without signing in', async (path) => {
    const { status, headers, text } = await application.visitor().get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/<h1[ >]/);
    expect(text).not.toMatch(/undefined|\[object|NaN|null</);
  });

  test.each(pages)('%s ignores tracking parameters and refuses unknown ones', async (path) => {
    const visitor = application.visitor();
    expect((await visitor.get(`${path}?utm_source=x&fbclid=1&gclid=2&mc_cid=3`)).status).toBe(200);
    const refused = await visitor.get(`${path}?colour=red`);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('This page does not know the parameter “colour”.');
  });

  test.each(pages)('%s answers HEAD like GET, without a body', async (path) => {
    const { status, text } = await application.visitor().send(path, { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });
});

describe('the two clocks', () => {
  test('the page of another day has a banner with the way back, and is not for search engines', async () => {
    const text = await textOf(`${talks}?as_of=2025-08-14`);
    expect(text).toContain('You are reading the talks as of 14 August 2025.');
    expect(text).toContain(`<a href="${talks}">Back to now</a>`);
    expect(text).toContain('<meta name="robots" content="noindex, nofollow">');
    const now = await textOf(talks);
    expect(now).not.toContain('time-banner');
    expect(now).not.toContain('noindex');
  });

  test('as_of cuts off what was said later', async () => {
    const text = await textOf(`${position}?as_of=2025-08-14`);
    expect(text).toContain(
      '<h1>United States demands: Fighting stops before a peace agreement is negotiated</h1>',
    );
    expect(text).not.toContain('Truth Social');
  });

  test('known_at alone reads the talks of that day, and before the first record there is nothing', async () => {
    expect(await textOf(`${talks}?known_at=2025-08-20`)).toContain(
      'as of 20 August 2025, as it was known on',
    );
  });

  test.each([talks, position, `${talks}/changes`, `${talks}/search`, `/embed${talks}`])(
    '%s before the record begins says when it does, and asks for another time',
    async (path) => {
      const { status, text } = await application.visitor().get(`${path}?known_at=2025-08-19&evidence=all`);
      expect(status).toBe(404);
      expect(text).toContain('was not yet tracked at this time');
      expect(text).toContain('Its record begins on 20 August 2025, 12:00 UTC');
      expect(text).toContain(`<form class="controls" id="clocks" method="get" action="${path}"`);
      expect(text).toContain('name="known_at" value="2025-08-19"');
      expect(text).toContain('<option value="all" selected>');
    },
  );

  test('so does a page whose demand was created later; a table says it in a line', async () => {
    const later = await application.visitor().get(`${talks}/demands/moon?known_at=2025-08-20T12:00:01Z`);
    expect([later.status, later.text.includes('<form class="controls"')]).toEqual([404, true]);
    for (const table of ['stances.csv', 'positions.json', 'tables.zip']) {
      const { status, headers, text } = await application
        .visitor()
        .get(`${talks}/${table}?known_at=2025-08-19`);
      expect([table, status]).toEqual([table, 404]);
      expect(text).toContain('Its record begins on 20 August 2025, 12:00 UTC');
      if (!table.endsWith('zip')) expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    }
  });

  test('the permalink holds both clocks, and gives the same page', async () => {
    const { text } = await application.visitor().get(`${position}?as_of=2025-08-14`);
    const link = /class="permalink" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(link).toBe(
      `${application.address}${position}?as_of=2025-08-14&known_at=2025-08-20T12%3A00%3A00.028Z`,
    );
    const permalink = link.replace(application.address, '');
    const fixed = await textOf(permalink);
    expect(fixed).toContain('<h1>United States demands:');
    expect(await textOf(permalink)).toBe(fixed);
  });

  test('links carry the clocks and the evidence to other pages', async () => {
    const text = await textOf(`${talks}?as_of=2025-08-14&evidence=all`);
    expect(text).toContain(`href="${talks}/parties/russia?as_of=2025-08-14&amp;evidence=all"`);
    expect(text).toContain(`href="${talks}/matrix.csv?as_of=2025-08-14&amp;evidence=all&amp;bom=1"`);
  });

  test('every link of a page as it is known today can be followed, although it names the end of the day', async () => {
    const today = application.time.now.toISOString().slice(0, 10);
    const text = await textOf(`${talks}?known_at=${today}`);
    const links = [...text.matchAll(/href="([^"#]*known_at=[^"#]*)"/g)].map(([, url = '']) =>
      url.replaceAll('&amp;', '&').replace(application.address, ''),
    );
    const [first = ''] = links.filter((url) => url.includes('/positions/'));
    expect(first).toContain(`known_at=${today}T23%3A59%3A59.999Z`);
    expect((await application.visitor().get(first)).status).toBe(200);
    const later = first.replace('23%3A59%3A59.999Z', '23%3A59%3A59.998Z');
    expect((await application.visitor().get(later)).status).toBe(400);
  });

  test.each([
    ['as_of=2025-02-30', '“2025-02-30” is not a day.'],
    ['as_of=2025-08', '“2025-08” is not a day.'],
    ['known_at=yesterday', '“yesterday” is not an instant.'],
    ['known_at=2030-01-01', 'known_at=2030-01-01 is in the future: nothing is known of it yet.'],
    ['evidence=rumours', '“rumours” is not a choice of evidence. Use on_record, default or all.'],
    ['as_of=2025-08-14&as_of=2025-08-15', 'The parameter “as_of” is given twice.'],
  ])('%s is refused with a sentence', async (query, sentence) => {
    const { status, text } = await application.visitor().get(`${talks}?${query}`);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
  });

  test('evidence=on_record says of a cell known from reports alone that nothing is on the record', async () => {
    const text = await textOf(`${talks}/positions/russia/crimea?evidence=on_record`);
    expect(text).toContain('Russia, nothing on the record: Ukraine accepts Russian control of Crimea');
    expect(text).toContain('>reported: Demands, 15 Aug 2025');
    expect(text).not.toContain('Also');
  });
});

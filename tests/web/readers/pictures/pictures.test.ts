import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pixelsOf } from '../../../support/png.js';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
/** The pictures of the example, by what they are of. */
const pictures = {
  matrix: `${talks}/matrix`,
  stand: `${talks}/stand`,
  timeline: `${talks}/timeline`,
  alignment: `${talks}/alignment`,
  demand: `${talks}/demands/cede-territory`,
  position: `${talks}/positions/united-states/ceasefire-first`,
  'position not assessed': `${talks}/positions/united-kingdom/crimea`,
};

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

const visitor = () => application.visitor();

/** How wide and how high the PNG at an address is. */
async function sizeOf(path: string): Promise<readonly [type: string | null, width: number, height: number]> {
  const response = await fetch(`${application.address}${path}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return [response.headers.get('content-type'), bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The texts of an SVG, as a parser that nobody here wrote reads them; throws if it is not XML. */
function textsOf(svg: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => {
    if (text.trim() !== '' && !text.includes('{')) texts.push(text.replace(/[\u2068\u2069]/g, ''));
  });
  parser.write(svg).close();
  return texts;
}

describe.each(Object.entries(pictures))('the picture of a %s', (_name, path) => {
  test('is an SVG that runs nothing, with its title, both clocks, the source and the short address', async () => {
    const { status, headers, text } = await visitor().get(`${path}.svg?as_of=2025-08-14&known_at=2025-08-20`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const texts = textsOf(text);
    const said = texts.join(' ');
    expect(said).toContain('Russia–Ukraine ceasefire talks');
    expect(said).toContain('As of 14 August 2025 · recorded by ');
    expect(said).toContain('Source: ');
    expect(said.replaceAll(' ', '')).toMatch(/\/c\/\d+-[0-9a-f]{8}\/negotiations\/russia-ukraine/);
  });

  test.each([600, 1200, 2400])('is a PNG %i pixels wide', async (width) => {
    expect((await sizeOf(`${path}.png?width=${width}`)).slice(0, 2)).toEqual(['image/png', width]);
  });

  test('is a card of 1,200 × 630, which the page names', async () => {
    const page = await visitor().get(path.replace(/\/matrix$/, ''));
    const card = /<meta property="og:image" content="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    expect(page.text).toContain('<meta property="og:image:width" content="1200">');
    expect(page.text).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(/<meta property="og:image:alt" content="([^"]+)"/.exec(page.text)?.[1]).toBeDefined();
    expect(await sizeOf(String(card).replace(application.address, ''))).toEqual(['image/png', 1200, 630]);
  });

  test('is answered with 304 until something changes', async () => {
    for (const ending of ['svg', 'png']) {
      const { headers } = await visitor().get(`${path}.${ending}`);
      const etag = headers.get('etag') as string;
      const again = await visitor().send(`${path}.${ending}`, { headers: { 'If-None-Match': etag } });
      expect([ending, again.status]).toEqual([ending, 304]);
    }
  });
});

test('what is read aloud in place of a picture says nothing twice', async () => {
  const alt = async (path: string) =>
    /<meta property="og:image:alt" content="([^"]+)"/.exec(
      (await visitor().get(`${talks}${path}`)).text,
    )?.[1];
  expect(await alt('/positions/russia/crimea')).toBe(
    'Russia demands: Ukraine accepts Russian control of Crimea.',
  );
});

test('the matrix names the talks once, above its title', async () => {
  const said = textsOf((await visitor().get(`${talks}/matrix.svg`)).text);
  expect(said.filter((text) => text.includes('ceasefire talks'))).toEqual(['Russia–Ukraine ceasefire talks']);
  expect(said).toContain('Who wants what');
});

test('all sizes are offered, as no picture is longer than a sheet', async () => {
  const { text } = await visitor().get(`${talks}/stand`);
  expect(text).toContain('stand.png?width=2400');
  expect(text).toContain(`href="${talks}/stand.svg"`);
  expect(text).toContain('SVG, for any size and every script');
  expect((await visitor().get(talks)).text).toContain('matrix.png?width=2400');
});

test('a page without a picture of its own is shown by where they stand, at its clocks', async () => {
  const { text } = await visitor().get(`${talks}/sources?as_of=2025-08-14`);
  expect(text).toContain(
    `<meta property="og:image" content="${application.address}${talks}/stand.png?as_of=2025-08-14&amp;card=1">`,
  );
  expect(text).not.toContain('>Picture</summary>');
});

test('the cells of a matrix have their words, and their signs as shapes', async () => {
  const { text } = await visitor().get(`${talks}/matrix.svg?party=russia&party=ukraine&topic=nato`);
  expect(textsOf(text).slice(5, -3)).toMatchInlineSnapshot(`
    [
      "As of 21 August 2025 · recorded by 20 August 2025, 12:00 UTC · Evidence: on the record first",
      "Russia",
      "Ukraine",
      "NATO",
      "Ukraine renounces NATO membership",
      "Demands",
      "Not assessed",
      "Demands",
      "on the record",
      "reported",
      "account by another party",
    ]
  `);
  expect([...text.matchAll(/href="#(sign-[^"]+)" width/g)].map(([, sign]) => sign)).toMatchInlineSnapshot(`
    [
      "sign-up-2",
      "sign-up-2",
    ]
  `);
});

test('a PNG has the tints of the page on white, and our colour at its head', async () => {
  const path = `${talks}/matrix.png?party=russia&party=ukraine&topic=nato`;
  const response = await fetch(`${application.address}${path}`);
  const at = pixelsOf(Buffer.from(await response.arrayBuffer()));
  expect([at(60, 3), at(4, 300)]).toEqual(['#12545f', '#ffffff']);
  const column = Array.from({ length: 200 }, (_, index) => at(621, 200 + index));
  expect(column).toContain('#cbc6e5');
});

test('another width, and a card of another width, are refused in words', async () => {
  const { status, text, headers } = await visitor().get(`${talks}/timeline.png?width=800`);
  expect([status, headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
  expect(text).toContain('A picture is 600, 1200 or 2400 wide: “800” is none of these.');
  for (const width of ['constructor', '__proto__'])
    expect((await visitor().get(`${talks}/timeline.svg?width=${width}`)).status).toBe(400);
  const card = await visitor().get(`${talks}/timeline.svg?width=600&card=1`);
  expect([card.status, card.text.split('\n')[0]]).toEqual([
    400,
    'A card, for where links are shared, is 1200 wide and 630 high.',
  ]);
});

test('an unknown parameter, demand or day is refused as on the page', async () => {
  const answers = [];
  for (const address of ['timeline.png?colour=red', 'demands/none.svg', 'timeline.svg?as_of=2025'])
    answers.push((await visitor().get(`${talks}/${address}`)).status);
  expect(answers).toEqual([400, 404, 400]);
});

test('the bar under the title offers the picture in all sizes', async () => {
  const { text } = await visitor().get(`${talks}/timeline?as_of=2025-08-14`);
  const urls = [...text.matchAll(/href="(\/negotiations[^"]*\.(?:png|svg)[^"]*)"/g)].map(([, url]) => url);
  const query = 'as_of=2025-08-14&amp;from=2025-07-15&amp;to=2025-08-14';
  expect(urls).toEqual([
    `${talks}/timeline.png?${query}`,
    `${talks}/timeline.png?${query}&amp;width=2400`,
    `${talks}/timeline.png?${query}&amp;width=600`,
    `${talks}/timeline.png?${query}&amp;card=1`,
    `${talks}/timeline.svg?${query}`,
  ]);
});

test('who asks while many pictures are drawn is told in a sentence when to ask again', async () => {
  const leave = new AbortController();
  const days = Array.from(
    { length: 40 },
    (_, index) => `2025-0${3 + Math.floor(index / 28)}-${10 + (index % 18)}`,
  );
  const asked = days.map((day, index) =>
    fetch(`${application.address}${talks}/stand.png?as_of=${day}&width=${index < 20 ? 600 : 1200}`, {
      signal: leave.signal,
    }),
  );
  const refused = await Promise.any(
    asked.map(async (each) => {
      const answer = await each;
      expect(answer.status).toBe(503);
      return answer;
    }),
  );
  expect([refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([
    '60',
    'text/plain; charset=utf-8',
  ]);
  expect(await refused.text()).toBe(
    `Many pictures are being drawn at the moment. Try again in a minute, or take the SVG, which is there at once.\nRequest ${refused.headers.get('x-request-id')}\n`,
  );
  leave.abort();
  await Promise.allSettled(asked);
});

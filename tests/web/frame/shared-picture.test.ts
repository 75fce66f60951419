import { afterAll, beforeAll, expect, test } from 'vitest';
import { editorsPages, ownPages, publishOwn, readersPages } from '../../support/all-pages.js';
import { type Application, startApplication } from '../../support/application.js';
import { unescaped } from '../../support/html.js';
import type { Visitor } from '../../support/visitor.js';

let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication({
    publisher: { siteName: 'Talks & Tables', name: 'معهد السلام' },
  });
  admin = await application.signedIn('admin');
  await publishOwn(application, admin);
});
afterAll(() => application.stop());

/** What a chat is told of the picture of a page. */
async function pictureOf(visitor: Visitor, path: string) {
  const { text } = await visitor.send(path);
  const said = (name: string) => {
    const found = [...text.matchAll(new RegExp(`<meta property="og:image${name}" content="([^"]*)">`, 'g'))];
    expect([path, name, found.length]).toEqual([path, name, 1]);
    return unescaped(found[0]?.[1] ?? '');
  };
  return { image: said(''), alt: said(':alt'), size: [said(':width'), said(':height')] };
}

test('every page has a picture by which a link to it is shown, and words for those who do not see it', async () => {
  const pages = [
    ...Object.values(readersPages).map((path) => ({ visitor: application.visitor(), path })),
    ...Object.values({ ...editorsPages, ...ownPages }).map((path) => ({ visitor: admin, path })),
  ];
  const demands = await application.database.read.demand.findMany();
  const propositions = demands.map(({ proposition }) => proposition);
  const images = new Set<string>();
  for (const { visitor, path } of pages) {
    const { image, alt, size } = await pictureOf(visitor, path);
    expect(alt.length, path).toBeGreaterThan(20);
    for (const words of propositions) expect([path, alt.split(words).length - 1]).not.toEqual([path, 2]);
    expect(size).toEqual(['1200', '630']);
    expect(image).toMatch(new RegExp(`^${application.address}/.*\\.png\\?.*card=1$`));
    images.add(image);
  }
  for (const image of images) {
    const response = await fetch(image);
    const bytes = Buffer.from(await response.arrayBuffer());
    const found = [response.headers.get('content-type'), bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    expect([image, ...found]).toEqual([image, 'image/png', 1200, 630]);
  }
});

test('a page of no negotiation is shown by the name of the site and what it follows', async () => {
  for (const path of ['/about', '/record-chain', '/sign-in', '/nowhere'])
    expect(await pictureOf(application.visitor(), path)).toEqual({
      image: `${application.address}/about.png?card=1`,
      alt: 'Talks & Tables, and the negotiations that it follows. Who wants what in a negotiation, since when, how we know, and what changed. Published by \u2068معهد السلام\u2069.',
      size: ['1200', '630'],
    });
  const { text } = await application.visitor().get('/about.svg?card=1');
  const said = [...text.matchAll(/>([^<>{}]+)<\/text>/g)].map(([, words]) => words);
  expect(said).toEqual([
    'Talks &amp; Tables',
    'Who wants what in a negotiation, since when, how we know, and what changed.',
    'Russia–Ukraine ceasefire talks',
    'The talks on ending the war between Russia and Ukraine, around the meeting of the presidents of the United States and Russia in Alaska in',
    'August 2025.',
    'Source: Negotiation positions. Licence: CC BY 4.0. Published by \u2068معهد السلام\u2069, Talks &amp; Tables.',
    `${application.address}/`,
  ]);
});

test('the site has its picture in every size, and before there is a negotiation', async () => {
  const empty = await startApplication({ exampleData: false });
  const { text } = await empty.visitor().get('/about.svg');
  expect(text).toContain('>No negotiation yet.</text>');
  for (const width of ['600', '1200', '2400'])
    expect((await fetch(`${empty.address}/about.png?width=${width}`)).status).toBe(200);
  expect((await empty.visitor().send('/about.png?colour=red')).status).toBe(400);
  await empty.stop();
});

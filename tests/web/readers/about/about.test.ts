import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../../../src/web/frame/version.js';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;
let plain: Application;

beforeAll(async () => {
  application = await startApplication({
    publisher: {
      siteName: 'Talks & Tables',
      name: 'The Institute',
      contact: { kind: 'page', url: 'https://example.org/write' },
      imprintUrl: 'https://example.org/imprint',
    },
    brand: { about: '# Who we are\n\nSix people. <script>alert(1)</script>' },
  });
  plain = await startApplication();
});
afterAll(async () => {
  await application.stop();
  await plain.stop();
});

test('the page says whose tracker it is, how an error is reported, and what the licence allows', async () => {
  const { text, status } = await application.visitor().send('/about');
  expect(status).toBe(200);
  expect(text).toContain('<h1>About Talks &amp; Tables</h1>');
  expect(text).toContain('<h2>Who we are</h2>');
  expect(text).toContain('Six people. &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).toContain('<dt>Publisher</dt><dd>The Institute</dd>');
  expect(text).toContain('<a href="https://example.org/write">https://example.org/write</a>');
  expect(text).toContain('<a href="https://example.org/imprint">Who answers for it by law</a>');
  expect(text).toContain('<h2 id="errors">If something is wrong</h2>');
  expect(text).toContain(
    'CC BY 4.0</a>. You may copy it, pass it on and build on it, also for money, if you name the source, link to the licence and say what you changed.',
  );
  expect(text).toContain(`version ${version}.`);
});

test('without a contact it does not say how an error is reported', async () => {
  const { text } = await plain.visitor().send('/about');
  expect(text).not.toMatch(/id="errors"|report an error|Contact|Imprint|In our own words/);
  expect(text).toContain('<dt>Publisher</dt><dd>Negotiation positions</dd>');
});

test('embeds lead to the contact and the imprint, and feeds name whom readers write to', async () => {
  const embed = await application.visitor().send('/embed/negotiations/russia-ukraine');
  expect(embed.text).toContain('<a href="https://example.org/write">Contact</a>');
  expect(embed.text).toContain('<a href="https://example.org/imprint">Imprint</a>');
  const feed = await application.visitor().send('/negotiations/russia-ukraine.atom');
  expect(feed.text).toContain(
    '<author><name>The Institute</name><uri>https://example.org/write</uri></author>',
  );
  const plainFeed = await plain.visitor().send('/negotiations/russia-ukraine.atom');
  expect(plainFeed.text).toContain('<author><name>Negotiation positions</name></author>');
});

test('it is at the foot of each page, in the sitemap, and answered with 304', async () => {
  const visitor = plain.visitor();
  for (const path of ['/', '/sign-in', '/nowhere'])
    expect((await visitor.send(path)).text).toContain('<a href="/about">About</a>');
  expect((await visitor.send('/sitemap.xml')).text).toContain('/about</loc>');
  const etag = (await visitor.send('/about')).headers.get('etag') ?? '';
  expect((await visitor.send('/about', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('it takes no parameters', async () => {
  expect((await plain.visitor().send('/about?as_of=2025-08-14')).status).toBe(400);
});

test('a text of nothing but deep quotes is answered all the same', async () => {
  const odd = await startApplication({ brand: { about: `${'> '.repeat(900)}Six people.` } });
  const { status, text } = await odd.visitor().send('/about');
  expect(status).toBe(200);
  expect(text).toContain('Six people.');
  await odd.stop();
});

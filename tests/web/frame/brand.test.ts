import { afterAll, beforeAll, expect, test } from 'vitest';
import { logoIn } from '../../../src/outputs/brand.js';
import { brandEdition } from '../../../src/web/frame/brand.js';
import { type Application, startApplication } from '../../support/application.js';
import { pixelsOf } from '../../support/png.js';

const talks = '/negotiations/russia-ukraine';
const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><script>alert(1)</script></svg>';
let application: Application;

beforeAll(async () => {
  application = await startApplication({
    brand: { logo: logoIn(Buffer.from(picture)), accent: { light: '#7a1f5c', dark: '#c99ab9' } },
  });
});
afterAll(() => application.stop());

test('the addresses change with the logo, the colour and the text', () => {
  const logo = logoIn(Buffer.from(picture));
  const accent = { light: '#7a1f5c', dark: '#c99ab9' };
  const editions = [
    { logo: null, accent: null, about: null },
    { logo, accent: null, about: null },
    { logo, accent, about: null },
    { logo, accent: null, about: 'We' },
  ].map(brandEdition);
  expect(new Set(editions).size).toBe(4);
});

const send = (path: string) => application.visitor().send(path);
const urlIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? '';

test('the logo stands beside the name of the site, on pages, embeds and in the feed', async () => {
  const { text } = await send(talks);
  const url = urlIn(text, /<img class="logo" src="([^"]+)" alt="" width="96" height="32">Negotiation/);
  expect(url).toMatch(/^\/brand\/[0-9a-f]{12}\/logo\.svg$/);
  expect((await send(`/embed${talks}`)).text).toContain(`<img class="logo" src="${url}" alt=""`);
  expect((await send(`${talks}.atom`)).text).toContain(`<logo>${application.address}${url}</logo>`);
  expect((await send(`${talks}/data`)).text).toContain(`"logo":"${application.address}${url}"`);
});

test('scripts in a logo never run, not even where it is opened by itself', async () => {
  const url = urlIn((await send(talks)).text, /<img class="logo" src="([^"]+)"/);
  const { text, headers } = await send(url);
  expect(text).toBe(picture);
  expect(headers.get('content-type')).toBe('image/svg+xml');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

test('the colour is a style sheet behind that of the program', async () => {
  for (const path of [talks, `/embed${talks}`]) {
    const { text } = await send(path);
    const url = urlIn(text, /tracker\.css">\s*<link rel="stylesheet" href="(\/brand\/[^"]+)">/);
    const styles = await send(url);
    expect(styles.text).toContain('--accent:#7a1f5c');
    expect(styles.headers.get('content-type')).toBe('text/css; charset=utf-8');
  }
});

test('without settings no page asks for a logo or another style sheet', async () => {
  const plain = await startApplication();
  expect((await plain.visitor().send(talks)).text).not.toMatch(/\/brand\/|<img/);
  await plain.stop();
});

test('the logo stands in pictures, within the file and where nothing can run', async () => {
  const { text, headers } = await send(`${talks}/timeline.svg`);
  const data = Buffer.from(picture).toString('base64');
  expect(text).toContain(`<image href="data:image/svg+xml;base64,${data}"`);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  );
});

test('a logo that cannot be drawn leaves the name alone in a picture, and one that can is drawn', async () => {
  const red =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="#d00000" d="M0 0h10v10H0z"/></svg>';
  const corner = async (logo: string) => {
    const branded = await startApplication({ brand: { logo: logoIn(Buffer.from(logo)) } });
    const response = await fetch(`${branded.address}${talks}/timeline.png?card=1`);
    const bytes = Buffer.from(await response.arrayBuffer());
    await branded.stop();
    return [response.status, pixelsOf(bytes)(1140, 590)];
  };
  expect(await corner(red)).toEqual([200, '#d00000']);
  expect(await corner(red.replace('</svg>', ''))).toEqual([200, '#ffffff']);
});

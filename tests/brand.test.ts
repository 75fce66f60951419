import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBrand } from '../src/brand.js';
import { logoIn } from '../src/outputs/brand.js';

const folder = mkdtempSync(join(tmpdir(), 'brand-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, contents: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};
const read = (settings: Partial<Parameters<typeof readBrand>[0]>) =>
  readBrand({ logoFile: null, aboutFile: null, accent: null, ...settings });

/** The first bytes of a picture of 300 by 100 pixels. */
const png = Buffer.from('89504e470d0a1a0a0000000d494844520000012c0000006408060000', 'hex');

test('without files there is no logo, no colour and no text', () => {
  expect(read({})).toEqual({ logo: null, accent: null, about: null });
});

test('a logo is known by what is in the file, with its proportions', () => {
  expect(read({ logoFile: file('logo.svg', png) }).logo).toMatchObject({ kind: 'png', ratio: 3 });
  const ratios = [
    '<svg viewBox="0 0 200 50"/>',
    '\uFEFF<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10px"></svg>',
    '<svg viewBox="0,0,40,20" width="1em" height="1em"/>',
    '<svg/>',
  ].map((text) => logoIn(Buffer.from(text))?.ratio);
  expect(ratios).toEqual([4, 4, 2, null]);
});

test.each([
  [
    'LOGO',
    { logoFile: join(folder, 'none.svg') },
    /^The setting LOGO names a file that cannot be read: ENOENT/,
  ],
  [
    'LOGO',
    { logoFile: file('page.svg', '<html><svg></svg></html>') },
    /^The setting LOGO names a file that is neither an SVG nor a PNG picture\.$/,
  ],
  [
    'LOGO',
    { logoFile: file('large.svg', `<svg>${' '.repeat(100_000)}</svg>`) },
    /^The setting LOGO names a file of 100011 bytes; at most 100000 are taken\.$/,
  ],
  ['ABOUT', { aboutFile: folder }, /^The setting ABOUT names a file that cannot be read: EISDIR/],
  [
    'ABOUT',
    { aboutFile: file('about.txt', Buffer.from([0xff, 0xfe])) },
    /^The setting ABOUT names a file that is not text in UTF-8\.$/,
  ],
  [
    'ABOUT',
    { aboutFile: file('long.txt', 'a'.repeat(30_001)) },
    /^The setting ABOUT names a file of 30001 bytes; at most 30000 are taken\.$/,
  ],
])(
  '%s: a file that cannot be used is refused with a sentence that names the setting',
  (_setting, settings, sentence) => {
    expect(() => read(settings)).toThrow(sentence);
  },
);

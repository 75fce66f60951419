import { expect, test } from 'vitest';
import { octetsOf } from '../../../src/web/frame/octets.js';
import {
  bytesOfPage,
  hasLongTexts,
  printedInOnePiece,
  printedInPieces,
  isPrintedIn,
  placeOfPart,
  placeOfText,
} from '../../../src/web/frame/pieces.js';

const long = octetsOf('þ “Россия” '.repeat(200));
const short = octetsOf('þ');

test('a page of parts, some of which hold others, is sent as if it were one text', () => {
  const page = printedInPieces(false, () => {
    const inner = placeOfPart(octetsOf(`<p>${'inner '.repeat(300)}</p>`));
    const outer = placeOfPart(`${long}${inner}${long}${placeOfPart(short)}` as typeof long);
    return `<main>${outer}${outer}</main>` as typeof long;
  });
  const [part, inner] = ['þ “Россия” '.repeat(200), `<p>${'inner '.repeat(300)}</p>`];
  const outer = `${part}${inner}${part}þ`;
  expect(bytesOfPage(page).toString()).toBe(`<main>${outer}${outer}</main>`);
  expect(page.octets.length).toBeLessThan(30);
  expect([/<main>/, /inner/, /<table>/].map((each) => isPrintedIn(page, each))).toEqual([true, true, false]);
});

test('what is printed for several pages, or outside any, is in one piece', () => {
  let shared = short;
  printedInPieces(true, () => {
    shared = printedInOnePiece(() => placeOfPart(long));
    return placeOfPart(shared);
  });
  expect(shared).toBe(long);
  expect(placeOfPart(long)).toBe(long);
  expect(placeOfText('x'.repeat(100_000))).toBeNull();
});

test('only a form has long texts that are printed while it is sent', () => {
  const text = 'x'.repeat(100_000);
  const put = () => placeOfText(text) ?? short;
  expect(hasLongTexts(printedInPieces(true, put))).toBe(true);
  expect(printedInPieces(false, put)).toEqual({ octets: short, pieces: [] });
});

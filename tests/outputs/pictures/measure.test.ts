import { expect, test } from 'vitest';
import { withArabicForms } from '../../../src/outputs/pictures/arabic-forms.js';
import { measureWith } from '../../../src/outputs/pictures/measure.js';
import { withLengths, withRuns } from '../../../src/outputs/pictures/runs.js';
import { Resvg } from '@resvg/resvg-js';
import { fontFiles, fontMeasures } from '../../../src/web/frame/pictures/fonts.js';

/** Half as wide as high; of the other scripts a quarter. */
const advance = (code: number) => (code < 0x250 ? 0.5 : null);
const inEach = <Value>(value: Value) => ({ sans: value, sansBold: value, serif: value, serifItalic: value });
const measure = measureWith(
  inEach(advance),
  inEach((code: number) => (code < 0x600 || code > 0xfe00 ? 0.25 / 1.04 : null)),
  { spare: 1 },
);

test('letters are as wide as their typeface says, or that of other scripts; marks have no width', () => {
  expect(measure('Україна', 'sans', 10)).toBeCloseTo(17.5);
  expect(measure('e\u0301', 'sans', 10)).toBeCloseTo(5);
  expect(measure('中国', 'sans', 10)).toBeCloseTo(20);
  expect(measure('\u2068EU\u2069', 'sans', 10)).toBeCloseTo(10);
});

test('a run with a letter that a typeface lacks is as wide as the other one draws all of it, the words around it are not', () => {
  const narrow = measureWith(
    inEach(advance),
    inEach((code: number) => (code < 0x700 || code > 0xfe00 ? 0.3 : null)),
    { spare: 1 },
  );
  expect(narrow('NATO', 'sans', 10)).toBeCloseTo(20);
  expect(narrow('NATO ש', 'sans', 10)).toBeCloseTo(5 * 3 + 3 * 1.04);
  expect(narrow('NATO \u2068ש\u2069', 'sans', 10)).toBeCloseTo(25 + 3 * 1.04);
  // Nor one that the other typeface has not whole.
  expect(narrow('NATO \u0e01', 'sans', 10)).toBeCloseTo(25 + 6.6 * 1.04);
});

test('Arabic letters are measured as they are written beside each other', () => {
  // Alone, at the beginning, in the middle, at the end; alef joins only what stands before it.
  expect(Array.from(withArabicForms('ب ببب با اب'), (sign) => sign.codePointAt(0)?.toString(16))).toEqual([
    ...['fe8f', '20', 'fe91', 'fe92', 'fe90', '20', 'fe91', 'fe8e', '20', 'fe8d', 'fe8f'],
  ]);
});

test('the typefaces are read: what stands out is wider', () => {
  const { roomy, exact } = fontMeasures();
  expect(exact('Ukraine', 'sansBold', 20)).toBeGreaterThan(exact('Ukraine', 'sans', 20));
  expect(roomy('Ukraine', 'sans', 20)).toBeGreaterThan(exact('Ukraine', 'sans', 20));
  // As resvg measures it between two bars: 265.8.
  expect(exact('United Kingdom of Great Britain', 'sans', 20)).toBeCloseTo(266.4, 0);
  // What our typefaces lack is drawn as wide as it is measured, or a comma behind it would stand apart.
  const drawn = (text: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text font-family="Source Sans 3" font-size="100">${text}</text></svg>`;
    const font = { fontFiles: [...fontFiles], loadSystemFonts: false };
    return new Resvg(svg, { font }).getBBox()?.width ?? 0;
  };
  for (const words of ['معهد السلام', 'جامعة الدول العربية', 'ישראל'])
    expect([words, exact(words, 'sans', 100) - drawn(words) < 20]).toEqual([words, true]);
});

const behind = ` style="font-family:'DejaVu Sans'"`;

test('for a PNG a text in another direction is set apart from the words around it', () => {
  const line = '<text class="bold" font-size="10" x="4" y="9">A &amp; \u2068ערב\u2069, now</text>';
  expect(withRuns(line, measure)).toBe(
    [
      '<text class="bold" font-size="10" x="4" y="9">A &amp;\u00a0</text>',
      `<text class="bold" font-size="10" x="24" y="9"${behind}>\u2068ערב\u2069</text>`,
      '<text class="bold" font-size="10" x="31.5" y="9">, now</text>',
    ].join(''),
  );
  const alone = '<text x="4" y="9">\u2068ערב\u2069</text>';
  expect(withRuns(alone, measure)).toBe(`<text x="4" y="9"${behind}>\u2068ערב\u2069</text>`);
  const known = '<text x="4" y="9">A &amp; Україна</text>';
  expect(withRuns(known, measure)).toBe(known);
});

test('for a PNG words in a script that our typefaces lack are in the one that has it, and those around them in ours', () => {
  const line = '<text font-size="10" x="4" y="9">A (Հայաստան), now</text>';
  expect(withRuns(line, measure)).toBe(
    [
      '<text font-size="10" x="4" y="9">A (</text>',
      `<text font-size="10" x="19" y="9"${behind}>Հայաստան</text>`,
      '<text font-size="10" x="39" y="9">), now</text>',
    ].join(''),
  );
  // Where it is not known where the line begins it is drawn in one typeface.
  expect(withRuns('<text class="middle" x="4" y="9">A Հայ</text>', measure)).toBe(
    `<text class="middle" x="4" y="9"${behind}>A Հայ</text>`,
  );
});

test('words in bold are bold in other scripts too, and as wide as they are measured', () => {
  const { exact } = fontMeasures();
  const drawn = (words: string, name: string, weight: number) => {
    const line = `<text font-family="Source Sans 3" font-weight="${weight}" class="${name}" font-size="100" x="0" y="9">${words}</text>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg">${withRuns(line, exact)}</svg>`;
    return (
      new Resvg(svg, { font: { fontFiles: [...fontFiles], loadSystemFonts: false } }).getBBox()?.width ?? 0
    );
  };
  for (const words of ['\u2068أمريكا\u2069', '\u2068ישראל\u2069', 'Հայաստան', 'საქართველო']) {
    const [bold, plain] = [drawn(words, 'bold', 600), drawn(words, 'ink', 400)];
    expect([words, Math.abs(exact(words, 'sansBold', 100) - bold) < 25]).toEqual([words, true]);
    expect([words, bold === plain]).toEqual([words, false]);
  }
});

test('in an SVG a line is as long as it was measured, whatever the typeface; most of a chart has room of its own', () => {
  const line = '<text class="bold" font-size="10" x="4" y="9">A &amp; B, now</text>';
  expect(withLengths(line, measure)).toBe(
    '<text class="bold" font-size="10" x="4" y="9" textLength="50" lengthAdjust="spacingAndGlyphs">A &amp; B, now</text>',
  );
  const inPill = '<text class="chart-pill-word" x="4" y="9">Demands</text>';
  expect(withLengths(inPill, measure)).toBe(
    '<text class="chart-pill-word" x="4" y="9" textLength="45.5" lengthAdjust="spacingAndGlyphs">Demands</text>',
  );
  // A name of two letters too: its sign stands close behind it.
  expect(withLengths('<text class="bold" font-size="10" x="4" y="9">US</text>', measure)).toBe(
    '<text class="bold" font-size="10" x="4" y="9" textLength="10" lengthAdjust="spacingAndGlyphs">US</text>',
  );
  const one = '<text class="bold" font-size="10" x="4" y="9">n</text>';
  expect(withLengths(one, measure)).toBe(one);
  const ofChart = '<text class="chart-label" x="4" y="9">Aug 2025</text>';
  expect(withLengths(ofChart, measure)).toBe(ofChart);
});

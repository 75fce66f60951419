import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentOf, accentStyles, contrast, contrastOnLight } from '../../src/outputs/accent.js';

const styles = readFileSync(new URL('../../views/assets/tracker.css', import.meta.url), 'utf8');

test('the contrast of two colours is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.478, 3);
});

test('the grounds are those of the style sheet', () => {
  expect(styles).toContain('--paper-raised: #f6f6f3;');
  expect(styles).toContain('--paper-raised: #1d1e1c;');
  expect(styles).toContain('--paper: #141513;');
});

test('a colour is lightened for the dark page until it stands out as much as on the light one', () => {
  expect(accentOf('#12545F')).toEqual({ light: '#12545f', dark: '#8eaeb3' });
  expect(accentOf('#000000').dark).toBe('#a8a8a8');
});

test('every colour that is taken is legible on both pages, and what is written on it too', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((number) => `#${number.toString(16).padStart(6, '0')}`)
    .filter((each) => contrastOnLight(each) >= 4.5);
  fc.assert(
    fc.property(colour, (each) => {
      const { light, dark } = accentOf(each);
      for (const ground of ['#ffffff', '#f6f6f3'])
        expect(contrast(light, ground)).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['#141513', '#1d1e1c']) expect(contrast(dark, ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('the colour takes the place of that of the style sheet, on the dark page the lightened one', () => {
  expect(accentStyles({ light: '#12545f', dark: '#7ba3a9' })).toBe(
    ':root{--accent:#12545f;--accent-ink:#ffffff}\n' +
      '@media screen and (prefers-color-scheme:dark){:root{--accent:#7ba3a9;--accent-ink:#141513}}\n',
  );
});

import { expect, test } from 'vitest';
import { licenceAllows, licenceLine } from '../../../src/outputs/tables/licence.js';

const allows = (name: string | null, url: string | null = null) =>
  licenceAllows({ name, url, attribution: 'x' });

test('what a licence allows is said for those of Creative Commons, by address or name', () => {
  const free =
    'You may copy it, pass it on and build on it, also for money, if you name the source, link to the licence and say what you changed.';
  expect(allows('CC BY 4.0')).toBe(free);
  expect(allows('Ours', 'https://creativecommons.org/licenses/by/4.0/')).toBe(free);
  expect(allows('CC BY-SA 4.0')).toBe(`${free} What you make of it must be under the same licence.`);
  expect(allows(null, 'https://creativecommons.org/licenses/by-nc-nd/4.0/')).toBe(
    'You may copy it and pass it on unchanged, but not for money, if you name the source and link to the licence.',
  );
  expect(allows('CC0 1.0')).toBe('You may do with it whatever you like, without asking.');
});

test('nothing is said of a licence that is not known, or of none', () => {
  expect(allows('ODbL', 'https://opendatacommons.org/licenses/odbl/1-0/')).toBeNull();
  expect(allows(null)).toBeNull();
});

test('the source and the licence are isolated in their line', () => {
  expect(licenceLine({ name: 'CC BY 4.0', url: null, attribution: 'معهد' })).toBe(
    'Source: \u2068معهد\u2069. Licence: CC BY 4.0.',
  );
});

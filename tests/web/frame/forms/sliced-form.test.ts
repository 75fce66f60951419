import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInSlices } from '../../../../src/web/frame/forms/sliced-form.js';

test('a form that is read in slices has the same fields as in one piece', async () => {
  // Raw letters next to broken encodings, which no browser sends, are read by Node in a way of its own.
  const whole = ['%D0%B6', '%F0%9F%95%8A', '%e2%82%ac', '+', '=', 'a'];
  const broken = fc.array(fc.constantFrom(...whole, '%', '%4', '%zz', '%80%80%80%80%80'), { maxLength: 12 });
  const raw = fc.array(fc.constantFrom(...whole, 'ж', '🕊', '€'), { maxLength: 12 });
  const property = fc.asyncProperty(fc.oneof(broken, raw), fc.nat(12), async (pieces, shift) => {
    const word = pieces.join('');
    const encoded = `a=1&${'b'.repeat(shift)}=${word.repeat(Math.ceil(200_000 / (word.length || 1)))}&c=${word}&&d`;
    const same = isDeepStrictEqual([...(await readInSlices(encoded))], [...new URLSearchParams(encoded)]);
    expect({ word, shift, same }).toEqual({ word, shift, same: true });
  });
  await fc.assert(property, { numRuns: 30 });
});

test('other requests get their turn meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  await readInSlices(`a=${'%D0%B6'.repeat(2_000_000)}`);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});

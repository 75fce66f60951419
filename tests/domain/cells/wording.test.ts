import { expect, test } from 'vitest';
import { besideSentence } from '../../../src/domain/cells/wording.js';

test('the date of newer, weaker evidence stays on one line', () => {
  const stance = { party: 1, demand: 2, attribution: 'background', time: null } as const;
  const on = (date: string) => ({ ...stance, position: 'favours', date, day: '2025-08-31' }) as const;
  expect(besideSentence(on('2025-08-16'))).toBe('reported: Favours, 16\u00A0Aug\u00A02025');
  expect(besideSentence(on('2025-08'))).toBe('reported: Favours, Aug\u00A02025');
});

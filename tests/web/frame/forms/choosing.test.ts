import { expect, test } from 'vitest';
import { unfittingText } from '../../../../src/web/frame/forms/choosing.js';

const choices = [
  { value: '1', label: 'روسيا' },
  { value: '2', label: 'روسيا البيضاء' },
];
const inside = (text: string) => text.replaceAll('\u2068', '<').replaceAll('\u2069', '>');

test('what was typed and what it may mean are isolated from our words, and from one another', () => {
  expect(inside(unfittingText(choices, 'مصر'))).toBe('Nothing here fits “<مصر>”. Choose one of the list.');
  expect(inside(unfittingText(choices, 'البيضاء'))).toBe(
    '“<البيضاء>” is on record: <روسيا البيضاء>. Choose it, or something else.',
  );
  expect(inside(unfittingText(choices, 'روسي'))).toBe(
    '“<روسي>” fits several: <روسيا>; <روسيا البيضاء>. Choose one of them.',
  );
});

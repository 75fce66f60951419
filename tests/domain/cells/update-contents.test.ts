import { expect, test } from 'vitest';
import { contentsOfUpdate, daysOfUpdate, whoOnWhat } from '../../../src/domain/cells/update-contents.js';
import { isolatedParts } from '../../../src/domain/isolation.js';
import { context } from '../update-builder.js';

const { negotiation } = context;
const [party] = negotiation.parties;
const [demand] = negotiation.demands;

const on = (day: string, date = day) => ({ day, date });
const cell = (first: { day: string; date: string }, last = first) => ({
  ...{ party: party?.id as number, demand: demand?.id as number },
  first,
  last,
});
const plain = (text: string) => isolatedParts(text).join('');

test.each([
  [on('2026-01-06'), on('2026-01-06'), '6 January 2026'],
  [on('2026-02-14'), on('2026-02-17'), '14 to 17 February 2026'],
  [on('2026-03-30'), on('2026-05-08'), '30 March to 8 May 2026'],
  [on('2025-12-30'), on('2026-01-02'), '30 December 2025 to 2 January 2026'],
  [on('2025-08-31', '2025-08'), on('2025-09-03'), 'August 2025 to 3 September 2025'],
  [on('2024-12-31', '2024'), on('2024-12-31', '2024'), '2024'],
  [on('2025-12-08'), on('2025-12-31', '2025-12'), 'December 2025'],
  [on('2024-12-31', '2024-12'), on('2024-12-31', '2024'), '2024'],
])('what was said from %o to %o was said on %s', (first, last, words) => {
  expect(daysOfUpdate(contentsOfUpdate(negotiation, [cell(first, last)]))).toBe(words);
});

test('a single demand is named by its words, several by their topics; what is not known yet not at all', () => {
  const own = { ...negotiation, parties: negotiation.parties.slice(0, 1) };
  const one = contentsOfUpdate(own, [cell(on('2026-01-06'))]);
  expect(plain(whoOnWhat(one))).toBe(`${party?.name} on “${demand?.proposition}”`);
  const unknown = contentsOfUpdate(own, [{ ...cell(on('2026-01-06')), party: 99 }]);
  expect([unknown.first, daysOfUpdate(unknown)]).toEqual([null, '']);
});

test('of many names the first four are printed, and how many more there are', () => {
  const named = Array.from({ length: 7 }, (_, index) => ({ ...party, name: `Party ${index + 1}` }));
  const contents = { parties: named, demands: [demand], first: null, last: null };
  expect(plain(whoOnWhat(contents as never))).toContain('Party 1, Party 2, Party 3, Party 4 and 3 more on ');
});

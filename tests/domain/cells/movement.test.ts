import { describe, expect, test } from 'vitest';
import { evidenceChange, movementBetween } from '../../../src/domain/cells/movement.js';
import { codeOf, positions } from '../../../src/domain/log/position.js';

const coded = positions.map(({ value }) => value).filter((value) => codeOf(value) !== null);

/**
 * One word for every pair of coded values: a row is the position before, the columns the position after, in the order
 * of the scale (insists, demands, agreed, favours, conditional, neutral, withdrawn, reluctant, rejects, red line).
 */
const expectedWords = `
insists:          reaffirmed softened agreed softened opened opened opened reversed reversed reversed
demands:          hardened reaffirmed agreed softened opened opened opened reversed reversed reversed
agreed:           left_agreement left_agreement reaffirmed left_agreement left_agreement left_agreement left_agreement left_agreement left_agreement left_agreement
favours:          hardened hardened agreed reaffirmed opened opened opened reversed reversed reversed
conditional:      took_side took_side agreed took_side reaffirmed shifted shifted took_side took_side took_side
neutral:          took_side took_side agreed took_side shifted reaffirmed shifted took_side took_side took_side
withdrawn:        took_side took_side agreed took_side shifted shifted reaffirmed took_side took_side took_side
reluctant:        reversed reversed agreed reversed opened opened opened reaffirmed hardened hardened
rejects:          reversed reversed agreed reversed opened opened opened softened reaffirmed hardened
rejects_red_line: reversed reversed agreed reversed opened opened opened softened softened reaffirmed
`;

test('every pair of coded values has exactly one word', () => {
  const words = coded.map((before) => {
    const row = coded.map((after) => movementBetween(before, after));
    return `${`${before}:`.padEnd(17)} ${row.join(' ')}`;
  });
  expect(`\n${words.join('\n')}\n`).toBe(expectedWords);
});

describe('what is not a pair of coded values', () => {
  test('the first position of all is new', () => {
    for (const position of coded) expect(movementBetween(null, position)).toBe('new');
    expect(movementBetween(null, 'contradictory')).toBe('new');
  });

  test('into or out of contradictory signals it is unclear', () => {
    for (const position of coded) {
      expect(movementBetween(position, 'contradictory')).toBe('unclear');
      expect(movementBetween('contradictory', position)).toBe('unclear');
    }
    expect(movementBetween('contradictory', 'contradictory')).toBe('reaffirmed');
  });

  test('a finding is no movement', () => {
    expect(movementBetween('demands', 'no_stated_position')).toBeNull();
    expect(movementBetween(null, 'not_applicable')).toBeNull();
  });
});

test('a change of evidence class is put in words', () => {
  expect(evidenceChange('reported', 'on_record')).toBe('first statement on the record');
  expect(evidenceChange('inferred', 'reported')).toBe('first report');
  expect(evidenceChange('on_record', 'reported')).toBe('now from a report');
  expect(evidenceChange('reported', 'inferred')).toBe('now the editors’ reading');
  expect(evidenceChange('on_record', 'on_record')).toBeNull();
  expect(evidenceChange(null, 'on_record')).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { evidenceChange, movementBetween } from '../../../src/domain/cells/movement.js';
import { codeOf, positions } from '../../../src/domain/log/position.js';

const coded = positions.map(({ value }) => value).filter((value) => codeOf(value) !== null);

/**
 * One word for every pair of coded values: a row is the position before, the columns the position after, in the order
 * of the scale (insists, demands, agreed, favours, accepts, conditional, neutral, withdrawn, reluctant, rejects, red line).
 */
const expectedWords = `
insists:          reaffirmed softened agreed softened softened opened opened dropped reversed reversed reversed
demands:          hardened reaffirmed agreed softened softened opened opened dropped reversed reversed reversed
agreed:           left_agreement left_agreement reaffirmed left_agreement left_agreement left_agreement left_agreement dropped left_agreement left_agreement left_agreement
favours:          hardened hardened agreed reaffirmed shifted opened opened dropped reversed reversed reversed
accepts:          hardened hardened agreed shifted reaffirmed opened opened dropped reversed reversed reversed
conditional:      took_side took_side agreed took_side took_side reaffirmed shifted dropped took_side took_side took_side
neutral:          took_side took_side agreed took_side took_side shifted reaffirmed dropped took_side took_side took_side
withdrawn:        took_side took_side agreed took_side took_side shifted shifted reaffirmed took_side took_side took_side
reluctant:        reversed reversed agreed reversed reversed opened opened dropped reaffirmed hardened hardened
rejects:          reversed reversed agreed reversed reversed opened opened dropped softened reaffirmed hardened
rejects_red_line: reversed reversed agreed reversed reversed opened opened dropped softened softened reaffirmed
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

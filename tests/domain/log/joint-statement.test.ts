import { expect, test } from 'vitest';
import { jointStatements, problemsOfStatements } from '../../../src/domain/log/joint-statement.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { fullStance } from '../update-builder.js';

const given = (party: number, jointly: string | null): NewStance => ({
  ...fullStance(),
  party,
  jointly,
});

test('what several parties gave together has the first of its stances, wherever the others stand', () => {
  const stances = [given(1, null), given(1, 'E3'), given(2, 'G7'), given(2, 'E3'), given(3, 'G7')];
  expect([...jointStatements(stances)]).toEqual([
    [1, 1],
    [3, 1],
    [2, 2],
    [4, 2],
  ]);
  expect(problemsOfStatements(stances)).toEqual([]);
});

test('what one party gave alone is none', () => {
  const stances = [given(1, 'E3'), given(1, 'E3'), given(2, 'G7')];
  expect(jointStatements(stances).size).toBe(0);
  expect(problemsOfStatements(stances).map(({ field }) => field)).toEqual([
    'stances.1.jointly',
    'stances.2.jointly',
  ]);
});

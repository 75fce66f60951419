import { expect, test } from 'vitest';
import type { StandMark } from '../../../../src/domain/cells/stand-mark.js';
import { markView } from '../../../../src/web/parts/stand/mark-view.js';
import { stance } from '../../../domain/log-builder.js';
import { context } from '../../../domain/update-builder.js';

const [russia] = context.negotiation.parties;
const mark: StandMark = {
  party: { ...(russia as StandMark['party']), name: 'European Union', shortName: 'EU' },
  setting: { record: 1, version: 1, stance: stance() },
  position: 'rejects',
  evidence: 'on_record',
  ...{ isTold: false, isAmong: true, was: null, staleDate: null, contests: [], isReserved: false },
};

test('a mark says in words all that is drawn, and by its looks how it is known and whether the gap counts it', () => {
  expect(markView(mark, '/cell')).toEqual({
    url: '/cell',
    name: 'EU',
    label: 'EU, European Union: Rejects, on the record',
    sign: { shape: 'down-2', width: 20 },
    looks: 'mark mark-on_record tone-against-2 mark-counts',
    was: null,
    month: null,
  });
  const told = { isTold: true, evidence: 'reported', isAmong: false, was: 'reluctant' } as const;
  expect(markView({ ...mark, ...told, staleDate: '2025-08-09', isReserved: true }, '/cell')).toMatchObject({
    label:
      'EU, European Union: Rejects, account by another party, Aug 2025, was Reluctant, reserves the whole',
    looks: 'mark mark-told tone-against-2',
    was: '◂ was Reluctant',
    month: 'Aug 2025',
  });
});

test.each([
  ['insists', 'demands', '▸ was Demands'],
  ['accepts', 'favours', 'was Favours'],
  ['conditional', 'contradictory', 'was Mixed'],
] as const)('%s that was %s: “%s”', (position, was, words) => {
  expect(markView({ ...mark, position, was }, '/cell').was).toBe(words);
});

test('of a position that is known to the year only the year is printed', () => {
  expect(markView({ ...mark, staleDate: '2024' }, '/cell').month).toBe('2024');
});

import { expect, test } from 'vitest';
import type { StandMark } from '../../../../src/domain/cells/stand-mark.js';
import { markView } from '../../../../src/web/parts/stand/mark-view.js';
import { stance } from '../../../domain/log-builder.js';
import { context } from '../../../domain/update-builder.js';

const [russia] = context.negotiation.parties;
const mark: StandMark = {
  party: { ...(russia as StandMark['party']), name: 'European Union', shortName: 'EU' },
  setting: { record: 1, version: 1, stance: stance({ position: 'rejects' }) },
  position: 'rejects',
  evidence: 'on_record',
  ...{ edge: 'record', isAmong: true, was: null, staleDate: null, contests: [], isReserved: false },
};

test('a mark says in words all that is drawn, and by its looks how it is known and whether the gap counts it', () => {
  expect(markView(mark, '/cell')).toEqual({
    url: '/cell',
    name: 'EU',
    words: 'European Union: Rejects, on the record',
    sign: { shape: 'down-2', width: 20 },
    looks: 'mark tone-against-2 by-record mark-counts',
    was: null,
    month: null,
  });
  const setting = {
    record: 1,
    version: 1,
    stance: stance({ position: 'rejects', attribution: 'counterparty_account' }),
  };
  const told = { setting, edge: 'told', evidence: 'reported', isAmong: false, was: 'reluctant' } as const;
  expect(markView({ ...mark, ...told, staleDate: '2025-08-09', isReserved: true }, '/cell')).toMatchObject({
    words: 'European Union: Rejects, account by another party, reserves the whole',
    looks: 'mark tone-against-2 by-told',
    was: { words: 'was Reluctant', way: 'left' },
    month: 'Aug ’25',
  });
});

test.each([
  ['insists', 'demands', 'was Demands', 'right'],
  ['accepts', 'favours', 'was Favours', 'within'],
  ['conditional', 'contradictory', 'was Mixed', 'within'],
] as const)('%s that was %s: “%s”, from the other side of “%s”', (position, was, words, way) => {
  expect(markView({ ...mark, position, was }, '/cell').was).toEqual({ words, way });
});

test('a party without a short name is named once', () => {
  const party = { ...mark.party, name: 'Russia', shortName: null };
  const { name, words } = markView({ ...mark, party }, '/cell');
  expect([name, words]).toEqual(['Russia', 'Rejects, on the record']);
});

test('of a position that is known to the year only the year is printed', () => {
  expect(markView({ ...mark, staleDate: '2024' }, '/cell').month).toBe('2024');
});

import { describe, expect, test } from 'vitest';
import { buildMatrix } from '../../../src/domain/cells/matrix.js';
import { approachesBetween, approachOf, recededFrom } from '../../../src/domain/cells/moved-towards.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { PartyRole } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';
import { modelApproach } from '../model.js';

const codes = [-3, -2, -1, 0, 1, 2, 3];

test('who moved towards whom is as the model says, for all codes before and after', () => {
  for (const from of codes)
    for (const to of codes)
      for (const otherFrom of codes)
        for (const otherTo of codes) {
          const said = [from, to, otherFrom, otherTo];
          const approach = approachOf({ from, to }, { from: otherFrom, to: otherTo });
          expect([...said, approach]).toEqual([...said, modelApproach(from, to, otherFrom, otherTo)]);
          const back = approachOf({ from: otherFrom, to: otherTo }, { from, to });
          if (approach === 'both') expect(back).toBe('both');
        }
});

test.each([
  ['a rejection softened against a demand', [-2, -1], [2, 2], 'alone'],
  ['opened against a demand', [-2, 0], [2, 2], 'alone'],
  ['a rejection reversed beyond one that favours it', [-2, 2], [1, 1], 'alone'],
  ['a demand hardened beyond one that favours it', [1, 3], [1, 1], null],
  ['a demand hardened towards a red line', [1, 2], [3, 3], 'alone'],
  ['a demand hardened against a rejection', [1, 2], [-2, -2], null],
  ['reaffirmed', [1, 1], [3, 3], null],
  ['both opened', [2, 0], [-2, 0], 'both'],
  ['both softened', [2, 1], [-2, -1], 'both'],
  ['one softened while the other hardened', [2, 1], [-2, -3], null],
  ['they changed sides with one another', [2, -2], [-2, 2], null],
] as const)('%s', (_, [from, to], [otherFrom, otherTo], approach) => {
  expect(approachOf({ from, to }, { from: otherFrom, to: otherTo })).toBe(approach);
});

describe('between two matrices', () => {
  /** The first party comes nearer to the second, as the log tells it. */
  function approaches(write: (log: LogBuilder) => void, role: PartyRole = 'principal') {
    const log = new LogBuilder();
    write(log);
    const at = (asOf: string) =>
      buildMatrix(new NegotiationLog(log.entries), [1], [1, 2], { asOf, known: 99, evidence: 'default' });
    const parties = [
      { id: 1, role: 'principal' },
      { id: 2, role },
    ] as const;
    return approachesBetween(at('2025-08-10'), at('2025-08-20'), [{ id: 1 }], parties);
  }

  const nearer = (log: LogBuilder) => {
    log.report({ party: 1, day: '2025-08-01', position: 'rejects' });
    log.report({ party: 2, day: '2025-08-01', position: 'demands' });
    log.report({ party: 1, day: '2025-08-15', position: 'conditional' });
  };

  test('one moved towards the other', () => {
    expect(approaches(nearer)).toEqual([{ demand: 1, party: 1, towards: 2, isMutual: false }]);
  });

  test('where both moved, each is told', () => {
    const both = approaches((log) => {
      nearer(log);
      log.report({ party: 2, day: '2025-08-16', position: 'favours' });
    });
    expect(both).toEqual([
      { demand: 1, party: 1, towards: 2, isMutual: true },
      { demand: 1, party: 2, towards: 1, isMutual: true },
    ]);
  });

  test.each<[string, (log: LogBuilder) => void, PartyRole]>([
    ['a mediator is the goal', nearer, 'mediator'],
    [
      'it is a first record',
      (log) => {
        log.report({ party: 2, day: '2025-08-01', position: 'demands' });
        log.report({ party: 1, day: '2025-08-15', position: 'conditional' });
      },
      'principal',
    ],
    [
      'the class of evidence changed',
      (log) => {
        log.report({ party: 1, day: '2025-08-01', position: 'rejects', attribution: 'background' });
        log.report({ party: 2, day: '2025-08-01', position: 'demands' });
        log.report({ party: 1, day: '2025-08-15', position: 'conditional' });
      },
      'principal',
    ],
    [
      'the goal is contested',
      (log) => {
        nearer(log);
        log.report({ party: 2, day: '2025-08-16', position: 'rejects', attribution: 'background' });
      },
      'principal',
    ],
    [
      'the goal sends contradictory signals',
      (log) => {
        nearer(log);
        log.report({ party: 2, day: '2025-08-16', position: 'contradictory' });
      },
      'principal',
    ],
  ])('nothing is said where %s', (_, write, role) => {
    expect(approaches(write, role)).toEqual([]);
  });
});

test('a party that hardens is further from those on the other side and from those that it has left behind', () => {
  const log = new LogBuilder();
  const stands = ['reluctant', 'rejects', 'demands', 'reluctant'] as const;
  for (const [index, position] of stands.entries())
    log.report({ party: index + 1, day: '2025-08-01', position });
  log.report({ party: 1, day: '2025-08-15', position: 'demands' });
  const parties = [1, 2, 3, 4].map((id) => ({ id, role: 'principal' as const }));
  const at = (asOf: string) => {
    const clocks = { asOf, known: 99, evidence: 'default' as const };
    return buildMatrix(new NegotiationLog(log.entries), [1], [1, 2, 3, 4], clocks)[0] ?? [];
  };
  expect(recededFrom(at('2025-08-10'), at('2025-08-20'), 0, parties)).toEqual([2, 4]);
});

import { expect, test } from 'vitest';
import {
  evidenceCounts,
  evidenceGroups,
  isCountedBy,
  type KnownCell,
  knownCell,
  type SettingEvidence,
  shareInWords,
} from '../../../src/domain/cells/cell-evidence.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Demand, Party, Topic } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';

const clocks = { asOf: '2025-11-30', known: 99, evidence: 'default' } as const;
const topics = [
  { id: 1, slug: 'land', name: 'Land' },
  { id: 2, slug: 'arms', name: 'Arms' },
] as Topic[];
const parties = [
  { id: 1, slug: 'north', name: 'North' },
  { id: 2, slug: 'south', name: 'South' },
] as Party[];
const demands = [
  { id: 1, topic: topics[0] },
  { id: 2, topic: topics[1] },
] as Demand[];

function cellIn(log: LogBuilder, party: number, demand: number, evidence: SettingEvidence | null): KnownCell {
  const place = {
    party: parties[party - 1] as Party,
    demand: demands[demand - 1] as Demand,
    cell: new NegotiationLog(log.entries).cellAt(party, demand, clocks),
  };
  return knownCell(place, evidence, { before: '2025-08-30', asOf: clocks.asOf });
}

/** By what a cell is counted. */
function countsOf(cell: KnownCell): string {
  return evidenceCounts
    .filter(({ value }) => isCountedBy(value, cell))
    .map(({ value }) => value)
    .join(', ');
}

test('a cell is counted once by how it is known, and by everything that is weak about it', () => {
  const log = new LogBuilder();
  log.report({ party: 1, demand: 1, day: '2025-08-09' });
  log.report({
    ...{ party: 1, demand: 1, day: '2025-08-16' },
    ...{ position: 'rejects', attribution: 'background' },
  });
  log.report({ party: 2, demand: 1, day: '2025-10-09', attribution: 'unnamed_sources' });
  log.report({ party: 1, demand: 2, day: '2025-10-09', attribution: 'inferred' });
  log.report({ party: 2, demand: 2, position: 'no_stated_position', attribution: null });
  const cells = [
    cellIn(log, 1, 1, { origins: ['reuters'], quote: 'found_twice' }),
    cellIn(log, 2, 1, { origins: ['reuters', 'ap'], quote: 'not_checked' }),
    cellIn(log, 1, 2, { origins: ['reuters'], quote: null }),
    cellIn(log, 2, 2, null),
  ];
  expect(cells.map(countsOf)).toEqual([
    'on_record, known, one_origin, stale, contested, quote_found',
    'reported, known, unnamed, quote_not_checked',
    'inferred, known, one_origin, no_quote',
    'nothing',
  ]);
  const lines = evidenceGroups({ parties, topics }, cells).map(({ of, name, summary }) => {
    const { cells: all, counts, origins } = summary;
    return `${of} ${name}: ${all} cells, ${counts.known} known, ${counts.one_origin} of one origin, ${origins} origins`;
  });
  expect(lines).toEqual([
    'all All: 4 cells, 3 known, 2 of one origin, 2 origins',
    'party North: 2 cells, 2 known, 2 of one origin, 1 origins',
    'party South: 2 cells, 1 known, 0 of one origin, 2 origins',
    'topic Land: 2 cells, 2 known, 1 of one origin, 2 origins',
    'topic Arms: 2 cells, 1 known, 1 of one origin, 1 origins',
  ]);
});

test('a share says neither nothing nor all unless it is', () => {
  expect([0, 1, 500, 999, 1000].map((count) => shareInWords(count, 1000))).toEqual([
    ...['0%', '<1%', '50%', '>99%', '100%'],
  ]);
  expect(shareInWords(0, 0)).toBe('0%');
});

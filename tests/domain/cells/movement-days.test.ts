import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { type Moved, movementsOf } from '../../../src/domain/cells/course.js';
import {
  endOf,
  type KindOfMove,
  movementDays,
  movementsWithin,
} from '../../../src/domain/cells/movement-days.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { noFilter } from '../../../src/domain/cells/position-filter.js';
import { codeOf, positions } from '../../../src/domain/log/position.js';
import { context } from '../update-builder.js';
import { LogBuilder } from '../log-builder.js';

const { parties, demands } = context.negotiation;
const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
const days = Array.from({ length: 9 }, (_, index) => `2025-08-0${index + 1}`);

const anyReport = fc.record({
  party: fc.constantFrom(...idsOf(parties)),
  demand: fc.constantFrom(...idsOf(demands)),
  day: fc.constantFrom(...days),
  position: fc.constantFrom(...positions.map(({ value }) => value)),
  attribution: fc.constantFrom(
    'on_record_principal' as const,
    'unnamed_sources' as const,
    'inferred' as const,
  ),
  isRetracted: fc.nat({ max: 4 }).map((number) => number === 0),
});

const anyLog = fc.array(anyReport, { minLength: 1, maxLength: 40 }).map((reports) => {
  const builder = new LogBuilder();
  for (const { isRetracted, ...report } of reports) {
    const record = builder.report(report);
    if (isRetracted) builder.retract(record);
  }
  return new NegotiationLog(builder.entries);
});

const anyAsked = fc.record({
  log: anyLog,
  clocks: fc.record({
    asOf: fc.option(fc.constantFrom(...days)),
    known: fc.constantFrom(20, 99),
    evidence: fc.constantFrom('on_record' as const, 'default' as const, 'all' as const),
  }),
  filter: fc.constantFrom(
    noFilter,
    { ...noFilter, parties: [parties[0]?.slug ?? ''] },
    { ...noFilter, positions: ['rejects' as const, 'demands' as const] },
  ),
});

/** Every movement except reaffirmations, cell by cell, past the filter. */
function allMoved(log: NegotiationLog, clocks: Clocks): Moved[] {
  return idsOf(demands).flatMap((demand) =>
    idsOf(parties).flatMap((party) =>
      movementsOf(log, party, demand, clocks).filter(({ movement }) => movement !== 'reaffirmed'),
    ),
  );
}

function lastOf<Result>(work: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const kindWords = ({ party, side, direction, isFirst }: Omit<KindOfMove, 'count'>) =>
  `${party} to ${side}, ${isFirst ? 'first' : direction}`;

/** By the codes of both positions; where one has none, there is no direction. */
function kindOf({ party, from, record, movement }: Moved): string {
  const [before, after] = [from && codeOf(from), codeOf(record.stance.position)];
  const direction = before === null || after === null ? 0 : Math.sign(after - before);
  return kindWords({ party, side: Math.sign(after ?? 0), direction, isFirst: movement === 'new' });
}

const dayOf = ({ record }: Moved) => record.stance.day;

test('the days of movements, and the movements of a period, are those of the courses of the cells', () => {
  fc.assert(
    fc.property(anyAsked, fc.constantFrom(...days), ({ log, clocks, filter }, from) => {
      const all = allMoved(log, clocks);
      const isWanted = ({ party, record }: Moved) =>
        (filter.parties.length === 0 || party === parties[0]?.id) &&
        (filter.positions.length === 0 || filter.positions.some((each) => each === record.stance.position));
      const wanted = all.filter(isWanted);
      const asked = { negotiation: { parties, demands }, log, clocks, filter };
      const found = lastOf(movementDays(asked));
      const sorted = all.map(dayOf).sort();
      expect(found.all).toEqual(all.length > 0 ? { from: sorted[0], to: sorted.at(-1) } : null);
      for (const { day, count, first } of found.days) {
        const ofDay = wanted.filter((moved) => dayOf(moved) === day);
        expect([count, first]).toEqual([
          ofDay.length,
          ofDay.filter(({ movement }) => movement === 'new').length,
        ]);
      }
      for (const to of days) {
        const within = wanted.filter((moved) => dayOf(moved) >= from && dayOf(moved) <= to);
        const kinds = new Map<string, number>();
        for (const each of within) kinds.set(kindOf(each), (kinds.get(kindOf(each)) ?? 0) + 1);
        const moves = found.movesOf({ from, to });
        expect(new Map(moves.map((move) => [kindWords(move), move.count]))).toEqual(kinds);
        for (const { id } of parties)
          expect(found.firstOf(id, { from, to })).toBe(
            within.filter(({ party, movement }) => party === id && movement === 'new').length,
          );
      }
      expect(found.days.map(({ day }) => day)).toEqual([...new Set(wanted.map(dayOf))].sort());
      const withinDays = (to: string) =>
        days.flatMap((day) => (day < from || day > to ? [] : wanted.filter((moved) => dayOf(moved) === day)));
      for (const each of days) expect(movementsWithin(asked, { from, to: each })).toEqual(withinDays(each));
      const to = days.at(-1) as string;
      const within = withinDays(to);
      const end = endOf(found.days, { from, to }, 3);
      expect(movementsWithin(asked, end).slice(-3)).toEqual(within.slice(-3));
      expect(end.from === from || movementsWithin(asked, end).length >= 3).toBe(true);
    }),
  );
});

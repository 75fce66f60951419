import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContestedRun, contestedSpans } from '../../../src/domain/cells/contested-spans.js';
import { type Contest, contestsIn } from '../../../src/domain/cells/course.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { noFilter } from '../../../src/domain/cells/position-filter.js';
import { dayNumber } from '../../../src/domain/when.js';
import { LogBuilder } from '../log-builder.js';
import { context } from '../update-builder.js';

const { parties, demands } = context.negotiation;
/** Little of it is on the record, which ends what was contested before. */
const attributions = ['on_record_principal', 'unnamed_sources', 'unnamed_sources', 'inferred'] as const;
const days = Array.from({ length: 9 }, (_, index) => `2025-08-0${index + 1}`);

/** Positions on both sides and few cells: most of these logs have several spans, many without a day between. */
const anyLog = fc
  .array(
    fc.record({
      party: fc.constantFrom(...parties.slice(0, 2).map(({ id }) => id)),
      demand: fc.constantFrom(...demands.slice(0, 2).map(({ id }) => id)),
      day: fc.constantFrom(...days),
      position: fc.constantFrom('demands' as const, 'rejects' as const, 'reluctant' as const),
      attribution: fc.constantFrom(...attributions),
    }),
    { minLength: 40, maxLength: 80 },
  )
  .map((reports) => {
    const builder = new LogBuilder();
    for (const report of reports) builder.report(report);
    return new NegotiationLog(builder.entries);
  });

const anyAsked = fc.record({
  log: anyLog,
  clocks: fc.record({
    asOf: fc.option(fc.constantFrom(...days)),
    known: fc.constantFrom(20, 99),
    evidence: fc.constantFrom('default' as const, 'default' as const, 'all' as const),
  }),
  filter: fc.constantFrom(
    noFilter,
    { ...noFilter, parties: [parties[0]?.slug ?? ''] },
    { ...noFilter, positions: ['reluctant' as const] },
  ),
});

function lastOf<Result>(work: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Those that begin up to a day, each with all before it that it goes on from. */
function joined(spans: readonly Contest[], to: string): ContestedRun[] {
  const runs: ContestedRun[] = [];
  for (const span of spans.filter((each) => each.from <= to)) {
    const [from, end] = [dayNumber(span.from), span.to === null ? null : dayNumber(span.to)];
    const last = runs.at(-1);
    const isOne = last?.party === span.party && last.demand === span.demand && last.to === from;
    if (isOne) runs[runs.length - 1] = { ...last, to: end };
    else runs.push({ party: span.party, demand: span.demand, from, to: end });
  }
  return runs;
}

test('the runs of a period are the spans of its cells, joined where no day is between, with what is before it', () => {
  let [most, joins] = [0, 0];
  fc.assert(
    fc.property(
      anyAsked,
      fc.constantFrom(...days),
      fc.constantFrom(...days),
      ({ log, clocks, filter }, from, to) => {
        const found = lastOf(contestedSpans({ negotiation: { parties, demands }, log, clocks, filter }));
        const spans = demands.flatMap((demand) =>
          parties.flatMap((party) => contestsIn(log, party.id, demand.id, clocks)),
        );
        const meant = spans.filter(({ party, read }) => {
          const isOfParty = filter.parties.length === 0 || party === parties[0]?.id;
          const positions = [read().setting.stance.position, read().contest.stance.position];
          return isOfParty && (filter.positions.length === 0 || positions.includes('reluctant'));
        });
        const runs: ContestedRun[] = [];
        found.eachRun({ from: dayNumber(from), to: dayNumber(to) }, (run) => runs.push(run));
        const within = joined(meant, to).filter((run) => run.to === null || run.to > dayNumber(from));
        expect(runs).toEqual(within);
        const ends = meant.flatMap((span) => [span.from, span.to ?? span.from]).map(dayNumber);
        expect(found.all()).toEqual(
          ends.length === 0 ? null : { from: Math.min(...ends), to: Math.max(...ends) },
        );
        most = Math.max(most, runs.length);
        joins = Math.max(joins, meant.length - joined(meant, '2025-08-09').length);
      },
    ),
  );
  expect([most > 1, joins > 0]).toEqual([true, true]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstDays } from '../../../src/domain/cells/first-days.js';
import { Mentions } from '../../../src/domain/cells/mentions.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { dayNumber } from '../../../src/domain/when.js';
import { LogBuilder } from '../log-builder.js';

const days = Array.from({ length: 6 }, (_, index) => `2025-08-0${index + 1}`);
const anyDay = fc.constantFrom(...days);
const anySources = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('report' as const), day: anyDay, on: fc.constant(0), cites: anySources }),
  fc.record({ kind: fc.constant('correction' as const), day: anyDay, on: fc.nat(), cites: anySources }),
  fc.record({ kind: fc.constant('retraction' as const), day: anyDay, on: fc.nat(), cites: anySources }),
);

/** A log of which each entry cites some sources, taken as it is loaded: some entries at once. */
const anyCited = fc
  .record({ steps: fc.array(anyStep, { maxLength: 20 }), batch: fc.integer({ min: 1, max: 6 }) })
  .map(({ steps, batch }) => {
    const builder = new LogBuilder();
    const records: number[] = [];
    for (const { kind, day, on } of steps) {
      const record = records[on % records.length] as number;
      if (kind === 'report' || records.length === 0) records.push(builder.report({ day }));
      else if (kind === 'correction') builder.correct(record, { day });
      else builder.retract(record);
    }
    const [log, mentions] = [new NegotiationLog(), new Mentions()];
    const firstDays = new FirstDays(mentions, log);
    for (let start = 0; start < builder.entries.length; start += batch) {
      const some = builder.entries.slice(start, start + batch);
      for (const { sequence, record } of some)
        for (const source of steps[sequence - 1]?.cites ?? []) mentions.add(source, record, sequence);
      log.extend(some);
      for (const { sequence, record } of some) firstDays.take(sequence, record);
    }
    return { log, mentions, firstDays };
  });

test('at any clocks, the sources that count are those of the records that count', () => {
  fc.assert(
    fc.property(
      anyCited,
      fc.option(anyDay),
      fc.nat({ max: 21 }),
      ({ log, mentions, firstDays }, asOf, known) => {
        const records = log.recordsAt({ asOf, known });
        expect(firstDays.countAt(known, asOf === null ? null : dayNumber(asOf))).toBe(
          mentions.countAt(known, records),
        );
        expect(log.recordCount({ asOf, known })).toBe(records.size);
      },
    ),
    { numRuns: 500 },
  );
});

test('a source counts from another day once the only record of its first day was moved', () => {
  const builder = new LogBuilder();
  const first = builder.report({ day: '2025-08-09' });
  const second = builder.report({ day: '2025-08-20' });
  builder.correct(first, { day: '2025-08-15' });
  builder.correct(first, { day: '2025-08-01' });
  const [log, mentions] = [new NegotiationLog(builder.entries), new Mentions()];
  for (const record of [first, second]) mentions.add(7, record, record);
  const firstDays = new FirstDays(mentions, log);
  for (const { sequence, record } of builder.entries) firstDays.take(sequence, record);
  const countOn = (day: string) => [1, 2, 3, 4].map((known) => firstDays.countAt(known, dayNumber(day)));
  expect(countOn('2025-08-01')).toEqual([0, 0, 0, 1]);
  expect(countOn('2025-08-09')).toEqual([1, 1, 0, 1]);
  expect(countOn('2025-08-15')).toEqual([1, 1, 1, 1]);
  expect(firstDays.countAt(4)).toBe(1);
});

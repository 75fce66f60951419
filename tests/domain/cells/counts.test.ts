import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Counts } from '../../../src/domain/cells/counts.js';
import { Mentions } from '../../../src/domain/cells/mentions.js';
import type { Entry } from '../../../src/domain/log/entry.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { dayNumber } from '../../../src/domain/when.js';
import { LogBuilder } from '../log-builder.js';

const days = Array.from({ length: 6 }, (_, index) => `2025-08-0${index + 1}`);
const anyDay = fc.constantFrom(...days);
const anySources = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
/** What is done to a corroboration: only its clarification names sources. */
const anyTurn = fc.constantFrom('undo' as const, 'redo' as const, 'clarification' as const);
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('report' as const), day: anyDay, on: fc.constant(0), cites: anySources }),
  fc.record({ kind: fc.constant('correction' as const), day: anyDay, on: fc.nat(), cites: anySources }),
  fc.record({ kind: fc.constant('retraction' as const), day: anyDay, on: fc.nat(), cites: anySources }),
  fc.record({ kind: fc.constant('corroboration' as const), day: anyDay, on: fc.nat(), cites: anySources }),
  fc.record({ kind: anyTurn, day: anyDay, on: fc.nat(), cites: anySources }),
);

const targeted = (entry: Entry) => ({
  ...entry,
  target: 'target' in entry ? (entry.target ?? null) : null,
});

const turn = {
  undo: (builder: LogBuilder, record: number, target: number) => builder.retract(record, target),
  redo: (builder: LogBuilder, record: number, target: number) => builder.restore(record, target),
  clarification: (builder: LogBuilder, record: number, target: number) =>
    builder.clarifySources(record, target),
};

/** A log of which each entry cites some sources, taken as it is loaded: some entries at once. */
const anyCited = fc
  .record({ steps: fc.array(anyStep, { maxLength: 20 }), batch: fc.integer({ min: 1, max: 6 }) })
  .map(({ steps, batch }) => {
    const builder = new LogBuilder();
    const records: number[] = [];
    const corroborations: { readonly record: number; readonly target: number }[] = [];
    for (const { kind, day, on } of steps) {
      const record = records[on % records.length] as number;
      const corroboration = corroborations[on % corroborations.length];
      if (kind === 'report' || records.length === 0) records.push(builder.report({ day }));
      else if (kind === 'correction') builder.correct(record, { day });
      else if (kind === 'retraction' || (kind !== 'corroboration' && !corroboration)) builder.retract(record);
      else if (kind === 'corroboration') corroborations.push({ record, target: builder.corroborate(record) });
      else if (corroboration) turn[kind](builder, corroboration.record, corroboration.target);
    }
    const [log, mentions] = [new NegotiationLog(), new Mentions()];
    const counts = new Counts(mentions, log);
    for (let start = 0; start < builder.entries.length; start += batch) {
      const some = builder.entries.slice(start, start + batch);
      for (const { sequence, record } of some)
        for (const source of steps[sequence - 1]?.cites ?? []) mentions.add(source, record, sequence);
      for (const { sequence, kind, target } of some.map(targeted))
        if (target !== null) mentions.turn({ sequence, kind, target });
      log.extend(some);
      for (const { sequence, record, target } of some.map(targeted)) counts.take(sequence, record, target);
    }
    return { log, mentions, counts };
  });

test('at any clocks, the records that count are counted, and the sources that they name', () => {
  fc.assert(
    fc.property(
      anyCited,
      fc.option(anyDay),
      fc.nat({ max: 21 }),
      ({ log, mentions, counts }, asOf, known) => {
        const records = log.recordsAt({ asOf, known });
        const lastDay = asOf === null ? null : dayNumber(asOf);
        expect(counts.recordsAt(known, lastDay)).toBe(records.size);
        expect(counts.sourcesAt(known, lastDay)).toBe(mentions.countAt(known, records));
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
  const counts = new Counts(mentions, log);
  for (const { sequence, record } of builder.entries) counts.take(sequence, record);
  const countOn = (day: string) => [1, 2, 3, 4].map((known) => counts.sourcesAt(known, dayNumber(day)));
  expect(countOn('2025-08-01')).toEqual([0, 0, 0, 1]);
  expect(countOn('2025-08-09')).toEqual([1, 1, 0, 1]);
  expect(countOn('2025-08-15')).toEqual([1, 1, 1, 1]);
  expect(counts.sourcesAt(4, null)).toBe(1);
});

test('records are counted up to any number, whatever became of them', () => {
  const builder = new LogBuilder();
  const first = builder.report();
  builder.corroborate(first);
  const second = builder.report({ party: 2 });
  builder.retract(second);
  builder.report({ party: 3 });
  const counts = new Counts(new Mentions(), new NegotiationLog(builder.entries));
  expect(counts.recordsAt(5, null)).toBe(0);
  for (const { sequence, record } of builder.entries) counts.take(sequence, record);
  const countAt = (known: number) => counts.recordsAt(known, null);
  expect([0, 1, 2, 3, 4, 5, 99].map(countAt)).toEqual([0, 1, 1, 2, 2, 3, 3]);
});

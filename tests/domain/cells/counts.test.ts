import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Counts } from '../../../src/domain/cells/counts.js';
import { CountsInCells } from '../../../src/domain/cells/counts-in-cells.js';
import { Mentions } from '../../../src/domain/cells/mentions.js';
import type { Entry } from '../../../src/domain/log/entry.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { StandingEntries } from '../../../src/domain/cells/standing-entries.js';
import { dayNumber } from '../../../src/domain/when.js';
import { LogBuilder } from '../log-builder.js';
import { modelCited } from '../model.js';

const days = Array.from({ length: 6 }, (_, index) => `2025-08-0${index + 1}`);
const anyDay = fc.constantFrom(...days);
const anySources = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
const anyStep = fc.record({
  kind: fc.constantFrom(
    ...(['report', 'report', 'correction', 'clarification', 'corroboration', 'denial'] as const),
    ...(['retraction', 'restoration', 'undo', 'redo', 'clarified sources'] as const),
  ),
  day: anyDay,
  on: fc.nat(),
  /** Of acts only some name sources. */
  cites: anySources,
});

const acts = {
  correction: (builder: LogBuilder, record: number, day: string) => builder.correct(record, { day }),
  clarification: (builder: LogBuilder, record: number) => builder.clarify(record),
  retraction: (builder: LogBuilder, record: number) => builder.retract(record),
  restoration: (builder: LogBuilder, record: number) => builder.restore(record),
};

const turns = {
  undo: (builder: LogBuilder, record: number, target: number) => builder.retract(record, target),
  redo: (builder: LogBuilder, record: number, target: number) => builder.restore(record, target),
  'clarified sources': (builder: LogBuilder, record: number, target: number) =>
    builder.clarifySources(record, target),
};

type Citing = ReadonlyMap<number, readonly number[]>;

/** What is told of a log of which each entry names some sources, taken as it is loaded: some entries at once. */
function countsOf(entries: readonly Entry[], citing: Citing, batch = entries.length) {
  const [log, mentions, standing] = [new NegotiationLog(), new Mentions(), new StandingEntries()];
  const counts = new Counts(mentions, standing, log);
  const take = (some: readonly Entry[]) => {
    for (const { sequence, record } of some)
      for (const source of citing.get(sequence) ?? []) mentions.add(source, record, sequence);
    for (const entry of some) if (entry.kind !== 'report') standing.add(entry.record, entry);
    log.extend(some);
    for (const { sequence, record } of some) counts.take(sequence, record);
  };
  for (let start = 0; start < entries.length; start += batch) take(entries.slice(start, start + batch));
  return { log, mentions, standing, counts, take };
}

const anyCited = fc
  .record({ steps: fc.array(anyStep, { maxLength: 20 }), batch: fc.integer({ min: 1, max: 6 }) })
  .map(({ steps, batch }) => {
    const builder = new LogBuilder();
    const citing = new Map<number, number[]>();
    const records: number[] = [];
    const targets: { readonly record: number; readonly target: number }[] = [];
    for (const { kind, day, on, cites } of steps) {
      const record = records[on % records.length];
      const target = targets[on % targets.length];
      const names = () => citing.set(builder.entries.length, cites);
      if (kind === 'report' || record === undefined) {
        records.push(builder.report({ day, party: 1 + (on % 2), attribution: 'unnamed_sources' }));
        names();
      } else if (kind === 'corroboration' || kind === 'denial') {
        const made = kind === 'denial' ? builder.deny(record) : builder.corroborate(record);
        targets.push({ record, target: made });
        names();
      } else if (kind in acts) {
        acts[kind as keyof typeof acts](builder, record, day);
        if (kind === 'correction' || kind === 'clarification') names();
      } else if (target) {
        turns[kind as keyof typeof turns](builder, target.record, target.target);
        if (kind === 'clarified sources') names();
      }
    }
    const { entries } = builder;
    return { entries, citing, ...countsOf(entries, citing, batch) };
  });

/** Sources that something else cites. */
const anyOthers = fc.subarray([1, 2, 3, 4, 9]);

test('at any clocks, the records that count are counted, and the sources that standing entries of them or others cite', () => {
  fc.assert(
    fc.property(anyCited, fc.option(anyDay), fc.nat({ max: 21 }), anyOthers, (made, asOf, known, others) => {
      const { entries, citing, log, mentions, standing, counts } = made;
      const cited = modelCited(entries, (entry) => citing.get(entry) ?? [], { asOf, known });
      const records = log.recordsAt({ asOf, known });
      const lastDay = asOf === null ? null : dayNumber(asOf);
      const times = mentions.at(known, records, standing);
      expect(counts.recordsAt(known, lastDay)).toBe(records.size);
      expect(new Map([1, 2, 3, 4].filter((id) => times.has(id)).map((id) => [id, times.get(id)]))).toEqual(
        new Map([...cited].sort(([one], [other]) => one - other)),
      );
      expect(mentions.namedBy(records, known, standing).size).toBe(cited.size);
      expect(counts.sourcesAt(known, lastDay)).toBe(cited.size);
      const [also, either] = [new Set(others), new Set([...cited.keys(), ...others])];
      expect(counts.sourcesAt(known, lastDay, also)).toBe(either.size);
    }),
    { numRuns: 1_000 },
  );
});

/** A page that is asked for: at which clocks, once so many of the entries are there, and with which party’s cells. */
const anyPage = fc.record({
  asOf: fc.option(anyDay),
  known: fc.nat({ max: 21 }),
  party: fc.constantFrom(0, 1, 2),
  others: anyOthers,
});

test('some cells are counted the same whatever was counted before', () => {
  fc.assert(
    fc.property(anyCited, fc.array(anyPage, { maxLength: 12 }), ({ entries, citing }, pages) => {
      const growing = countsOf([], citing);
      const inCells = new CountsInCells(growing.log, growing.mentions, growing.standing);
      let taken = 0;
      for (const { asOf, known, party, others } of pages) {
        const isAsked = (each: number) => party === 0 || each === party;
        taken = Math.max(taken, known);
        growing.take(entries.slice(growing.log.lastSequence, taken));
        const counted = inCells.countAt({ asOf, known }, new Set(others), isAsked);
        const { log, mentions, standing } = countsOf(entries, citing);
        const records = log.recordsAt({ asOf, known }, log.askedCells(isAsked));
        const cited = mentions.namedBy(records, known, standing);
        const sources = cited.size + others.filter((source) => !cited.has(source)).length;
        expect(resultOf(counted)).toEqual({ records: records.size, sources });
      }
    }),
    { numRuns: 1_000 },
  );
});

test('while only reports come, the records of a cell that were counted are not gone through again', () => {
  const builder = new LogBuilder();
  const { log, mentions, standing, take } = countsOf([], new Map());
  const inCells = new CountsInCells(log, mentions, standing);
  const steps: number[] = [];
  for (let party = 1; party <= 3; party += 1) {
    builder.report({ party });
    if (party === 3) builder.retract(1);
    take(builder.entries.slice(log.lastSequence));
    const counting = inCells.countAt(
      { asOf: null, known: log.lastSequence },
      new Set(),
      (each) => each !== 2,
    );
    let step = 0;
    for (; counting.next().done !== true; ) step += 1;
    steps.push(step);
  }
  expect(steps).toEqual([1, 0, 1]);
});

function resultOf<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

test('a retracted record cites nothing until it is restored, and a correction keeps corroborations alone', () => {
  const builder = new LogBuilder();
  const record = builder.report();
  builder.corroborate(record);
  builder.correct(record, { position: 'rejects' });
  builder.retract(record);
  builder.restore(record);
  const citing = new Map([
    [1, [7]],
    [2, [8]],
    [3, [9]],
  ]);
  const { mentions, standing, counts } = countsOf(builder.entries, citing);
  const citedAt = (known: number) => [7, 8, 9].filter((id) => mentions.at(known, null, standing).has(id));
  expect([1, 2, 3, 4, 5].map(citedAt)).toEqual([[7], [7, 8], [8, 9], [], [8, 9]]);
  expect([1, 2, 3, 4, 5].map((known) => counts.sourcesAt(known, null))).toEqual([1, 2, 2, 0, 2]);
});

test('a source counts from another day once the only record of its first day was moved', () => {
  const builder = new LogBuilder();
  const first = builder.report({ day: '2025-08-09' });
  const second = builder.report({ day: '2025-08-20' });
  builder.correct(first, { day: '2025-08-15' });
  builder.correct(first, { day: '2025-08-01' });
  const citing = new Map([first, second, 3, 4].map((entry) => [entry, [7]]));
  const { counts } = countsOf(builder.entries, citing);
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
  const { counts } = countsOf(builder.entries, new Map());
  const countAt = (known: number) => counts.recordsAt(known, null);
  expect([0, 1, 2, 3, 4, 5, 99].map(countAt)).toEqual([0, 1, 1, 2, 2, 3, 3]);
});

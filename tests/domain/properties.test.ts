import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributions } from '../../src/domain/attribution.js';
import type { Clocks } from '../../src/domain/cells/cell.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { changesIn, isDifferent, movedSince } from '../../src/domain/cells/changes.js';
import { finished } from '../support/finished.js';
import { countedChanges, countedMoves } from '../../src/domain/cells/changes-counted.js';
import { contestsIn } from '../../src/domain/cells/course.js';
import { NegotiationLog } from '../../src/domain/cells/negotiation-log.js';
import { saidToRaise } from '../../src/domain/cells/raisers.js';
import { isFinding, positions } from '../../src/domain/log/position.js';
import { dayNumber, dayOfNumber } from '../../src/domain/when.js';
import { cellSummary } from './cell-summary.js';
import { LogBuilder } from './log-builder.js';
import { type ModelCell, modelCell, modelHasRaised } from './model.js';

/** A rule that answers for one cell of a log. Each property is tried on the real one and on a wrong one. */
type Rule = (entries: readonly Entry[], party: number, demand: number, clocks: Clocks) => ModelCell;

const rule: Rule = (entries, party, demand, clocks) => {
  return cellSummary(new NegotiationLog(entries).cellAt(party, demand, clocks));
};

const days = Array.from({ length: 9 }, (_, index) => `2025-08-0${index + 1}`);
const cells = [
  { party: 1, demand: 1 },
  { party: 1, demand: 2 },
  { party: 2, demand: 1 },
];

const anyStance: fc.Arbitrary<StanceCore> = fc
  .record({
    cell: fc.constantFrom(...cells),
    position: fc.constantFrom(...positions.map(({ value }) => value)),
    attribution: fc.constantFrom(...attributions.map(({ value }) => value)),
    day: fc.constantFrom(...days),
    isDayKnown: fc.boolean(),
    time: fc.option(fc.constantFrom('09:00', '14:30'), { freq: 3 }),
  })
  .map(({ cell, position, attribution, day, isDayKnown, time }) => ({
    ...cell,
    position,
    attribution: isFinding(position) ? null : attribution,
    date: isDayKnown ? day : '2025-08',
    day,
    time: isDayKnown ? time : null,
  }));

const anyAct = fc.oneof(
  { weight: 6, arbitrary: anyStance.map((stance) => ({ kind: 'report' as const, stance })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('correction' as const, 'clarification' as const),
      on: fc.nat(),
      stance: anyStance,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'corroboration' as const,
        'retraction' as const,
        'restoration' as const,
        'denial' as const,
      ),
      on: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('retraction' as const, 'restoration' as const, 'clarification' as const),
      on: fc.nat(),
      /** Which of the corroborations and denials of the record it is on. */
      under: fc.nat(),
    }),
  },
);

const isTarget = ({ kind }: Entry) => kind === 'corroboration' || kind === 'denial';

/** A log of up to 25 entries of every kind, in which each act is on a record that is there. */
const anyLog: fc.Arbitrary<Entry[]> = fc.array(anyAct, { maxLength: 25 }).map((acts) => {
  const entries: Entry[] = [];
  for (const act of acts) {
    const sequence = entries.length + 1;
    const records = entries.filter(({ kind }) => kind === 'report').map(({ record }) => record);
    if (act.kind === 'report') entries.push({ ...act, sequence, record: sequence });
    else if (records.length > 0) {
      const { on, ...fields } = act;
      const record = records[on % records.length] as number;
      if (!('under' in fields)) entries.push({ ...fields, sequence, record } as Entry);
      else {
        const targets = entries.filter((entry) => entry.record === record && isTarget(entry));
        const target = targets[fields.under % targets.length]?.sequence;
        if (target !== undefined) entries.push({ kind: fields.kind, sequence, record, target });
      }
    }
  }
  return entries;
});

const anyClocks: fc.Arbitrary<Clocks> = fc.record({
  asOf: fc.option(fc.constantFrom(...days), { freq: 3 }),
  known: fc.oneof(fc.nat({ max: 25 }), fc.constant(Number.MAX_SAFE_INTEGER)),
  evidence: fc.constantFrom('on_record', 'default', 'all'),
});

const now: Clocks = { asOf: null, known: Number.MAX_SAFE_INTEGER, evidence: 'default' };

function everyCell(tried: Rule, entries: readonly Entry[], clocks: Clocks): ModelCell[] {
  return cells.map(({ party, demand }) => tried(entries, party, demand, clocks));
}

/** Runs a property on a rule; throws with a counterexample if it does not hold. */
function check<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  property: (...values: Values) => void,
  numRuns = 1000,
): void {
  fc.assert(fc.property(...(arbitraries as [fc.Arbitrary<unknown>]), property as never), {
    numRuns,
    seed: 2025,
  });
}

/** The same entries logged in another order, and which number each had before. */
function logged(inOrder: readonly Entry[]): { entries: Entry[]; before: Map<number, number> } {
  const places = new Map(inOrder.map(({ sequence }, index) => [sequence, index + 1]));
  const place = (sequence: number) => places.get(sequence) as number;
  const entries = inOrder.map((entry) => {
    return { ...entry, sequence: place(entry.sequence), record: place(entry.record) };
  });
  return { entries, before: new Map([...places].map(([before, now]) => [now, before])) };
}

function named(cell: ModelCell, names: ReadonlyMap<number, number>): ModelCell {
  const name = (record: number | null) => (record === null ? null : (names.get(record) ?? record));
  return {
    ...cell,
    setting: name(cell.setting),
    since: name(cell.since),
    sinceInClass: name(cell.sinceInClass),
    beside: cell.beside.map((record) => name(record) as number),
    lastChecked: name(cell.lastChecked),
  };
}

function versionsOf(entries: readonly Entry[]): Extract<Entry, { stance: StanceCore }>[] {
  return entries.filter((entry) => 'stance' in entry) as Extract<Entry, { stance: StanceCore }>[];
}

/** Reports of which no two have the same day, time, class and attribution. */
const reportsWithoutTies = fc
  .uniqueArray(anyStance, {
    maxLength: 15,
    selector: ({ party, demand, day, time, attribution }) => [party, demand, day, time, attribution].join(),
  })
  .map((stances): Entry[] =>
    stances.map((stance, index) => ({ kind: 'report', sequence: index + 1, record: index + 1, stance })),
  );

const properties = {
  'it agrees with the model at any clocks and evidence': (tried: Rule) =>
    check(
      [anyLog, anyClocks],
      (entries: Entry[], clocks: Clocks) => {
        const expected = cells.map(({ party, demand }) => modelCell(entries, party, demand, clocks));
        expect(everyCell(tried, entries, clocks)).toEqual(expected);
      },
      3000,
    ),

  'the order of logging changes nothing, except between stances of the same day, class and attribution': (
    tried: Rule,
  ) =>
    check(
      [reportsWithoutTies, fc.infiniteStream(fc.nat()), anyClocks],
      (reports, order, { asOf, evidence }) => {
        const clocks = { ...now, asOf, evidence };
        const keys = new Map(reports.map((report) => [report.sequence, order.next().value as number]));
        const shuffled = reports.toSorted(
          (a, b) => (keys.get(a.sequence) ?? 0) - (keys.get(b.sequence) ?? 0),
        );
        const { entries, before } = logged(shuffled);
        const read = everyCell(tried, entries, clocks).map((cell) => named(cell, before));
        expect(read).toEqual(everyCell(tried, reports, clocks));
      },
    ),

  'a report published after a day changes no as_of up to it unless it is dated there': (tried: Rule) =>
    check([anyLog, anyStance, fc.constantFrom(...days), anyClocks], (entries, stance, asOf, { evidence }) => {
      fc.pre(stance.day > asOf);
      const clocks = { ...now, asOf, evidence };
      const sequence = entries.length + 1;
      const later: Entry[] = [...entries, { kind: 'report', sequence, record: sequence, stance }];
      const isSame = (before: ModelCell, after: ModelCell) =>
        // A cell in which there was nothing at all now has a record, but a later one.
        ['not_assessed', 'retracted'].includes(before.value) && after.value === 'no_record_by_date'
          ? true
          : JSON.stringify(before) === JSON.stringify(after);
      const [before, after] = [everyCell(tried, entries, clocks), everyCell(tried, later, clocks)];
      expect(before.every((cell, index) => isSame(cell, after[index] as ModelCell))).toBe(true);
    }),

  'retracting a record gives the matrix of a log that never had it': (tried: Rule) =>
    check([anyLog, fc.nat(), anyClocks], (entries, which, { asOf, evidence }) => {
      const clocks = { ...now, asOf, evidence };
      const records = entries.filter(({ kind }) => kind === 'report');
      fc.pre(records.length > 0);
      const record = (records[which % records.length] as Entry).record;
      const retraction: Entry = { kind: 'retraction', sequence: entries.length + 1, record };
      const without = entries.filter((entry) => entry.record !== record);
      // Its own cell says that it is retracted, where the log that never had it has nothing to say.
      const said = (cell: ModelCell) =>
        cell.value === 'retracted' ? { ...cell, value: 'not_assessed' } : cell;
      const retracted = everyCell(tried, [...entries, retraction], clocks).map(said);
      expect(retracted).toEqual(everyCell(tried, without, clocks).map(said));
    }),

  'a correction keeps its record’s place': (tried: Rule) =>
    check([anyLog, fc.nat(), anyStance, anyClocks], (entries, which, stance, { asOf, evidence }) => {
      const clocks = { ...now, asOf, evidence };
      const records = entries.filter(({ kind }) => kind === 'report');
      fc.pre(records.length > 0);
      const record = (records[which % records.length] as Entry).record;
      const correction: Entry = { kind: 'correction', sequence: entries.length + 1, record, stance };
      // The same log, in which the record had been reported with these words from the beginning.
      const versions = versionsOf(entries).filter((entry) => entry.record === record);
      const reworded = entries.map((entry) =>
        versions.includes(entry as (typeof versions)[number]) ? ({ ...entry, stance } as Entry) : entry,
      );
      expect(everyCell(tried, [...entries, correction], clocks)).toEqual(everyCell(tried, reworded, clocks));
    }),
} as const;

function without(kind: Entry['kind']): Rule {
  return (entries, ...rest) =>
    rule(
      entries.filter((entry) => entry.kind !== kind),
      ...rest,
    );
}

function reading(change: (stance: StanceCore, entry: Entry) => Partial<StanceCore>): Rule {
  return (entries, ...rest) => {
    const changed = entries.map((entry) =>
      'stance' in entry ? { ...entry, stance: { ...entry.stance, ...change(entry.stance, entry) } } : entry,
    );
    return rule(changed, ...rest);
  };
}

function answering(change: (cell: ModelCell) => Partial<ModelCell>): Rule {
  return (...asked) => {
    const cell = rule(...asked);
    return { ...cell, ...change(cell) };
  };
}

function atClocks(change: (clocks: Clocks) => Partial<Clocks>): Rule {
  return (entries, party, demand, clocks) => rule(entries, party, demand, { ...clocks, ...change(clocks) });
}

function isCorrected(entries: readonly Entry[], { record }: Entry): boolean {
  return entries.some((entry) => entry.kind === 'correction' && entry.record === record);
}

const weakestOfClass = { on_record: 'on_record_official', reported: 'unnamed_sources', inferred: 'inferred' };

/** Rules that are wrong in one thing each, planted to be caught by the property under which they stand. */
const wrongRules: Readonly<Record<keyof typeof properties, Readonly<Record<string, Rule>>>> = {
  'it agrees with the model at any clocks and evidence': {
    'forgets corrections': without('correction'),
    'forgets restorations': without('restoration'),
    'forgets denials': without('denial'),
    'applies acts before they were recorded': atClocks(() => ({ known: Number.MAX_SAFE_INTEGER })),
    'lets the newest of any class set the cell': atClocks(({ evidence }) => {
      return { evidence: evidence === 'default' ? 'all' : evidence };
    }),
    'counts a month from its first day': reading(({ date }) => ({ day: `${date}-01`.slice(0, 10) })),
    'takes a finding for the editor’s reading': reading(({ attribution }) => {
      return { attribution: attribution ?? 'inferred' };
    }),
    'dates a run from its newest record': answering(({ setting }) => ({ since: setting })),
    'shows nothing beside': answering(() => ({ beside: [] })),
    'takes leaving an agreement for a reversal': answering(({ movement }) => {
      return { movement: movement === 'left_agreement' ? 'reversed' : movement };
    }),
  },
  'the order of logging changes nothing, except between stances of the same day, class and attribution': {
    'orders by sequence instead of by day': reading(() => ({ day: '2025-08-01', time: null })),
    'forgets the time of day': reading(() => ({ time: null })),
    'forgets which attribution is the stronger': reading(({ attribution }) => {
      const scale = attributions.find(({ value }) => value === attribution);
      return { attribution: scale ? (weakestOfClass[scale.class] as StanceCore['attribution']) : null };
    }),
  },
  'a report published after a day changes no as_of up to it unless it is dated there': {
    'reads as_of as the day after': atClocks(({ asOf }) => {
      return { asOf: asOf && dayOfNumber(dayNumber(asOf) + 1) };
    }),
    'counts from the recorded day': reading((_, { sequence }) => {
      return { day: dayOfNumber(dayNumber('2025-08-01') + sequence) };
    }),
  },
  'retracting a record gives the matrix of a log that never had it': {
    'ignores retractions': without('retraction'),
    'withdraws only the newest version': (entries, ...rest) =>
      rule(
        entries.filter((entry) => entry.kind !== 'retraction' || !isCorrected(entries, entry)),
        ...rest,
      ),
  },
  'a correction keeps its record’s place': {
    'takes a correction for a new record': (entries, ...rest) =>
      rule(
        entries.flatMap((entry) => asNewRecord(entry)),
        ...rest,
      ),
    'moves a corrected record to the end of the log': (entries, ...rest) => {
      const moved = entries.toSorted(
        (a, b) => Number(isCorrected(entries, a)) - Number(isCorrected(entries, b)),
      );
      const { entries: anew, before } = logged(moved);
      return named(rule(anew, ...rest), before);
    },
  },
};

function asNewRecord(entry: Entry): Entry[] {
  if (entry.kind !== 'correction') return [entry];
  return [
    { kind: 'retraction', sequence: entry.sequence, record: entry.record },
    { ...entry, kind: 'report', record: entry.sequence },
  ];
}

describe.each(Object.entries(properties))('%s', (name, property) => {
  test('holds', () => {
    property(rule);
  });

  test.each(Object.entries(wrongRules[name as keyof typeof properties]))(
    'a rule that %s is caught',
    (_, wrongRule) => {
      expect(() => property(wrongRule)).toThrow('Property failed after');
    },
  );
});

/** Takes the pieces of a log one after the other. */
type Taking = (log: NegotiationLog, piece: readonly Entry[]) => void;

describe('a log taken in pieces, and read in between, is the log taken at once', () => {
  const property = (take: Taking) =>
    check([anyLog, fc.array(fc.nat({ max: 8 }), { maxLength: 6 }), anyClocks], (entries, lengths, clocks) => {
      const log = new NegotiationLog();
      let start = 0;
      for (const length of [...lengths, entries.length]) {
        take(log, entries.slice(start, start + length));
        start += length;
        for (const { party, demand } of cells) log.cellAt(party, demand, clocks);
      }
      const atOnce = new NegotiationLog(entries);
      for (const { party, demand } of cells) {
        expect(log.cellAt(party, demand, clocks)).toEqual(atOnce.cellAt(party, demand, clocks));
      }
    });

  test('holds', () => {
    property((log, piece) => log.extend(piece));
  });

  test('a log that forgets acts on the records of earlier pieces is caught', () => {
    const forgetful: Taking = (log, piece) => {
      log.extend(piece.filter(({ record }) => piece.some(({ sequence }) => sequence === record)));
    };
    expect(() => property(forgetful)).toThrow('Property failed after');
  });
});

test('the model itself reads a small log as docs/rules.md does', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
  log.report({ day: '2025-08-16', position: 'reluctant' });
  expect(modelCell(log.entries, 1, 1, now)).toEqual({
    value: 'reluctant',
    setting: 2,
    since: 2,
    sinceInClass: null,
    days: ['2025-08-16', '2025-08-16'],
    movement: 'reversed',
    beside: [],
    isContested: false,
    lastChecked: null,
  });
});

test('who is said to have raised a demand agrees with the model at any clocks', () => {
  check([anyLog, anyClocks], (entries: Entry[], clocks: Clocks) => {
    const raisers = [1, 2];
    const said = raisers.filter((party) => !modelHasRaised(entries, party, 1, clocks));
    expect(saidToRaise(new NegotiationLog(entries), { id: 1, raisers }, clocks)).toEqual(said);
  });
});

test('the days on which a cell was contested are those on which the model says so', () => {
  check([anyLog, anyClocks], (entries: Entry[], clocks: Clocks) => {
    const log = new NegotiationLog(entries);
    for (const { party, demand } of cells) {
      const spans = contestsIn(log, party, demand, clocks);
      const isWithin = (day: string) =>
        spans.some(({ from, to }) => from <= day && (to === null || day < to));
      const shown = days.filter((day) => clocks.asOf === null || day <= clocks.asOf);
      const contested = shown.filter(
        (day) => modelCell(entries, party, demand, { ...clocks, asOf: day }).isContested,
      );
      expect(shown.filter(isWithin)).toEqual(contested);
    }
  });
});

test('how a cell moved since a day is the newest movement of the changes since then', () => {
  const [demands, parties] = [
    [1, 2],
    [1, 2],
  ];
  const structure = {
    demands: demands.map((id) => ({ id })),
    parties: parties.map((id) => ({ id, role: 'principal' as const })),
  };
  check([anyLog, anyClocks, fc.constantFrom(...days)], (entries: Entry[], clocks: Clocks, from: string) => {
    const log = new NegotiationLog(entries);
    const { asOf: to, ...others } = clocks;
    const { changes } = finished(changesIn(log, structure, { ...others, from, to }));
    const expected = changes
      .filter(isDifferent)
      .map(({ before, after, movement, evidenceChange, steps, ...cell }) => ({
        ...{ party: cell.party, demand: cell.demand, movement, evidenceChange },
        before:
          before.isSet && !isFinding(before.setting.stance.position) ? before.setting.stance.position : null,
        left: steps.newest().findLast((step) => step.movement === movement)?.from?.stance.position ?? null,
        after: after.setting.stance.position,
      }));
    const moved = movedSince(log, { from, clocks }, demands, parties).flatMap((row, index) =>
      row.flatMap((each, column) =>
        each === null ? [] : [{ ...each, party: parties[column], demand: demands[index] }],
      ),
    );
    expect(moved).toEqual(expected);
    expect(countedMoves(moved)).toEqual(countedChanges(changes));
  });
});

test('what is read later says what it said, whatever was published meanwhile', () => {
  const structure = {
    demands: [{ id: 1 }, { id: 2 }],
    parties: [1, 2].map((id) => ({ id, role: 'principal' as const })),
  };
  check([anyLog, fc.nat(), fc.constantFrom(...days)], (entries: Entry[], part: number, from: string) => {
    const begun = entries.slice(0, part % (entries.length + 1));
    const clocks = { known: begun.at(-1)?.sequence ?? 0, evidence: 'default' as const };
    const kept = (log: NegotiationLog) => ({
      steps: finished(changesIn(log, structure, { ...clocks, from, to: null })).changes.map(
        ({ steps }) => steps,
      ),
      contests: cells.flatMap(({ party, demand }) =>
        contestsIn(log, party, demand, { ...clocks, asOf: null }),
      ),
    });
    const read = ({ steps, contests }: ReturnType<typeof kept>) => [
      steps.map((each) => each.newest()),
      contests.map((each) => each.read()),
    ];
    const log = new NegotiationLog(begun);
    const before = kept(log);
    log.extend(entries.slice(begun.length));
    expect(read(before)).toEqual(read(kept(new NegotiationLog(begun))));
  });
});

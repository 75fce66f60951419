import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noExternalIds } from '../../src/domain/structure/external-ids.js';
import type { Clocks } from '../../src/domain/cells/cell.js';
import { demandStates } from '../../src/domain/cells/demand.js';
import { summaryOfDemand } from '../../src/domain/cells/demand-summary.js';
import { gapLabel } from '../../src/domain/cells/gap.js';
import { leftOutAs, leftOutSentence, withoutLeftOut } from '../../src/domain/cells/left-out.js';
import { movedWords } from '../../src/domain/cells/moved-words.js';
import { movementWords } from '../../src/domain/cells/wording.js';
import { NegotiationLog } from '../../src/domain/cells/negotiation-log.js';
import { pastDays } from '../../src/domain/cells/past.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { isFinding, positions } from '../../src/domain/log/position.js';
import type { Phase } from '../../src/domain/log/record.js';
import {
  type Demand,
  type Negotiation,
  negotiationAt,
  noTerms,
  type Party,
  type Question,
} from '../../src/domain/structure/negotiation.js';
import { outcomeOn, outcomes } from '../../src/domain/structure/outcome.js';
import { cellSummary } from './cell-summary.js';
import { type ModelHistory, modelNegotiation, type ToldNegotiation } from './negotiation-model.js';

/** What answers for a whole negotiation at a pair of clocks: the rules, or a wrong one that has to be caught. */
type Rule = (history: ModelHistory, clocks: Clocks) => ToldNegotiation;

const topic = { id: 1, slug: 'ceasefire', name: 'Ceasefire', order: 0, isClosed: false };

/** The structure that the database would hold after everything in a history. */
function structureOf({
  parties,
  demands,
  questions,
  closings,
  outcomes: entries,
}: ModelHistory): Negotiation {
  type Noun = ModelHistory['closings'][number]['noun'];
  const closingsOf = (noun: Noun, id: number) =>
    closings
      .filter((act) => act.noun === noun && act.id === id)
      .map(({ sequence, isClosed }) => ({ sequence, isClosed, recordedAt: null }));
  const closed = (noun: Noun, id: number) => {
    const own = closingsOf(noun, id);
    return { closings: own, isClosed: own.at(-1)?.isClosed ?? false };
  };
  const common = { slug: 'x', order: 0, createdSequence: 0 };
  return {
    ...{ ...common, id: 1, name: 'Talks', description: '', isClosed: false, isHidden: false },
    topics: [topic],
    questions: questions.map(
      ({ id, alternatives }): Question => ({
        ...{ ...common, id, wording: `Question ${id}?`, unit: null, topic },
        alternatives: alternatives.map((demand) => ({
          ...{ demand, amount: null, joined: 0, joinedAt: '', left: null, leftAt: null },
        })),
        ...closed('question', id),
      }),
    ),
    headlines: [],
    // None is a principal: what a demand needs is what it says.
    parties: parties.map(
      (id): Party => ({
        ...{
          ...common,
          id,
          name: `Party ${id}`,
          shortName: null,
          externalIds: noExternalIds,
          kind: 'state',
          role: 'observer',
          members: [],
        },
        ...closed('party', id),
      }),
    ),
    demands: demands.map(({ id, created, raisers, needed, replaces }): Demand => {
      const successor = demands.find((each) => each.replaces.includes(id));
      return {
        ...{ ...common, ...noTerms, id, createdSequence: created, proposition: `Demand ${id}`, topic },
        ...{ raisers, addressees: [], alsoNeeds: needed, otherAddressees: '', formerSlugs: [], wordings: [] },
        ...{ replaces, replacedAfter: successor === undefined ? null : successor.created - 1 },
        outcomes: entries.filter(({ demand }) => demand === id),
        compliance: [],
        ...closed('demand', id),
      };
    }),
  };
}

const rule: Rule = (history, { asOf, known, evidence }) => {
  const negotiation = negotiationAt(structureOf(history), known);
  const clocks = { asOf, known, evidence, past: pastDays(negotiation) };
  const log = new NegotiationLog(history.entries);
  const shown = withoutLeftOut(negotiation, clocks);
  return {
    rows: shown.demands.map(({ id }) => id),
    columns: shown.parties.map(({ id }) => id),
    questions: shown.questions.map(({ id }) => id),
    sentence: leftOutSentence(negotiation, log, clocks),
    demands: Object.fromEntries(
      negotiation.demands.map((demand) => {
        const summary = summaryOfDemand(negotiation, demand, log, clocks);
        const told = {
          leftOut: leftOutAs(demand, clocks),
          outcome: outcomeOn(demand.outcomes, asOf)?.words.outcome ?? null,
          cells: negotiation.parties.map(({ id }) => cellSummary(log.cellAt(id, demand.id, clocks))),
          gap: gapLabel(summary),
          state: demandStates.find(({ value }) => value === summary.state)?.label ?? '',
          moved: movesOn(log, demand, history.entries, clocks),
        };
        return [demand.id, told];
      }),
    ),
  };
};

function movesOn(log: NegotiationLog, demand: Demand, entries: readonly Entry[], clocks: Clocks): string[] {
  const reports = entries.filter(({ kind, sequence }) => kind === 'report' && sequence <= clocks.known);
  return reports.flatMap(({ record }) => {
    const phase = log.phasesOf(record, clocks.known).at(-1) as Phase;
    const { party, demand: on, day } = phase.stance;
    if (on !== demand.id) return [];
    const moved = log.cell(party, on).movementOf(record, clocks);
    const words = movedWords(log, demand, { party, record, day }, clocks);
    if (words === null) return [`${record} none`];
    const isMoved = moved !== null && words === movementWords(moved.movement, moved.evidenceChange);
    return [`${record} ${isMoved ? moved.movement : words.toLowerCase()}`];
  });
}

const days = Array.from({ length: 7 }, (_, index) => `2025-08-0${index + 1}`);
const anyDay = fc.constantFrom(...days);
const parties = [1, 2, 3];
const questions = [
  { id: 1, alternatives: [1, 2] },
  { id: 2, alternatives: [2] },
];

/** What the third demand replaces is the first; it is created at some place in the log, or never. */
const demandsOf = (created: number | null) => [
  { id: 1, created: 0, raisers: [1], needed: [1, 2], replaces: [] },
  { id: 2, created: 0, raisers: [1, 2], needed: [1, 2, 3], replaces: [] },
  ...(created === null ? [] : [{ id: 3, created, raisers: [2], needed: [2, 3], replaces: [1] }]),
];

const anyStance: fc.Arbitrary<StanceCore> = fc
  .record({
    party: fc.constantFrom(...parties),
    demand: fc.constantFrom(1, 1, 2),
    position: fc.oneof(
      fc.constantFrom('agreed' as const, 'withdrawn' as const, 'demands' as const, 'rejects' as const),
      fc.constantFrom(...positions.map(({ value }) => value)),
    ),
    attribution: fc.constantFrom(
      ...(['on_record_principal', 'official_document', 'background', 'inferred'] as const),
    ),
    day: anyDay,
  })
  .map(({ attribution, ...stance }) => ({
    ...stance,
    attribution: isFinding(stance.position) ? null : attribution,
    date: stance.day,
    time: null,
  }));

const anyAct = fc.record({
  does: fc.constantFrom('act' as const),
  kind: fc.constantFrom(...(['correction', 'retraction', 'restoration', 'denial', 'corroboration'] as const)),
  on: fc.nat(),
  stance: anyStance,
});

const anyEnd = fc.record({
  does: fc.constantFrom('end' as const),
  kind: fc.constantFrom(...(['report', 'report', 'correction', 'retraction', 'restoration'] as const)),
  on: fc.nat(),
  outcome: fc.constantFrom(...outcomes.map(({ value }) => value)),
  day: anyDay,
});

const anyClosing = fc.record({
  does: fc.constantFrom('close' as const),
  noun: fc.constantFrom('party' as const, 'demand' as const, 'question' as const),
  id: fc.constantFrom(1, 2),
  isClosed: fc.boolean(),
});

const anyStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('report' as const), stance: anyStance }) },
  { weight: 3, arbitrary: anyAct },
  { weight: 4, arbitrary: anyEnd },
  { weight: 3, arbitrary: anyClosing },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('replace' as const) }) },
);

type StepOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Step> ? Step : never;

/** The act on one of the records so far; none while there are none. */
function actsFrom({ kind, on, stance }: StepOf<typeof anyAct>, sequence: number, entries: readonly Entry[]) {
  const reports = entries.filter((entry) => entry.kind === 'report');
  const record = reports[on % reports.length]?.record;
  if (record === undefined) return [];
  return [kind === 'correction' ? { kind, sequence, record, stance } : { kind, sequence, record }];
}

type ModelOutcome = ModelHistory['outcomes'][number];

/** What is published about an outcome; of an act without an outcome, nothing. */
function endsFrom(
  { kind, on, outcome, day }: StepOf<typeof anyEnd>,
  sequence: number,
  published: readonly ModelOutcome[],
): ModelOutcome[] {
  const words = { outcome, event: null, date: day, day, summary: '', sources: [] };
  const common = { sequence, kind, recordedAt: '', reason: null };
  if (kind === 'report') return [{ ...common, record: sequence, words, demand: 1 + (on % 2) }];
  const reports = published.filter((entry) => entry.kind === 'report');
  const report = reports[on % reports.length];
  if (!report) return [];
  const { record, demand } = report;
  return [{ ...common, record, demand, words: kind === 'correction' ? words : null }];
}

const anyHistory: fc.Arbitrary<ModelHistory> = fc.array(anyStep, { maxLength: 20 }).map((steps) => {
  const entries: Entry[] = [];
  const ends: ModelOutcome[] = [];
  const closings: ModelHistory['closings'][number][] = [];
  for (const [index, step] of steps.entries()) {
    const sequence = index + 1;
    if (step.does === 'report')
      entries.push({ kind: 'report', sequence, record: sequence, stance: step.stance });
    if (step.does === 'act') entries.push(...actsFrom(step, sequence, entries));
    if (step.does === 'end') ends.push(...endsFrom(step, sequence, ends));
    if (step.does === 'close') closings.push({ ...step, sequence });
  }
  const replaced = steps.findIndex(({ does }) => does === 'replace');
  const demands = demandsOf(replaced < 0 ? null : replaced + 1);
  return { entries, outcomes: ends, closings, parties, demands, questions };
});

const anyClocks: fc.Arbitrary<Clocks> = fc.record({
  asOf: fc.option(anyDay, { freq: 3 }),
  known: fc.oneof(fc.nat({ max: 20 }), fc.constant(Number.MAX_SAFE_INTEGER)),
  evidence: fc.constantFrom('default', 'default', 'on_record', 'all'),
});

function check(tried: Rule): void {
  fc.assert(
    fc.property(anyHistory, anyClocks, (history, clocks) => {
      expect(tried(history, clocks)).toEqual(modelNegotiation(history, clocks));
    }),
    { numRuns: 1500, seed: 2025 },
  );
}

const withHistory =
  (change: (history: ModelHistory, clocks: Clocks) => Partial<ModelHistory>): Rule =>
  (history, clocks) =>
    rule({ ...history, ...change(history, clocks) }, clocks);

const answering =
  (change: (told: ToldNegotiation['demands'][number]) => Partial<ToldNegotiation['demands'][number]>): Rule =>
  (history, clocks) => {
    const told = rule(history, clocks);
    const demands = Object.entries(told.demands).map(([id, each]) => [id, { ...each, ...change(each) }]);
    return { ...told, demands: Object.fromEntries(demands) };
  };

describe('closed, past and replaced demands at any pair of clocks', () => {
  test('the rules agree with the model on rows, columns, questions, their sentence, outcome, cells, gap, state and movement', () => {
    check(rule);
  });

  test.each<[string, Rule]>([
    [
      'closes before its number',
      (history, clocks) =>
        rule({ ...history, closings: history.closings.map((act) => ({ ...act, sequence: 0 })) }, clocks),
    ],
    [
      'forgets reopening',
      withHistory(({ closings }) => ({ closings: closings.filter((act) => act.isClosed) })),
    ],
    [
      'forgets corrections of outcomes',
      withHistory(({ outcomes: all }) => ({
        outcomes: all.filter(({ kind }) => kind !== 'correction'),
      })),
    ],
    [
      'keeps retracted outcomes',
      withHistory(({ outcomes: all }) => ({
        outcomes: all.filter(({ kind }) => kind !== 'retraction'),
      })),
    ],
    [
      'forgets restored outcomes',
      withHistory(({ outcomes: all }) => ({
        outcomes: all.filter(({ kind }) => kind !== 'restoration'),
      })),
    ],
    [
      'knows outcomes before they were recorded',
      withHistory(({ outcomes: all }) => ({
        outcomes: all.map((entry) => ({ ...entry, sequence: 0 })),
      })),
    ],
    [
      'is past from its newest outcome on',
      withHistory(({ outcomes: all }, { known }) => ({
        outcomes: all.filter(({ sequence }) => sequence <= known).slice(-1),
      })),
    ],
    [
      'takes what was said afterwards for a movement',
      answering(({ moved }) => ({
        moved: moved.map((each) => each.replace('said afterwards', 'none')),
      })),
    ],
    [
      'calls a replaced demand open',
      answering(({ state }) => ({
        state: state === 'Replaced' ? 'Open' : state,
      })),
    ],
    [
      'leaves a past demand in the matrix of its eve',
      (history, clocks) => rule(history, { ...clocks, asOf: clocks.asOf && '2025-08-07' }),
    ],
  ])('a rule that %s is caught', (_, wrong) => {
    expect(() => check(wrong)).toThrow('Property failed after');
  });
});

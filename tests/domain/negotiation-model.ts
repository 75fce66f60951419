import type { Clocks } from '../../src/domain/cells/cell.js';
import type { Sequence } from '../../src/domain/identifiers.js';
import type { Entry, StanceCore } from '../../src/domain/log/entry.js';
import { type Position, positions } from '../../src/domain/log/position.js';
import type { OutcomeEntry } from '../../src/domain/structure/outcome.js';
import type { Day } from '../../src/domain/when.js';
import { type ModelCell, modelCell, modelGap, modelMovement, recordsKnown } from './model.js';

/**
 * The rules of docs/rules.md on what closes, is replaced or has an outcome, once more and as plainly as they are written
 * there: the whole of a small negotiation at a pair of clocks.
 */
export interface ModelHistory {
  /** The log of stances; between its numbers stand those of what follows. */
  readonly entries: readonly Entry[];
  readonly outcomes: readonly (OutcomeEntry & { readonly demand: number })[];
  readonly closings: readonly {
    readonly sequence: Sequence;
    readonly noun: 'party' | 'demand' | 'question';
    readonly id: number;
    readonly isClosed: boolean;
  }[];
  readonly parties: readonly number[];
  readonly demands: readonly ModelDemand[];
  /** The demands that answer each question. */
  readonly questions: readonly { readonly id: number; readonly alternatives: readonly number[] }[];
}

export interface ModelDemand {
  readonly id: number;
  readonly created: Sequence;
  readonly raisers: readonly number[];
  readonly needed: readonly number[];
  readonly replaces: readonly number[];
}

/** What pages say of a demand. */
export interface ToldDemand {
  readonly leftOut: 'closed' | 'past' | 'replaced' | null;
  readonly outcome: string | null;
  readonly cells: readonly ModelCell[];
  readonly gap: string;
  readonly state: string;
  /** How each of its records moved, or that it was said afterwards. */
  readonly moved: readonly string[];
}

export interface ToldNegotiation {
  /** The rows and columns of the matrix. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The questions above it. */
  readonly questions: readonly number[];
  readonly sentence: string | null;
  readonly demands: Readonly<Record<number, ToldDemand>>;
}

export function modelNegotiation(history: ModelHistory, clocks: Clocks): ToldNegotiation {
  const known = { ...history, demands: history.demands.filter(({ created }) => created <= clocks.known) };
  const told = Object.fromEntries(known.demands.map((demand) => [demand.id, tell(known, demand, clocks)]));
  const closedParties = history.parties.filter((party) => isClosed(history, 'party', party, clocks.known));
  return {
    rows: known.demands.flatMap(({ id }) => (told[id]?.leftOut === null ? [id] : [])),
    columns: history.parties.filter((party) => !closedParties.includes(party)),
    questions: history.questions
      .map(({ id }) => id)
      .filter((id) => !isClosed(history, 'question', id, clocks.known)),
    sentence: sentence(known, told, clocks.known),
    demands: told,
  };
}

function tell(history: ModelHistory, demand: ModelDemand, clocks: Clocks): ToldDemand {
  const { entries, parties, demands } = history;
  const standing = outcomesOf(history, demand.id, clocks.known);
  const pastFrom = standing.map(({ day }) => day).sort()[0] ?? null;
  const isPast = pastFrom !== null && (clocks.asOf === null || pastFrom <= clocks.asOf);
  // From its day on, its positions are those of that day.
  const then = isPast ? { ...clocks, asOf: pastFrom } : clocks;
  const cellOf = (party: number) => modelCell(entries, party, demand.id, then);
  const [raisers, needed] = [demand.raisers, demand.needed].map((each) =>
    each.map((party) => counted(cellOf(party))),
  ) as [(Position | null)[], (Position | null)[]];
  const isReplaced = demands.some(({ replaces }) => replaces.includes(demand.id));
  const states: [string, boolean][] = [
    ['Settled in words', needed.every((position) => position === 'agreed')],
    ['Replaced', isReplaced],
    ['Off the table', raisers.every((position) => position === 'withdrawn')],
    ['Open', true],
  ];
  const reasons: [ToldDemand['leftOut'], boolean][] = [
    ['closed', isClosed(history, 'demand', demand.id, clocks.known)],
    ['past', isPast],
    ['replaced', isReplaced],
    [null, true],
  ];
  const happened = standing.filter(({ day }) => clocks.asOf === null || day <= clocks.asOf);
  return {
    leftOut: first(reasons),
    outcome: happened.at(-1)?.outcome ?? null,
    cells: parties.map(cellOf),
    gap: modelGap(raisers, needed),
    state: first(states),
    moved: movesOf(history, demand.id, { pastFrom, clocks }),
  };
}

/** Those that stand, by their day, then by their place in the log. */
function outcomesOf({ outcomes }: ModelHistory, demand: number, known: Sequence) {
  const seen = outcomes.filter((entry) => entry.demand === demand && entry.sequence <= known);
  const standing = seen.flatMap(({ kind, record }) => {
    const own = seen.filter((entry) => entry.record === record);
    const turns = own.filter((entry) => entry.kind === 'retraction' || entry.kind === 'restoration');
    const words = own.filter((entry) => entry.words !== null).at(-1)?.words;
    return kind !== 'report' || !words || turns.at(-1)?.kind === 'retraction' ? [] : [{ ...words, record }];
  });
  const key = ({ day, record }: { day: Day; record: number }) => `${day} ${String(record).padStart(9, '0')}`;
  return standing.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function movesOf(
  { entries }: ModelHistory,
  demand: number,
  { pastFrom, clocks }: { readonly pastFrom: Day | null; readonly clocks: Clocks },
): string[] {
  return recordsKnown(entries, clocks.known)
    .filter(({ stance }) => stance.demand === demand)
    .map(({ record, stance }) => {
      const isAfterwards = pastFrom !== null && stance.day > pastFrom;
      const moved = modelMovement(entries, record, stance, clocks);
      return `${record} ${isAfterwards ? 'said afterwards' : (moved ?? 'none')}`;
    });
}

/** Of contested cells and positions without a code, nothing counts. */
function counted({ value, isContested }: ModelCell): Position | null {
  const position = positions.find((each) => each.value === value && each.code !== null);
  return position === undefined || isContested ? null : position.value;
}

function isClosed(
  { closings }: ModelHistory,
  noun: 'party' | 'demand' | 'question',
  id: number,
  known: Sequence,
): boolean {
  const acts = closings.filter((act) => act.noun === noun && act.id === id && act.sequence <= known);
  return acts.at(-1)?.isClosed === true;
}

/** “2 demands are closed, 1 is past; 1 party is closed; 1 question is closed”, without what never had a record. */
function sentence(
  history: ModelHistory,
  told: Readonly<Record<number, ToldDemand>>,
  known: Sequence,
): string | null {
  const { entries, demands, parties, questions } = history;
  const stances = entries.flatMap((entry): StanceCore[] =>
    'stance' in entry && entry.sequence <= known ? [entry.stance] : [],
  );
  const shown = demands.filter(({ id }) => stances.some(({ demand }) => demand === id));
  const count = (why: ToldDemand['leftOut']) => shown.filter(({ id }) => told[id]?.leftOut === why).length;
  const parts: string[] = [];
  for (const why of ['closed', 'past', 'replaced'] as const) {
    const number = count(why);
    const noun = parts.length > 0 ? '' : number === 1 ? ' demand' : ' demands';
    if (number > 0) parts.push(`${number}${noun} ${number === 1 ? 'is' : 'are'} ${why}`);
  }
  const closedParties = parties.filter(
    (party) =>
      isClosed(history, 'party', party, known) &&
      stances.some((stance) => stance.party === party && demands.some(({ id }) => id === stance.demand)),
  ).length;
  const closedQuestions = questions.filter(
    ({ id, alternatives }) =>
      isClosed(history, 'question', id, known) && shown.some((demand) => alternatives.includes(demand.id)),
  ).length;
  const all = [
    ...(parts.length > 0 ? [parts.join(', ')] : []),
    ...(closedParties === 1 ? ['1 party is closed'] : []),
    ...(closedParties > 1 ? [`${closedParties} parties are closed`] : []),
    ...(closedQuestions === 1 ? ['1 question is closed'] : []),
    ...(closedQuestions > 1 ? [`${closedQuestions} questions are closed`] : []),
  ];
  return all.length === 0 ? null : all.join('; ');
}

function first<Value>(lines: readonly (readonly [Value, boolean])[]): Value {
  return (lines.find(([, fits]) => fits) as readonly [Value, boolean])[0];
}

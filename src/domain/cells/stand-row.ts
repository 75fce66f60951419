import { partiesNeeded } from '../structure/demand-terms.js';
import type { Demand, Negotiation, Party, Question } from '../structure/negotiation.js';
import { alternativesOf, type PresentAlternative, questionOf } from '../structure/question.js';
import { areOpposite, type Position } from '../log/position.js';
import type { Clocks } from './cell.js';
import { type CountedParty, type GapAmong, gapAmongOnly, summaryOfDemand } from './demand-summary.js';
import type { NegotiationLog } from './negotiation-log.js';
import { isAsked, type PositionFilter } from './position-filter.js';
import { isPast } from './past.js';
import {
  type AskedMarks,
  columnOf,
  isMarked,
  isUnmarked,
  markOf,
  standColumns,
  type StandMark,
  type Unmarked,
} from './stand-mark.js';

/** A demand with everything that is drawn of it: pages, tables and pictures are made from this. */
export interface StandRow {
  readonly demand: Demand;
  /** The question that it answers, and with which amount; null for most demands. */
  readonly question: Question | null;
  readonly alternative: PresentAlternative | null;
  /** The marks in the strip, by column: those that the gap counts first, each in the order of the parties. */
  readonly columns: readonly (readonly StandMark[])[];
  /** Those beside it, contradictory or contested, which no gap counts. */
  readonly beside: readonly StandMark[];
  /** The parties without a coded position. */
  readonly unmarked: readonly Unmarked[];
  /** Between whom the gap is: those that it needs, or those that are asked for. */
  readonly between: readonly Party[];
  /** Null for a demand that is past. */
  readonly gap: GapAmong | null;
  /** Whom it would need, but for an editor. */
  readonly leftOut: readonly CountedParty[];
  /** Whom it needs besides those that are asked for. */
  readonly alsoNeeded: readonly CountedParty[];
}

/** Which parties a row shows, and between whom its gap is. */
export interface AskedParties {
  /** Those between whom the gap is asked for; none for those that the demand needs. */
  readonly among: readonly Party[];
  /** Of parties it asks for those that are shown; of closed ones, whether they are shown too. */
  readonly filter: PositionFilter;
}

/** The parties that are shown: those that the filter asks for, else those between whom the gap is asked for, else all. */
export function partiesShown({ parties }: Negotiation, { among, filter }: AskedParties): readonly Party[] {
  if (filter.parties.length === 0 && among.length > 0) return among;
  return parties.filter((party) => (filter.withClosed || !party.isClosed) && isAsked(party, filter));
}

/** True if nobody has a record on it, and nothing was looked for: then no party needs to be named. */
export function isUnrecorded({
  columns,
  beside,
  unmarked,
}: Pick<StandRow, 'columns' | 'beside' | 'unmarked'>): boolean {
  return (
    columns.every((marks) => marks.length === 0) &&
    beside.length === 0 &&
    unmarked.every(({ cell }) => !cell.isSet && cell.nothing === 'not_assessed')
  );
}

export function standRow(
  negotiation: Negotiation,
  demand: Demand,
  parties: AskedParties,
  asked: AskedMarks,
): StandRow {
  const { among } = parties;
  const between = among.length > 0 ? among : partiesNeeded(negotiation, demand);
  const shown = partiesShown(negotiation, parties);
  const isOver = isPast(demand, asked.clocks);
  const all = shown.map((party) => markOf(party, demand, !isOver && between.includes(party), asked));
  const marked = all.filter(isMarked).sort((one, other) => Number(other.isAmong) - Number(one.isAmong));
  const question = questionOf(negotiation.questions, demand.id);
  const alternatives = question === null ? [] : alternativesOf(question, negotiation.demands);
  const { log, clocks } = asked;
  return {
    demand,
    question,
    alternative: alternatives.find((each) => each.demand.id === demand.id) ?? null,
    columns: standColumns.map((code) => marked.filter((mark) => columnOf(mark) === code)),
    beside: marked.filter((mark) => columnOf(mark) === null),
    unmarked: all.filter(isUnmarked),
    between,
    ...(isOver ? withoutGap : gapOfRow(negotiation, demand, among, log, clocks)),
  };
}

const withoutGap = { gap: null, leftOut: [], alsoNeeded: [] } as const;

/** The gap on a demand between some parties or, with none, between those that it needs. */
export function gapOfRow(
  negotiation: Negotiation,
  demand: Demand,
  among: readonly Party[],
  log: NegotiationLog,
  clocks: Clocks,
): { readonly gap: GapAmong } & Pick<StandRow, 'leftOut' | 'alsoNeeded'> {
  if (among.length > 0) return { ...gapAmongOnly(negotiation, demand, among, log, clocks), leftOut: [] };
  const summary = summaryOfDemand(negotiation, demand, log, clocks);
  return { gap: summary, leftOut: summary.leftOut, alsoNeeded: [] };
}

/**
 * True if somebody whom the gap leaves out is on the other side of 0 than all whom it counts: then it is not said
 * without that.
 */
export function isContradicted({
  gap,
  leftOut,
  alsoNeeded,
}: Pick<StandRow, 'gap' | 'leftOut' | 'alsoNeeded'>): boolean {
  const counted = gap?.counted ?? [];
  return (
    counted.length > 0 &&
    [...leftOut, ...alsoNeeded].some(({ position }) =>
      counted.every((each) => areOpposite(each.position as Position, position ?? 'neutral')),
    )
  );
}

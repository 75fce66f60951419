import type { DemandId, PartyId } from '../identifiers.js';
import type { Position } from '../log/position.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { Cell, Clocks } from './cell.js';
import { type Comparison, comparePositions, restsOnReports } from './comparison.js';
import { countedPosition, isContested } from './contested.js';
import { takingQuestionsOnce } from './counted-once.js';
import { summaryOfDemand } from './demand-summary.js';
import type { Gap } from './gap.js';
import { leftOutAs } from './left-out.js';
import type { NegotiationLog } from './negotiation-log.js';
import { isPast } from './past.js';

/** How two parties stand to one another on a demand (docs/rules.md, "Two parties"). */
export interface Aligned {
  readonly demand: Demand;
  readonly demandId: DemandId;
  readonly gap: Gap;
  readonly cells: readonly [Cell, Cell];
  readonly comparison: Comparison;
  /** True if the position of one of them is contested: then counts leave the demand out. */
  readonly isContested: boolean;
  /** True if it is known how they stand, but not from words on the record alone. */
  readonly isReported: boolean;
}

/** Two parties on all demands on which they are compared. */
export interface Alignment {
  readonly parties: readonly [Party, Party];
  /** In the order of the demands. */
  readonly compared: readonly Aligned[];
  /** The ones that counts take: not contested, and of the alternatives of a question one. */
  readonly counted: readonly Aligned[];
  /** How many of these are so. */
  readonly counts: Readonly<Record<Comparison, number>>;
}

/** What is to be compared: some demands and parties of a negotiation. */
export interface AlignmentAsked {
  readonly negotiation: Negotiation;
  readonly log: NegotiationLog;
  readonly clocks: Clocks;
  readonly demands: readonly Demand[];
}

/**
 * The demands on which parties are compared: none that is past and, unless they are asked for, none that is closed or
 * replaced.
 */
export function comparedDemands(
  { demands }: Pick<Negotiation, 'demands'>,
  clocks: Pick<Clocks, 'asOf' | 'known' | 'past'>,
  withClosed: boolean,
): Demand[] {
  return demands.filter(
    (demand) => !isPast(demand, clocks) && (withClosed || leftOutAs(demand, clocks) === null),
  );
}

/** Answers how any two parties stand to one another; cells and gaps are found once for all pairs, and each pair once. */
export function alignments({
  negotiation,
  log,
  clocks,
  demands,
}: AlignmentAsked): (one: Party, other: Party) => Alignment {
  const gaps = demands.map((demand) => summaryOfDemand(negotiation, demand, log, clocks).gap);
  const columns = new Map<PartyId, readonly CellToCompare[]>();
  const columnOf = ({ id }: Party): readonly CellToCompare[] => {
    const known = columns.get(id);
    if (known) return known;
    const column = demands.map((demand) => {
      const cell = log.cellAt(id, demand.id, clocks);
      return { cell, position: countedPosition(cell), isContested: isContested(cell) };
    });
    columns.set(id, column);
    return column;
  };
  const known = new Map<string, Alignment>();
  const compare = (one: Party, other: Party): Alignment => {
    const [a, b] = [columnOf(one), columnOf(other)];
    const compared = demands.map((demand, row) =>
      alignedOn(demand, gaps[row] as Gap, [a[row] as CellToCompare, b[row] as CellToCompare]),
    );
    const uncontested = compared.filter((each) => !each.isContested);
    const counted = takingQuestionsOnce(uncontested, negotiation.questions);
    return { parties: [one, other], compared, counted, counts: countsOf(counted) };
  };
  return (one, other) => {
    const key = `${one.id},${other.id}`;
    const pair = known.get(key) ?? compare(one, other);
    known.set(key, pair);
    return pair;
  };
}

function countsOf(counted: readonly Aligned[]): Alignment['counts'] {
  const counts = { not_known: 0, both_for: 0, both_against: 0, opposite_sides: 0, off_the_table: 0, open: 0 };
  for (const { comparison } of counted) counts[comparison] += 1;
  return counts;
}

interface CellToCompare {
  readonly cell: Cell;
  /** Null where it is not known, or contested. */
  readonly position: Position | null;
  readonly isContested: boolean;
}

function alignedOn(demand: Demand, gap: Gap, [one, other]: readonly [CellToCompare, CellToCompare]): Aligned {
  const cells = [one.cell, other.cell] as const;
  const comparison = comparePositions(one.position, other.position);
  return {
    demand,
    demandId: demand.id,
    gap,
    cells,
    comparison,
    isContested: one.isContested || other.isContested,
    isReported: comparison !== 'not_known' && restsOnReports(cells),
  };
}

/** All pairs of parties, each once: the first with each after it, and so on. */
export function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [Item, Item] => [one, other]));
}

import type { SetCell } from '../cells/cell.js';
import type { Sequence } from '../identifiers.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import { pastFrom } from '../structure/outcome.js';
import { successorsOf } from '../cells/left-out.js';
import type { NegotiationLog } from '../cells/negotiation-log.js';
import { type Day, dayPlus } from '../when.js';

/** A position that has not been said again for a while. */
export interface StaleCell {
  readonly party: Party;
  readonly demand: Demand;
  readonly cell: SetCell;
}

/** A position on a replaced demand, of a party of which nothing is recorded on what has replaced it. */
export interface CellWithoutSuccessor extends StaleCell {
  /** The demands that have replaced it and are open. */
  readonly successors: readonly Demand[];
}

/** A demand, and the parties whose cells on it are not assessed yet. */
export interface UnassessedDemand {
  readonly demand: Demand;
  readonly missing: readonly Party[];
  /** True if no party's cell on it has been assessed. */
  readonly isUntouched: boolean;
}

/** The demands whose last day has passed, so that their outcome is to be entered. */
export function demandsPastTheirDay(negotiation: Negotiation, today: Day, known: Sequence): Demand[] {
  return openOnes(negotiation, known).demands.filter(({ until }) => until !== null && until < today);
}

/**
 * The set cells of open parties and demands whose newest record is older than `days`, oldest first, but for those that
 * are asked again as contradictory.
 */
export function staleCells(
  negotiation: Negotiation,
  log: NegotiationLog,
  { today, days, known }: { readonly today: Day; readonly days: number; readonly known: number },
): StaleCell[] {
  const isAsked = ({ cell }: StaleCell) =>
    isContradictory(cell) && isOlderThan(cell, askedAgainBefore(today));
  return cellsOlderThan(negotiation, log, dayPlus(today, -days), known).filter((each) => !isAsked(each));
}

/** After so many days contradictory signals are asked again. */
const contradictoryDays = 14;

/** The cells of open parties and demands that have been contradictory for 14 days, the oldest first. */
export function contradictoryCells(
  negotiation: Negotiation,
  log: NegotiationLog,
  { today, known }: { readonly today: Day; readonly known: number },
): StaleCell[] {
  const found = cellsOlderThan(negotiation, log, askedAgainBefore(today), known);
  return found.filter(({ cell }) => isContradictory(cell));
}

function askedAgainBefore(today: Day): Day {
  return dayPlus(today, 1 - contradictoryDays);
}

function isContradictory({ setting }: SetCell): boolean {
  return setting.stance.position === 'contradictory';
}

/** The set cells that nobody has recorded or checked from a day on, the oldest first. */
function cellsOlderThan(
  negotiation: Negotiation,
  log: NegotiationLog,
  limit: Day,
  known: number,
): StaleCell[] {
  const { parties, demands } = openOnes(negotiation, known);
  const cells = demands.flatMap((demand) =>
    parties.flatMap((party): StaleCell[] => {
      const cell = log.cellAt(party.id, demand.id, { asOf: null, known, evidence: 'default' });
      return cell.isSet && isOlderThan(cell, limit) ? [{ party, demand, cell }] : [];
    }),
  );
  return cells.sort((a, b) => (a.cell.setting.stance.day < b.cell.setting.stance.day ? -1 : 1));
}

function isOlderThan({ setting, lastChecked }: SetCell, limit: Day): boolean {
  return setting.stance.day < limit && (lastChecked?.stance.day ?? '') < limit;
}

/** The demands with cells that are not assessed yet; those where none is come first. */
export function unassessedDemands(
  negotiation: Negotiation,
  log: NegotiationLog,
  known: number,
): UnassessedDemand[] {
  const { parties, demands } = openOnes(negotiation, known);
  const found = demands.map((demand) => {
    const missing = parties.filter(({ id }) => {
      const cell = log.cellAt(id, demand.id, { asOf: null, known, evidence: 'default' });
      return !cell.isSet && cell.nothing === 'not_assessed';
    });
    return { demand, missing, isUntouched: missing.length === parties.length };
  });
  const open = found.filter(({ missing }) => missing.length > 0);
  return [
    ...open.filter(({ isUntouched }) => isUntouched),
    ...open.filter(({ isUntouched }) => !isUntouched),
  ];
}

/** What a party wanted of a replaced demand, where nobody has looked yet what it wants of those that replaced it. */
export function cellsWithoutSuccessor(
  negotiation: Negotiation,
  log: NegotiationLog,
  known: Sequence,
): CellWithoutSuccessor[] {
  const { parties, demands: open } = openOnes(negotiation, known);
  const cellOf = (party: Party, demand: Demand) =>
    log.cellAt(party.id, demand.id, { asOf: null, known, evidence: 'default' });
  return negotiation.demands.flatMap((demand) => {
    if (demand.isClosed || !isReplaced(demand, known)) return [];
    const successors = newestOf(negotiation, demand, known).filter((each) => open.includes(each));
    if (successors.length === 0) return [];
    return parties.flatMap((party): CellWithoutSuccessor[] => {
      const cell = cellOf(party, demand);
      // A finding is no position that could be taken over.
      if (!cell.isSet || cell.setting.stance.attribution === null) return [];
      const isLooked = successors.some((each) => {
        const next = cellOf(party, each);
        return next.isSet || next.nothing !== 'not_assessed';
      });
      return isLooked ? [] : [{ party, demand, cell, successors }];
    });
  });
}

/** The demands at the end of each line of replacements. */
function newestOf(negotiation: Negotiation, demand: Demand, known: Sequence): Demand[] {
  const next = successorsOf(negotiation, demand.id);
  return [
    ...new Set(
      next.flatMap((each) => (isReplaced(each, known) ? newestOf(negotiation, each, known) : [each])),
    ),
  ];
}

function isReplaced({ replacedAfter }: Demand, known: Sequence): boolean {
  return replacedAfter !== null && known > replacedAfter;
}

/** Nothing of a closed negotiation waits for an editor, nor of a demand that is past or replaced. */
function openOnes(
  { isClosed: isOver, parties, demands }: Negotiation,
  known: Sequence,
): Pick<Negotiation, 'parties' | 'demands'> {
  if (isOver) return { parties: [], demands: [] };
  return {
    parties: parties.filter(({ isClosed }) => !isClosed),
    demands: demands.filter(
      (demand) => !demand.isClosed && pastFrom(demand.outcomes) === null && !isReplaced(demand, known),
    ),
  };
}

/** After so many days a position counts as grown old, unless an editor asks for another age. */
export const usualDays = 30;

/** How much waits in each list. */
export type WorkCounts = Readonly<
  Record<'overdue' | 'contradictory' | 'successor' | 'stale' | 'unassessed', number>
>;

/** The same in numbers; of demands not assessed those that nobody has. */
export function workCounts(
  negotiation: Negotiation,
  log: NegotiationLog,
  { today, known }: { readonly today: Day; readonly known: Sequence },
): WorkCounts {
  return {
    overdue: demandsPastTheirDay(negotiation, today, known).length,
    contradictory: contradictoryCells(negotiation, log, { today, known }).length,
    successor: cellsWithoutSuccessor(negotiation, log, known).length,
    stale: staleCells(negotiation, log, { today, days: usualDays, known }).length,
    unassessed: unassessedDemands(negotiation, log, known).filter(({ isUntouched }) => isUntouched).length,
  };
}

import type { SetCell } from '../cells/cell.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import { pastFrom } from '../structure/outcome.js';
import type { NegotiationLog } from '../cells/negotiation-log.js';
import { type Day, dayPlus } from '../when.js';

/** A position that has not been said again for a while. */
export interface StaleCell {
  readonly party: Party;
  readonly demand: Demand;
  readonly cell: SetCell;
}

/** A demand, and the parties whose cells on it are not assessed yet. */
export interface UnassessedDemand {
  readonly demand: Demand;
  readonly missing: readonly Party[];
  /** True if no party's cell on it has been assessed. */
  readonly isUntouched: boolean;
}

/** The demands whose last day has passed, so that their outcome is to be entered. */
export function demandsPastTheirDay(negotiation: Negotiation, today: Day): Demand[] {
  return openOnes(negotiation).demands.filter(({ until }) => until !== null && until < today);
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
  const asked = new Set(contradictoryCells(negotiation, log, { today, known }).map(nameOf));
  const limit = dayPlus(today, -days);
  return cellsOlderThan(negotiation, log, limit, known).filter((each) => !asked.has(nameOf(each)));
}

/** After so many days contradictory signals are asked again. */
const contradictoryDays = 14;

/** The cells of open parties and demands that have been contradictory for 14 days, the oldest first. */
export function contradictoryCells(
  negotiation: Negotiation,
  log: NegotiationLog,
  { today, known }: { readonly today: Day; readonly known: number },
): StaleCell[] {
  const limit = dayPlus(today, 1 - contradictoryDays);
  return cellsOlderThan(negotiation, log, limit, known).filter(
    ({ cell }) => cell.setting.stance.position === 'contradictory',
  );
}

/** The set cells that nobody has recorded or checked from a day on, the oldest first. */
function cellsOlderThan(
  negotiation: Negotiation,
  log: NegotiationLog,
  limit: Day,
  known: number,
): StaleCell[] {
  const { parties, demands } = openOnes(negotiation);
  const cells = demands.flatMap((demand) =>
    parties.flatMap((party): StaleCell[] => {
      const cell = log.cellAt(party.id, demand.id, { asOf: null, known, evidence: 'default' });
      const checked = cell.isSet && (cell.lastChecked?.stance.day ?? '') >= limit;
      return cell.isSet && !checked && cell.setting.stance.day < limit ? [{ party, demand, cell }] : [];
    }),
  );
  return cells.sort((a, b) => (a.cell.setting.stance.day < b.cell.setting.stance.day ? -1 : 1));
}

function nameOf({ party, demand }: StaleCell): string {
  return `${party.id} ${demand.id}`;
}

/** The demands with cells that are not assessed yet; those where none is come first. */
export function unassessedDemands(
  negotiation: Negotiation,
  log: NegotiationLog,
  known: number,
): UnassessedDemand[] {
  const { parties, demands } = openOnes(negotiation);
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

/** Nothing of a closed negotiation waits for an editor. */
function openOnes({
  isClosed: isOver,
  parties,
  demands,
}: Negotiation): Pick<Negotiation, 'parties' | 'demands'> {
  if (isOver) return { parties: [], demands: [] };
  return {
    parties: parties.filter(({ isClosed }) => !isClosed),
    demands: demands.filter(({ isClosed, outcomes }) => !isClosed && pastFrom(outcomes) === null),
  };
}

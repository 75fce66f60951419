import { type Cell, type Clocks, classOfStance } from './cell.js';
import { type DemandState, demandState } from './demand.js';
import { type Gap, gapBetween } from './gap.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Position } from '../log/position.js';

/** The state of a demand, and how far apart its parties are. */
export interface DemandSummary {
  readonly state: DemandState;
  readonly gap: Gap;
  /** True if at least one of the positions behind the gap is not on the record. */
  readonly restsOnReports: boolean;
}

/** Derived from its cells, at the clocks (docs/rules.md, "Demand state"; docs/rules.md, "Gap on a demand"). */
export function summaryOfDemand(
  negotiation: Negotiation,
  demand: Demand,
  log: NegotiationLog,
  clocks: Clocks,
): DemandSummary {
  const cellOf = (party: number) => log.cellAt(party, demand.id, clocks);
  const [raisers, addressees] = [demand.raisers, demand.addressees].map((parties) =>
    parties.map((party) => positionIn(cellOf(party))),
  ) as [(Position | null)[], (Position | null)[]];
  const settings = partiesOfGap(negotiation, demand).flatMap(({ id }) => {
    const cell = cellOf(id);
    return cell.isSet ? [cell.setting.stance] : [];
  });
  const gap = gapBetween(settings.map(({ position }) => position));
  const isReported = settings.some((stance) => {
    const evidence = classOfStance(stance);
    return evidence !== null && evidence !== 'on_record';
  });
  return {
    state: demandState(raisers, addressees),
    gap,
    restsOnReports: isReported && gap !== 'not_enough_evidence',
  };
}

/** Its raisers, its addressees and the principals. */
export function partiesOfGap({ parties }: Negotiation, { raisers, addressees }: Demand): Party[] {
  return parties.filter(
    ({ id, role }) => role === 'principal' || raisers.includes(id) || addressees.includes(id),
  );
}

function positionIn(cell: Cell): Position | null {
  return cell.isSet ? cell.setting.stance.position : null;
}

import type { Request } from 'express';
import { settingEvidence } from '../../../data/memory/setting-evidence.js';
import {
  type EvidenceCount,
  evidenceCounts,
  evidenceOfCell,
  isCountedBy,
  type KnownCell,
  knownCell,
} from '../../../domain/cells/cell-evidence.js';
import type { SetCell } from '../../../domain/cells/cell.js';
import { type EvidenceOrder, evidenceOrders } from '../../../domain/cells/evidence-order.js';
import { withoutLeftOut } from '../../../domain/cells/left-out.js';
import { fits, isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { stalenessAt } from '../../../domain/cells/stale.js';
import { isolating } from '../../../domain/isolation.js';
import { badRequest } from '../../frame/http-errors.js';
import { closedName, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { staleMonthsOf, staleName } from '../../frame/reading/stale-months.js';
import type { Services } from '../../frame/services.js';

/** Asks for the list of the cells behind one of the counts. */
export const cellsName = 'cells';
/** By which column parties and topics are sorted. */
export const sortName = 'sort';
/** The parameters of the page besides the clocks, each given once; those of the filter may be repeated. */
export const evidenceNames = [textName, closedName, staleName, cellsName, sortName];

/** What the address asks for besides the clocks. */
export interface EvidenceAsked {
  readonly filter: PositionFilter;
  readonly staleMonths: number;
  /** The count whose cells are listed; null for none. */
  readonly listed: EvidenceCount | null;
  /** By what parties and topics are sorted; null for the order of the editors. */
  readonly order: EvidenceOrder | null;
}

/** What the page shows: every cell that fits the filter, in the order of the matrix. */
export interface EvidenceFacts extends EvidenceAsked {
  readonly cells: readonly KnownCell[];
}

/** 400 with a sentence for unknown values. */
export function evidenceAsked(request: Request, { negotiation }: Reading): EvidenceAsked {
  const listed = (request.query as unknown as URLSearchParams).get(cellsName) || null;
  const count = evidenceCounts.find(({ value }) => value === listed);
  if (listed !== null && !count)
    throw badRequest(
      isolating`There is no count “${listed}”. Use ${evidenceCounts.map(({ value }) => value).join(', ')}.`,
    );
  return {
    filter: positionFilterOf(request, negotiation),
    staleMonths: staleMonthsOf(request),
    listed: count?.value ?? null,
    order: orderOf(request),
  };
}

function orderOf(request: Request): EvidenceOrder | null {
  const text = (request.query as unknown as URLSearchParams).get(sortName) || null;
  if (text === null) return null;
  const order = evidenceOrders.find((each) => each === text);
  if (order) return order;
  throw badRequest(isolating`“${text}” is no column to sort by. Use ${evidenceOrders.join(', ')}.`);
}

/** The cells are those of the matrix, each with what its record rests on. */
export async function evidenceFacts(
  { database, memory }: Services,
  reading: Reading,
  asked: EvidenceAsked,
): Promise<EvidenceFacts> {
  const { negotiation, log, clocks, asOf } = reading;
  const { filter, staleMonths } = asked;
  const { parties, demands } = filter.withClosed ? negotiation : withoutLeftOut(negotiation, clocks);
  const columns = parties.filter((party) => isAsked(party, filter));
  const places = demands
    .filter((demand) => isAskedDemand(demand, filter))
    .flatMap((demand) =>
      columns.map((party) => ({ party, demand, cell: log.cellAt(party.id, demand.id, clocks) })),
    )
    .filter(({ cell }) => fits(cell, filter));
  const settings = places.flatMap(({ cell }) =>
    evidenceOfCell(cell) === 'nothing' ? [] : [(cell as SetCell).setting],
  );
  const evidence = await settingEvidence(
    { read: database.read, memory },
    negotiation.id,
    settings,
    clocks.known,
  );
  const staleness = stalenessAt(clocks, asOf, staleMonths);
  const cells = places.map((place) => {
    const own = place.cell.isSet ? (evidence.get(place.cell.setting.version) ?? null) : null;
    return knownCell(place, own, staleness);
  });
  return { ...asked, cells };
}

/** The cells behind the count that is asked for; without one all. Of what is stale the oldest first. */
export function listedCells({
  cells,
  listed,
}: Pick<EvidenceFacts, 'cells' | 'listed'>): readonly KnownCell[] {
  if (listed === null) return cells;
  const meant = cells.filter((each) => isCountedBy(listed, each));
  if (listed !== 'stale') return meant;
  const dayOf = ({ cell }: KnownCell) => (cell.isSet ? cell.setting.stance.day : '');
  return meant.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : Number(dayOf(one) > dayOf(other))));
}

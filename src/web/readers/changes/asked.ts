import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { type CellChange, changesIn, isMovement } from '../../../domain/cells/changes.js';
import type { Approach } from '../../../domain/cells/moved-towards.js';
import { anyMovement, type AskedMovement } from '../../../domain/cells/changes-counted.js';
import { movements } from '../../../domain/cells/movement.js';
import { fits, isAsked, isAskedDemand } from '../../../domain/cells/position-filter.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { type Day, dayPlus, isDay } from '../../../domain/when.js';
import type { ChangeRow } from '../../../outputs/tables/changes-csv.js';
import { datedEvents } from '../../frame/reading/clock-controls.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { filterNames, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { ChangesFilter } from './filter.js';
import { type ChangesFacts, isShown } from './pages.js';

/** The parameters of the page of changes besides the clocks that are given once; the other ones may be repeated. */
export const changeNames = ['from', 'to', 'reaffirmed', textName];
export const repeatableChangeNames = [...filterNames, 'movement'];
/** In days: the usual period if there is no event to begin with. */
const usualLength = 30;

/** What the address asks for, and every change of the period, before the filter. */
export type AskedChanges = Pick<ChangesFacts, 'filter' | 'changes' | 'approaches'>;

/** The changes that the page shows, as the rows of its table. */
export function changeRows(
  reading: Reading,
  { filter, changes, approaches, otherConditions }: AskedChanges & Pick<ChangesFacts, 'otherConditions'>,
  address: string,
): ChangeRow[] {
  const shown = changes.filter((change) => isShown(reading, change, filter));
  return shown.map((change) => ({
    ...rowOf(reading, change, filter, address),
    ...nearerTo(reading, change, approaches),
    isOnOtherConditions: otherConditions.has(change.after.setting.version),
  }));
}

function nearerTo(
  { negotiation }: Reading,
  { party, demand }: CellChange,
  approaches: readonly Approach[],
): Pick<ChangeRow, 'towards' | 'bothMoved'> {
  const own = approaches.filter((approach) => approach.party === party && approach.demand === demand);
  const partiesWhere = (isMutual: boolean) => {
    const ids = own.filter((approach) => approach.isMutual === isMutual).map(({ towards }) => towards);
    return negotiation.parties.filter(({ id }) => ids.includes(id));
  };
  return { towards: partiesWhere(false), bothMoved: partiesWhere(true) };
}

function rowOf(
  reading: Reading,
  change: CellChange,
  { from, to }: ChangesFilter,
  address: string,
): Omit<ChangeRow, 'towards' | 'bothMoved' | 'isOnOtherConditions'> {
  const { negotiation, knownAt, permalinkQuery } = reading;
  const party = negotiation.parties.find(({ id }) => id === change.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === change.demand) as Demand;
  const path = paths.position(negotiation.slug, party.slug, demand.slug);
  const permalink = `${address}${withQuery(path, { ...permalinkQuery, as_of: to })}`;
  return { party, demand, change, permalink, from, to, knownAt };
}

/**
 * The changes that the address asks for; 400 with a sentence for unknown values. Yields between its longer parts, so that
 * the caller can give other work its turn.
 */
export function* changesAsked(request: Request, reading: Reading): Generator<void, AskedChanges> {
  const parameters = request.query as unknown as URLSearchParams;
  const { negotiation, query, latestDay } = reading;
  const [from, to] = [dayOf(parameters, 'from'), dayOf(parameters, 'to')];
  const end = to ?? query.asOf ?? latestDay;
  const beginning = from ?? usualBeginning(reading, end);
  if (beginning > end) throw badRequest(`from=${beginning} is later than to=${end}. Turn them round.`);
  const reaffirmed = parameters.get('reaffirmed') || '0';
  if (reaffirmed !== '0' && reaffirmed !== '1') throw badRequest('“reaffirmed” is 1 or 0.');
  const asked = {
    from: beginning,
    to: end,
    isAsked: from !== null || to !== null,
    quiet: null,
    positions: positionFilterOf(request, negotiation),
    movements: movementsAsked(parameters),
    showsReaffirmed: reaffirmed === '1',
  };
  return yield* from === null && to === null ? lastMoved(reading, asked) : changesOf(reading, asked);
}

/** Every cell that differs between the ends of the two days. */
function* changesOf(reading: Reading, filter: ChangesFilter): Generator<void, AskedChanges> {
  const { negotiation, log, clocks } = reading;
  const { from, to } = filter;
  return { filter, ...(yield* changesIn(log, negotiation, { ...clocks, from, to })) };
}

/**
 * The usual period or, if nothing that is asked for moved in it, the latest one in which something did: a first record is
 * no movement. If nothing ever moved, the latest in which something was recorded.
 */
function* lastMoved(reading: Reading, usual: ChangesFilter): Generator<void, AskedChanges> {
  const present = yield* changesOf(reading, usual);
  if (isMoved(reading, present)) return present;
  const quiet = { from: usual.from, to: usual.to };
  let recorded = isAnyShown(reading, present) ? present : null;
  for (const to of daysOfMovement(reading, usual))
    for (const from of [usualBeginning(reading, to), dayPlus(to, -1)]) {
      const earlier = yield* changesOf(reading, { ...usual, quiet, from, to });
      if (isMoved(reading, earlier)) return earlier;
      if (recorded === null && isAnyShown(reading, earlier)) recorded = earlier;
    }
  return recorded ?? present;
}

function isAnyShown(reading: Reading, { filter, changes }: AskedChanges): boolean {
  return changes.some((change) => isShown(reading, change, filter));
}

/** Movements that are asked for by their names count whatever they are. */
function isMoved(reading: Reading, { filter, changes }: AskedChanges): boolean {
  const counts = (change: CellChange) => filter.movements.length > 0 || isMovement(change);
  return changes.some((change) => isShown(reading, change, filter) && counts(change));
}

/** The days since which the present positions of the wanted cells have been held, newest first. */
function daysOfMovement({ negotiation, log, clocks }: Reading, { to, positions }: ChangesFilter): Day[] {
  const at = { ...clocks, asOf: to };
  const days = negotiation.demands.flatMap((demand) =>
    negotiation.parties.flatMap((party) => {
      const cell = log.cellAt(party.id, demand.id, at);
      const isWanted = isAsked(party, positions) && isAskedDemand(demand, positions) && fits(cell, positions);
      return cell.isSet && isWanted ? [cell.since.stance.day] : [];
    }),
  );
  return [...new Set(days)].sort().toReversed();
}

/** The eve of the latest event before the period’s end. */
function usualBeginning(reading: Reading, to: Day): Day {
  const event = datedEvents(reading).find(({ date }) => date <= to);
  return dayPlus(event?.date ?? to, event ? -1 : -usualLength);
}

function dayOf(parameters: URLSearchParams, name: string): Day | null {
  const text = parameters.get(name) || null;
  if (text === null || isDay(text)) return text;
  throw badRequest(isolating`“${text}” is not a day. Write ${name} as a full day, such as 2025-08-14.`);
}

function movementsAsked(parameters: URLSearchParams): AskedMovement[] {
  const given = parameters.getAll('movement').filter((text) => text !== '');
  const known = [anyMovement, ...movements.map(({ value }) => value)] as readonly string[];
  const unknown = given.find((text) => !known.includes(text));
  if (unknown === undefined) return given as AskedMovement[];
  throw badRequest(isolating`There is no movement “${unknown}”.`);
}

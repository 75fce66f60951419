import type { Cell } from '../../../domain/cells/cell.js';
import type { Approach } from '../../../domain/cells/moved-towards.js';
import type { DemandId, PartyId } from '../../../domain/identifiers.js';
import { isolating, namedTogether } from '../../../domain/isolation.js';
import { type Position, positionScale } from '../../../domain/log/position.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { eveOf } from '../../../domain/structure/newest-event.js';
import { counted } from '../../../domain/cells/wording.js';
import { longDate } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { datedEvents } from '../../frame/reading/clock-controls.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type SignView, signView, toneOf } from '../../parts/stances/sign.js';
import type { AddressWith } from './address-with.js';
import type { AlignmentAsked, Moves } from './asked.js';

/** So many lines are shown at once, and so many in all; the table has every one. */
const [openLines, mostLines] = [5, 60];

/** Who moved towards whom between the ends of two days. */
export interface MovesView {
  /** “since “Trump and Putin meet in Alaska”, 15 August 2025”, or the two days. */
  readonly period: string;
  /** Says that nobody moved towards anybody since a newer event; null if there is no need to. */
  readonly quiet: string | null;
  readonly action: string;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly from: string;
  readonly to: string;
  readonly events: readonly (Link & { readonly date: string })[];
  readonly lines: readonly MoveLine[];
  /** Those that are shown when they are asked for, under “52 more”. */
  readonly folded: readonly MoveLine[];
  readonly foldedLabel: string;
  readonly emptyText: string;
  /** Every movement in this time, nearer to somebody or not. */
  readonly changes: string;
  /** “And 40 more; the table has all.”; null if all are shown. */
  readonly more: string | null;
}

/** “Ukraine moved towards Russia and the United States”, on a demand. */
export interface MoveLine {
  readonly sentence: string;
  readonly demand: Link;
  readonly steps: readonly {
    readonly party: string;
    readonly url: string;
    readonly before: PositionView;
    readonly after: PositionView;
  }[];
}

export interface PositionView {
  readonly label: string;
  readonly sign: SignView;
  readonly tone: string;
}

interface Told {
  readonly demand: DemandId;
  /** The one that moved; where both did, the two. */
  readonly movers: readonly PartyId[];
  readonly towards: readonly PartyId[];
}

export function movesView(
  reading: Reading,
  { moves, demands, everybody }: AlignmentAsked,
  {
    action,
    kept,
    addressWith,
  }: {
    readonly action: string;
    readonly kept: readonly (readonly [string, string])[];
    readonly addressWith: AddressWith;
  },
): MovesView {
  const { from, to, event, quietSince, quietBefore } = moves;
  const told = toldOf(moves.approaches);
  const shown = told.slice(0, mostLines).map((line) => lineOf(reading, moves, line, demands, everybody));
  const quiet =
    quietSince &&
    isolating`As far as it is recorded, nobody has moved towards anybody since “${quietSince.name}”, ${longDate(quietSince.date)}: shown is the time since an earlier event.`;
  return {
    period:
      event === null
        ? `from the end of ${longDate(from)} to the end of ${longDate(to)}`
        : isolating`since “${event.name}”, ${longDate(event.date)}`,
    quiet,
    action,
    kept: kept.map(([name, value]) => ({ name, value })),
    from,
    to,
    events: datedEvents(reading).map((each) => ({
      label: each.name,
      date: longDate(each.date),
      url: addressWith({ from: eveOf(each) }),
    })),
    emptyText: `On the record nobody’s stated position has come nearer to anybody’s in this time${
      quietBefore === 0 ? '' : `, nor since any of the ${counted(quietBefore, 'event')} before it`
    }.`,
    changes: withQuery(paths.changes(reading.negotiation.slug), {
      ...reading.givenQuery,
      as_of: null,
      from,
      to,
    }),
    lines: shown.slice(0, openLines),
    folded: shown.slice(openLines),
    foldedLabel: `${told.length - openLines} more`,
    more:
      told.length > shown.length
        ? `And ${told.length - shown.length} more; the table below has them all.`
        : null,
  };
}

/** One line for each party that moved on a demand, and one for each two that both did. */
function toldOf(approaches: readonly Approach[]): Told[] {
  const alone = new Map<string, { readonly demand: DemandId; readonly party: PartyId; towards: PartyId[] }>();
  const both = new Map<string, Told>();
  for (const { demand, party, towards, isMutual } of approaches) {
    if (isMutual) {
      const movers = [party, towards].sort((one, other) => one - other);
      const key = [demand, ...movers].join();
      if (!both.has(key)) both.set(key, { demand, movers: [party, towards], towards: [] });
      continue;
    }
    const key = `${demand},${party}`;
    const known = alone.get(key);
    if (known) known.towards.push(towards);
    else alone.set(key, { demand, party, towards: [towards] });
  }
  const one = [...alone.values()].map(({ demand, party, towards }) => ({ demand, movers: [party], towards }));
  return [...both.values(), ...one];
}

function lineOf(
  { negotiation, givenQuery }: Reading,
  { before, after }: Moves,
  { demand: id, movers, towards }: Told,
  demands: readonly Demand[],
  parties: readonly Party[],
): MoveLine {
  const row = demands.findIndex((demand) => demand.id === id);
  const demand = demands[row] as Demand;
  const names = (ids: readonly PartyId[]) =>
    namedTogether(ids.map((each) => parties.find((party) => party.id === each)?.name ?? ''));
  const { slug } = negotiation;
  return {
    sentence:
      movers.length > 1 ? `${names(movers)} both moved` : `${names(movers)} moved towards ${names(towards)}`,
    demand: { label: demand.proposition, url: withQuery(paths.demand(slug, demand.slug), givenQuery) },
    steps: movers.map((mover) => {
      const column = parties.findIndex((party) => party.id === mover);
      const party = parties[column] as Party;
      return {
        party: party.name,
        url: withQuery(paths.position(slug, party.slug, demand.slug), givenQuery),
        before: positionView(before[row]?.[column] as Cell),
        after: positionView(after[row]?.[column] as Cell),
      };
    }),
  };
}

/** Who moved has a position before and after. */
function positionView(cell: Cell): PositionView {
  const position = (cell.isSet ? cell.setting.stance.position : 'no_stated_position') satisfies Position;
  return { label: positionScale(position).label, sign: signView(position), tone: toneOf(position) };
}

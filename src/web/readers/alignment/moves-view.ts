import type { Cell } from '../../../domain/cells/cell.js';
import { movementBetween } from '../../../domain/cells/movement.js';
import { type Approach, recededFrom } from '../../../domain/cells/moved-towards.js';
import type { DemandId, PartyId } from '../../../domain/identifiers.js';
import { isolating } from '../../../domain/isolation.js';
import type { Position } from '../../../domain/log/position.js';
import type { Demand, Event, Party } from '../../../domain/structure/negotiation.js';
import { eveOf } from '../../../domain/structure/newest-event.js';
import { isPast } from '../../../domain/cells/past.js';
import { type Day, longDate, unbrokenDate } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { datedEvents } from '../../frame/reading/clock-controls.js';
import type { Reading } from '../../frame/reading/reading.js';
import {
  edgeKey,
  type EdgeKey,
  nothingView,
  type ValueView,
  valueView,
} from '../../parts/stances/value-view.js';
import type { EventChip } from '../../parts/event-chip.js';
import type { AddressWith } from './address-with.js';
import type { AlignmentAsked } from './asked.js';
import type { Moves } from './moves.js';
import { type LeftOutDemand, leftOutDemands, pastWords } from './left-out.js';
import { nobodyWords, quietWords } from './nobody.js';
import { type PartiesNamed, partiesNamed } from './parties-named.js';
import { type OtherMove, otherMoveViews } from './other-moves.js';

/** So many lines are shown at once, and so many in all; the table has every one. */
const [openLines, mostLines] = [5, 60];
/** So many of the newest events are chips of their own. */
const mostRecent = 5;

/** An event before the newest ones, with the day of its eve. */
interface OlderEvent {
  readonly day: Day;
  readonly label: string;
  readonly date: string;
  readonly isChosen: boolean;
}

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
  /** The newest events, each with the address of what moved since its eve; then the older ones, to choose from. */
  readonly recent: readonly EventChip[];
  readonly events: readonly OlderEvent[];
  /** What was opened or softened first; what was hardened has a group of its own. None where nobody moved. */
  readonly groups: readonly MoveGroup[];
  readonly emptyText: string;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  /** What moved in this time, although not nearer to anybody from its beginning to its end. */
  readonly others: readonly OtherMove[];
  /** What is not judged, as it was open at the beginning of the time but not at its end. */
  readonly leftOut: readonly LeftOutDemand[];
  /** Every movement in this time, nearer to somebody or not. */
  readonly changes: string;
  /** “And 40 more; the table has all.”; null if all are shown. */
  readonly more: string | null;
}

/** Lines that stand together, with those that are shown when they are asked for. */
export interface MoveGroup {
  /** Null for those who came nearer by opening or softening. */
  readonly title: string | null;
  readonly lines: readonly MoveLine[];
  readonly folded: readonly MoveLine[];
  readonly foldedLabel: string;
}

/** “Ukraine: Rejects → Reluctant”, on a demand, “nearer in stated position to Russia”. */
export interface MoveLine {
  readonly nearer: PartiesNamed;
  readonly further: PartiesNamed | null;
  readonly demand: Link;
  /** “past: ended on 12 April 2026”, where the page’s day is later than the period; null for none. */
  readonly past: string | null;
  readonly steps: readonly {
    readonly party: string;
    readonly url: string;
    readonly before: ValueView;
    readonly after: ValueView;
  }[];
}

interface Told {
  readonly demand: DemandId;
  /** The one that moved; where both did, the two. */
  readonly movers: readonly PartyId[];
  readonly towards: readonly PartyId[];
}

export function movesView(
  reading: Reading,
  asked: AlignmentAsked,
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
  const { moves, everybody } = asked;
  const { from, to, event } = moves;
  const dated = datedEvents(reading).filter(({ date }) => date <= to);
  const isChosen = (each: Event) => event !== null && from === eveOf(each);
  const linkOf = (each: Event) => ({ label: each.name, url: addressWith({ from: eveOf(each), to: null }) });
  const told = toldOf(moves.approaches);
  const [softened, hardened]: [Told[], Told[]] = [[], []];
  for (const line of told) (isHardened(moves, line, everybody) ? hardened : softened).push(line);
  const shown = [...softened, ...hardened].slice(0, mostLines);
  const groupOf = (title: string | null, of: readonly Told[]): MoveGroup[] => {
    const lines = of
      .filter((line) => shown.includes(line))
      .map((line) => lineOf(reading, moves, line, everybody));
    const folded = lines.slice(openLines);
    return lines.length === 0
      ? []
      : [{ title, lines: lines.slice(0, openLines), folded, foldedLabel: `${folded.length} more` }];
  };
  const groups = [...groupOf(null, softened), ...groupOf('Hardened, took or changed sides', hardened)];
  const others = otherMoveViews(reading, moves, everybody);
  return {
    period:
      event === null
        ? `from the end of ${longDate(from)} to the end of ${longDate(to)}`
        : isolating`since “${event.name}”, ${longDate(event.date)}`,
    quiet: quietWords(reading, moves),
    action,
    kept: kept.map(([name, value]) => ({ name, value })),
    from,
    to,
    recent: dated.slice(0, mostRecent).map((each) => ({
      ...linkOf(each),
      date: unbrokenDate(each.date),
      isChosen: isChosen(each),
    })),
    events: dated.slice(mostRecent).map((each) => ({
      day: eveOf(each),
      label: each.name,
      date: longDate(each.date),
      isChosen: isChosen(each),
    })),
    emptyText: nobodyWords(reading, asked),
    others,
    edges: edgeKey(
      [
        ...groups.flatMap(({ lines, folded }) => [...lines, ...folded]).flatMap(({ steps }) => steps),
        ...others,
      ].flatMap(({ before, after }) => [before, after]),
    ),
    leftOut: leftOutDemands(reading, moves),
    changes: withQuery(paths.changes(reading.negotiation.slug), {
      ...reading.givenQuery,
      as_of: null,
      from,
      to,
    }),
    groups,
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
  reading: Reading,
  { before, after, demands }: Moves,
  { demand: id, movers, towards }: Told,
  parties: readonly Party[],
): MoveLine {
  const row = demands.findIndex((demand) => demand.id === id);
  const demand = demands[row] as Demand;
  const names = (ids: readonly PartyId[]) =>
    parties.filter((party) => ids.includes(party.id)).map(({ name }) => name);
  const [first = 0] = movers;
  const [rowBefore, rowAfter] = [before[row] ?? [], after[row] ?? []];
  const column = parties.findIndex((party) => party.id === first);
  const away = movers.length > 1 ? [] : recededFrom(rowBefore, rowAfter, column, parties);
  const { givenQuery } = reading;
  const { slug } = reading.negotiation;
  return {
    nearer:
      movers.length > 1
        ? { words: 'both moved, nearer in stated position to one another', all: null }
        : partiesNamed('nearer in stated position to', names(towards)),
    further: away.length === 0 ? null : partiesNamed('further from', names(away)),
    demand: { label: demand.proposition, url: withQuery(paths.demand(slug, demand.slug), givenQuery) },
    past: isPast(demand, reading.clocks) ? pastWords(demand, reading) : null,
    steps: movers.map((mover) => {
      const column = parties.findIndex((party) => party.id === mover);
      const party = parties[column] as Party;
      return {
        party: party.name,
        url: withQuery(paths.position(slug, party.slug, demand.slug), givenQuery),
        before: valueIn(before[row]?.[column] as Cell),
        after: valueIn(after[row]?.[column] as Cell),
      };
    }),
  };
}

/** True if one that moved did so neither by opening or softening, nor by dropping or agreeing to what is asked. */
function isHardened({ before, after, demands }: Moves, { demand, movers }: Told, parties: readonly Party[]) {
  const row = demands.findIndex(({ id }) => id === demand);
  return movers.some((mover) => {
    const column = parties.findIndex(({ id }) => id === mover);
    const [from, to] = [before, after].map((matrix) => positionOf(matrix[row]?.[column] as Cell));
    const movement = movementBetween(from as Position, to as Position);
    return movement === null || !['opened', 'softened', 'dropped', 'agreed'].includes(movement);
  });
}

function valueIn(cell: Cell): ValueView {
  return cell.isSet ? valueView(cell.setting.stance) : nothingView(cell.nothing);
}

/** Who moved has a position before and after. */
function positionOf(cell: Cell): Position {
  return cell.isSet ? cell.setting.stance.position : 'no_stated_position';
}

import { type CellChange, changesIn, movementsOf, weightiestFirst } from '../../../domain/cells/changes.js';
import { changeWords, counted } from '../../../domain/cells/wording.js';
import { isolating } from '../../../domain/isolation.js';
import { eventsOverBy, eveOf } from '../../../domain/structure/newest-event.js';
import type { Demand, Event, Party } from '../../../domain/structure/negotiation.js';
import { type Day, dayPlus, longDate, shortDate } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { movedSinceWords, usualSince } from '../../parts/since-event.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';

/** One cell that moved. */
export interface MoveView {
  readonly party: string;
  readonly demand: string;
  readonly url: string;
  readonly before: CellView;
  readonly after: CellView;
  /** “Reversed”; null where that is the word of the position that it moved to. */
  readonly movement: string | null;
  /** Its day. */
  readonly date: string;
}

/** What moved since the eve of an event. */
export interface Moves {
  /** “What moved since Putin and Trump meet in Alaska, 15 August 2025”. */
  readonly heading: string;
  /** “nothing has moved since the eve of: …”, where a newer event is over; else null. */
  readonly quiet: string | null;
  readonly moves: readonly MoveView[];
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  /** “5 more moved, 12 first recorded”, with the way to them; null if there are none. */
  readonly rest: Link | null;
  /** “11 moved”, for a list of negotiations. */
  readonly count: string;
}

/** How many events are looked back to for something that moved. */
const mostEvents = 8;

/** Since the newest event since which something moved, beside what was only recorded for the first time; null without any. */
export function movesSince(reading: Reading, most: number): Moves | null {
  const over = eventsOverBy(reading.events, reading.asOf).slice(0, mostEvents);
  let newest: Found | null = null;
  for (const event of over) {
    const found = foundSince(reading, event);
    newest ??= found;
    if (found.moved.length > 0)
      return movesOf(reading, found, most, newest === found ? null : quietOf(reading));
  }
  return newest && movesOf(reading, newest, most, null);
}

/** Where nothing moved since the event since which other pages mark what did. */
function quietOf(reading: Reading): string | null {
  const since = usualSince(reading);
  return since && `${movedSinceWords(since, false)}.`;
}

interface Found {
  readonly event: Event;
  readonly from: Day;
  readonly moved: readonly CellChange[];
  readonly firstRecorded: number;
}

function foundSince({ negotiation, log, clocks }: Reading, event: Event): Found {
  const from = eveOf(event);
  const { changes } = changesIn(log, negotiation, { ...clocks, from, to: clocks.asOf });
  const moved = changes.filter((change) =>
    movementsOf(change).some((movement) => movement !== 'new' && movement !== 'reaffirmed'),
  );
  const firstRecorded = changes.filter(({ movement }) => movement === 'new').length;
  return { event, from, moved: weightiestFirst(moved), firstRecorded };
}

function movesOf(
  reading: Reading,
  { event, from, moved, firstRecorded }: Found,
  most: number,
  quiet: string | null,
): Moves {
  const { slug } = reading.negotiation;
  const moves = moved.slice(0, most).map((change) => moveView(reading, change));
  const more = [
    ...(moved.length > most ? [`${moved.length - most} more moved`] : []),
    ...(firstRecorded > 0 ? [`${counted(firstRecorded, 'position')} first recorded`] : []),
  ];
  return {
    heading: isolating`What moved since: ${event.name}, ${longDate(event.date)}`,
    quiet,
    moves,
    edges: edgeKey(moves.flatMap(({ before, after }) => [before, after])),
    rest:
      more.length === 0
        ? null
        : { label: more.join(', '), url: withQuery(paths.changes(slug), { from, to: reading.asOf }) },
    count: moved.length === 0 ? 'nothing moved' : `${moved.length} moved`,
  };
}

function moveView(
  { negotiation, log, clocks, givenQuery }: Reading,
  { before: atFirst, ...change }: CellChange,
): MoveView {
  const party = negotiation.parties.find(({ id }) => id === change.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === change.demand) as Demand;
  const url = withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery);
  const after = cellView(change.after, url);
  // What was first recorded since, and moved: from where it moved.
  const eve = dayPlus(change.moved.stance.day, -1);
  const before = atFirst.isSet ? atFirst : log.cellAt(party.id, demand.id, { ...clocks, asOf: eve });
  const movement = changeWords(change);
  return {
    party: party.name,
    demand: demand.proposition,
    url,
    before: cellView(before, url),
    after,
    movement: movement === after.label ? null : movement,
    date: shortDate(change.moved.stance.date),
  };
}

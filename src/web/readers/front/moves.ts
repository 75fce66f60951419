import { type CellChange, changesSince, isMovement, weightiestFirst } from '../../../domain/cells/changes.js';
import {
  anyMovement,
  type AskedMovement,
  countedChanges,
  firstRecordedWords,
} from '../../../domain/cells/changes-counted.js';
import { changeWords } from '../../../domain/cells/wording.js';
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
  /** “Nothing has moved since the eve of: …”, where a newer event is over; else null. */
  readonly quiet: string | null;
  readonly moves: readonly MoveView[];
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  /** “All 11 that moved”, “12 positions first recorded”, each with the way to as many; what all stands here is left out. */
  readonly rest: readonly Link[];
  /** “11 moved”, for a list of negotiations, with the way to them; null if none did. */
  readonly count: Link | null;
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
  const words = since && movedSinceWords(since, false);
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

interface Found {
  readonly event: Event;
  readonly from: Day;
  readonly moved: readonly CellChange[];
  readonly firstRecorded: number;
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function foundSince({ negotiation, log, clocks }: Reading, event: Event): Found {
  const from = eveOf(event);
  const [demands, parties] = [idsOf(negotiation.demands), idsOf(negotiation.parties)];
  const changes = changesSince(log, { from, clocks, before: null, after: null }, demands, parties);
  const { first } = countedChanges(changes);
  return { event, from, moved: weightiestFirst(changes.filter(isMovement)), firstRecorded: first };
}

function movesOf(
  reading: Reading,
  { event, from, moved, firstRecorded }: Found,
  most: number,
  quiet: string | null,
): Moves {
  const { slug } = reading.negotiation;
  const moves = moved.slice(0, most).map((change) => moveView(reading, change));
  const linkTo = (label: string, movement: AskedMovement): Link => ({
    label,
    url: withQuery(paths.changes(slug), { from, to: reading.asOf, movement }),
  });
  return {
    heading: isolating`What moved since: ${event.name}, ${longDate(event.date)}`,
    quiet,
    moves,
    edges: edgeKey(moves.flatMap(({ before, after }) => [before, after])),
    rest: [
      ...(moved.length > most ? [linkTo(`All ${moved.length} that moved`, anyMovement)] : []),
      ...(firstRecorded > 0 ? [linkTo(firstRecordedWords(firstRecorded), 'new')] : []),
    ],
    count: moved.length === 0 ? null : linkTo(`${moved.length} moved`, anyMovement),
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

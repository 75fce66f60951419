import { isolating } from '../../../domain/isolation.js';
import type { Event, Negotiation } from '../../../domain/structure/negotiation.js';
import { type Day, lastDay, longDate, longInstant } from '../../../domain/when.js';
import { counted } from '../../../domain/cells/wording.js';
import { type Page, plainHead } from '../../frame/layout.js';
import { closedNow } from '../../parts/closed-negotiation.js';
import { type MatrixFacts, type MatrixFigure, matrixFigure } from '../../parts/matrix-figure.js';
import { paths } from '../../frame/paths.js';
import { readingHead, tablesAt } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type MovementView, newestMovements } from './newest-movements.js';

export interface EventView {
  readonly date: string;
  readonly name: string;
}

export interface NegotiationSummary {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly counts: string;
  readonly movements: readonly MovementView[];
  readonly nextEvents: readonly EventView[];
  readonly noEventsText: string;
  /** “Recorded up to 20 August 2025, 12:00 UTC”. */
  readonly recorded: string;
  /** Says that it is closed; null while it is open. */
  readonly closedText: string | null;
}

/** The front page: every negotiation with its newest movements and next events; a single one with its matrix. */
export interface FrontPage extends Page {
  readonly isEmpty: boolean;
  readonly negotiations: readonly NegotiationSummary[];
  /** The matrix of the only negotiation; null if there are several. */
  readonly figure: MatrixFigure | null;
  /** How to start with an empty tracker, if this is the example data; otherwise null. */
  readonly exampleNote: string | null;
}

/** What the page is made from: each negotiation as it is now. */
export interface NegotiationFacts extends MatrixFacts {
  readonly reading: Reading;
  /** How many records there are on all of its demands, those too that its matrix leaves out. */
  readonly records: number;
}

const mostMovements = 10;
const mostEvents = 3;

export function frontPage(facts: readonly NegotiationFacts[], today: Day, showsExample: boolean): FrontPage {
  const single = facts.length === 1 ? (facts[0] as NegotiationFacts) : null;
  return {
    head: headOf(single),
    isEmpty: facts.length === 0,
    negotiations: facts.map((each) => summary(each, today)),
    figure: single && matrixFigure(single.reading, single),
    exampleNote: showsExample
      ? 'This is the example data set. To start with an empty tracker, set EXAMPLE_DATA=off and DATABASE_URL to a new file, such as file:./data/talks.db, and start again.'
      : null,
  };
}

function headOf(single: NegotiationFacts | null): FrontPage['head'] {
  const description = 'Who wants what in a negotiation, since when, how we know, and what changed.';
  const tables = tablesAt(paths.negotiations, []);
  if (!single) return { ...plainHead('Negotiation positions', description), tables, isIndexed: true };
  const { name } = single.reading.negotiation;
  const head = readingHead(single.reading, {
    title: isolating`${name}: positions`,
    description,
    path: paths.front,
  });
  const matrix = readingHead(single.reading, {
    title: '',
    description,
    path: paths.negotiation(single.reading.negotiation.slug),
  });
  return { ...head, tables, permalink: matrix.permalink };
}

function summary({ reading, records }: NegotiationFacts, today: Day): NegotiationSummary {
  const { negotiation, events } = reading;
  const upcoming = events.filter(({ date }) => lastDay(date) >= today).slice(0, mostEvents);
  return {
    name: negotiation.name,
    url: paths.negotiation(negotiation.slug),
    description: negotiation.description,
    counts: countsLine(negotiation, records),
    movements: newestMovements(reading, mostMovements),
    nextEvents: upcoming.map(({ date, name }) => ({ date: longDate(date), name })),
    noEventsText: lastEventText(events),
    closedText: closedNow(reading),
    recorded: `Recorded up to ${longInstant(reading.knownAt)}`,
  };
}

function countsLine({ parties, demands }: Negotiation, records: number): string {
  const words = [
    counted(parties.length, 'party', 'parties'),
    counted(demands.length, 'demand'),
    counted(records, 'record'),
  ];
  return words.join(' · ');
}

function lastEventText(events: readonly Event[]): string {
  const last = events.at(-1);
  if (!last) return 'No events are recorded yet.';
  return isolating`No coming event is recorded. The last one was on ${longDate(last.date)}: ${last.name}.`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/front/front': FrontPage;
  }
}

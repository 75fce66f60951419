import { counted } from '../../../domain/cells/wording.js';
import { isPast } from '../../../domain/cells/past.js';
import { standSentence } from '../../../domain/cells/stand-counts.js';
import { isolating } from '../../../domain/isolation.js';
import { type Day, lastDay, longDate, longInstant } from '../../../domain/when.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { purpose } from '../../frame/purpose.js';
import { readingHead, tablesAt } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { briefingOn, type BriefingView } from '../../parts/briefings.js';
import { closedNow } from '../../parts/closed-negotiation.js';
import {
  type MatrixFacts,
  type MatrixFigure,
  matrixFigure,
  matrixScript,
} from '../../parts/matrix-figure.js';
import type { StandFacts } from '../../parts/stand/facts.js';
import { type StandFigure, standFigure } from '../../parts/stand/figure.js';
import { type Moves, movesSince } from './moves.js';

export interface EventView {
  readonly date: string;
  readonly name: string;
}

/** The negotiation with the newest update: its briefing, what moved, where everybody stands, and the matrix. */
export interface LeadingTalks {
  readonly name: string;
  readonly url: string;
  /** “8 parties · 33 demands · 290 records · recorded up to 20 August 2025, 12:00 UTC”. */
  readonly counts: string;
  /** Says that it is closed; null while it is open. */
  readonly closedText: string | null;
  /** What it is about, where the desk has written no briefing. */
  readonly description: string;
  readonly briefing: BriefingView | null;
  /** Null where no event is over. */
  readonly moves: Moves | null;
  readonly nextEvents: readonly EventView[];
  readonly noEventsText: string;
  readonly standUrl: string;
  readonly standSentence: string;
  readonly stand: StandFigure;
  readonly figure: MatrixFigure;
}

/** One of the other negotiations, in a line. */
export interface OtherTalks {
  readonly name: string;
  readonly url: string;
  /** “11 moved”, which leads to them; null where nothing did. */
  readonly moved: Link | null;
  /** “since: …”, “Nothing moved since: …”, or how much is recorded. */
  readonly news: string;
  readonly links: readonly Link[];
}

/** The front page: the negotiation with the newest update in full, the others in a line each. */
export interface FrontPage extends Page {
  readonly lead: LeadingTalks | null;
  readonly others: readonly OtherTalks[];
  /** How to start with an empty tracker, if this is the example data; otherwise null. */
  readonly exampleNote: string | null;
  readonly siteName: string;
}

/** What stands on the page of one negotiation as it is now. */
export interface LeadFacts extends MatrixFacts {
  readonly reading: Reading;
  /** How many records there are on all of its demands, those too that its matrix leaves out. */
  readonly records: number;
  readonly stand: StandFacts;
}

const mostMoves = 7;
const mostDemands = 12;
const mostEvents = 3;

export function frontPage(
  lead: LeadFacts | null,
  others: readonly Reading[],
  {
    siteName,
    today,
    showsExample,
  }: { readonly siteName: string; readonly today: Day; readonly showsExample: boolean },
): FrontPage {
  return {
    head: headOf(lead, siteName),
    siteName,
    lead: lead && leadOf(lead, today),
    others: others.map(otherTalks),
    exampleNote: showsExample
      ? 'This is the example data set. To start with an empty tracker, set EXAMPLE_DATA=off and DATABASE_URL to a new file, such as file:./data/talks.db, and start again.'
      : null,
  };
}

function headOf(lead: LeadFacts | null, siteName: string): FrontPage['head'] {
  const tables = tablesAt(paths.negotiations, []);
  if (!lead)
    return {
      ...plainHead(siteName, purpose),
      ...{ tables, canonical: paths.front, isIndexed: true },
    };
  const { reading } = lead;
  const { name, slug } = reading.negotiation;
  const head = readingHead(reading, {
    title: isolating`${name}: where they stand, and what moved`,
    description: purpose,
    path: paths.front,
    script: matrixScript,
  });
  // It is of now; what is cited is the matrix, which takes both clocks.
  const matrix = readingHead(reading, { title: '', description: purpose, path: paths.negotiation(slug) });
  return { ...head, tables, permalink: matrix.permalink, canonical: paths.front };
}

function leadOf({ reading, records, stand, ...matrix }: LeadFacts, today: Day): LeadingTalks {
  const { negotiation, events } = reading;
  const moves = movesSince(reading, mostMoves);
  const figure = standFigure(reading, stand, { most: mostDemands, isTitled: false });
  const upcoming = events.filter(({ date }) => lastDay(date) >= today).slice(0, mostEvents);
  return {
    name: negotiation.name,
    url: paths.negotiation(negotiation.slug),
    counts: [...countsOf(reading, records), `recorded up to ${longInstant(reading.knownAt)}`].join(' · '),
    closedText: closedNow(reading),
    description: negotiation.description,
    briefing: briefingOn(reading, { topic: null, demand: null }),
    moves,
    nextEvents: upcoming.map(({ date, name }) => ({ date: longDate(date), name })),
    noEventsText: events.length === 0 ? 'No events are recorded yet.' : 'No coming event is recorded.',
    standSentence: standSentence(stand.stand.counts),
    // That nothing moved since the newest event has just been said.
    stand: moves?.quiet ? { ...figure, since: null, lastMove: null } : figure,
    standUrl: paths.stand(negotiation.slug),
    figure: matrixFigure(reading, matrix),
  };
}

function otherTalks(reading: Reading): OtherTalks {
  const { negotiation } = reading;
  const { slug, name, parties, demands } = negotiation;
  const moves = movesSince(reading, 0);
  const counts = `${counted(parties.length, 'party', 'parties')}, ${counted(demands.length, 'demand')}`;
  return {
    name,
    url: paths.negotiation(slug),
    moved: moves?.count ?? null,
    news: moves === null ? capitalised(counts) : newsOf(moves),
    links: [
      { label: 'Where they stand', url: paths.stand(slug) },
      { label: 'What changed', url: paths.changes(slug) },
    ],
  };
}

function newsOf({ heading, count }: Moves): string {
  return heading.replace(/^What moved /, count === null ? 'Nothing moved ' : '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function countsOf({ negotiation: { parties, demands }, clocks }: Reading, records: number): string[] {
  const past = demands.filter((demand) => isPast(demand, clocks)).length;
  return [
    counted(parties.length, 'party', 'parties'),
    `${counted(demands.length, 'demand')}${past === 0 ? '' : `, ${past} of them past`}`,
    counted(records, 'record'),
  ];
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/front/front': FrontPage;
  }
}

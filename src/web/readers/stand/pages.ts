import { freshnessSentence } from '../../../domain/cells/stand-freshness.js';
import { standSentence } from '../../../domain/cells/stand-counts.js';
import { standOrders } from '../../../domain/cells/stand-sections.js';
import { isolating, namedTogether } from '../../../domain/isolation.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import { eveOf } from '../../../domain/structure/newest-event.js';
import { type Day, longDate, unbrokenDate } from '../../../domain/when.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { PicturePart } from '../../frame/pictures/links.js';
import { type ClockControls, clockControls, datedEvents } from '../../frame/reading/clock-controls.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf, filterWords } from '../../parts/filters.js';
import { reservationsAbove, type ReservationView } from '../../parts/reservations.js';
import { standEntries } from '../../parts/stand/entries.js';
import type { StandFacts } from '../../parts/stand/facts.js';
import { hasMoved, type StandFigure, standFigure, standUrl } from '../../parts/stand/figure.js';
import { standFilter } from './asked.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** The boxes by which readers ask what some parties could agree on; part of the form of the clocks. */
export interface StandPicker {
  /** Principals first; those that are too many for a line are folded away. */
  readonly parties: readonly Choice[];
  readonly moreParties: readonly Choice[];
  /** True if one that is folded away is ticked. */
  readonly isMoreOpen: boolean;
  /** The page between those that each demand needs; null where it is that. */
  readonly all: string | null;
}

/** Every demand on one scale, with its gap. */
export interface StandPage extends Page {
  readonly heading: string;
  readonly sentence: string;
  /** That nothing new was said for long, linked to how well positions are known; null while something was. */
  readonly freshness: string | null;
  readonly evidenceUrl: string;
  /** Says that one party alone is compared with nobody; null otherwise. */
  readonly notice: string | null;
  readonly controls: ClockControls;
  readonly picker: StandPicker;
  readonly filters: Filters;
  /** “By gap”. */
  readonly orderSummary: string;
  readonly orders: readonly (Link & { readonly isChosen: boolean })[];
  /** The day that the reader chose; empty for the usual one. */
  readonly since: string;
  /** “Moved since 8 May”, under which the choice of another day is folded. */
  readonly sinceSummary: string;
  /** Days since which moves can be marked: the eve of each event that is over. */
  readonly events: readonly { readonly date: string; readonly link: Link; readonly isChosen: boolean }[];
  readonly reservations: readonly ReservationView[];
  readonly figure: StandFigure;
}

/** The parameter by which the picture of one group is asked for. */
export const groupName = 'group';

/** How many parties are offered in a line. */
const mostInLine = 12;
const mostInTitle = 3;

export function standPage(reading: Reading, facts: StandFacts): StandPage {
  const { negotiation } = reading;
  const { asked, since, stand } = facts;
  const path = paths.stand(negotiation.slug);
  const heading = headingOf(asked.among.map(({ name }) => name));
  const sentence = `${filterWords(reading, asked.filter, standFilter)}${standSentence(stand.counts, asked.among)}`;
  const more = standEntries(facts);
  const figure = standFigure(reading, facts, { isTitled: false });
  return {
    head: readingHead(reading, {
      title: isolating`${heading.replace(/\?$/, '')}: ${negotiation.name}`,
      description: sentence,
      path,
      pictureAt: path,
      embedAt: paths.embedded(path),
      pictureParts: partsOf(figure),
      more,
    }),
    heading,
    sentence: isolating`${negotiation.name}, ${longDate(reading.asOf)}. ${sentence}`,
    evidenceUrl: withQuery(paths.evidence(negotiation.slug), reading.givenQuery),
    freshness: freshnessSentence(stand.sections, reading.asOf),
    notice:
      asked.alone &&
      isolating`One party has nobody to agree with: choose another one beside ${asked.alone.name}. Until then everything is shown, with the gap among those that each demand needs.`,
    controls: clockControls(reading, path, {
      kept: more.filter(([name]) => name === 'sort'),
      linked: more,
    }),
    filters: filtersOf(reading, asked.filter, standFilter, (filter) =>
      standUrl(reading, { asked: { ...asked, filter }, since }),
    ),
    since: since === null || since.event !== null ? '' : since.day,
    sinceSummary: sinceSummary(facts, reading.asOf),
    picker: pickerOf(reading, facts),
    orderSummary: `By ${asked.order}`,
    orders: standOrders.map(({ value, label }) => ({
      label,
      url: standUrl(reading, { asked: { ...asked, order: value }, since }),
      isChosen: asked.order === value,
    })),
    events: eventsOf(reading, facts),
    reservations: reservationsAbove(reading),
    figure,
  };
}

/** The whole is as long as the page: each group has a picture of its own. */
function partsOf({ sections }: StandFigure): PicturePart[] {
  if (sections.length < 2) return [];
  return sections.map(({ key, title, number }) => ({
    label: isolating`${title} (${number})`,
    entry: [groupName, key],
  }));
}

/** Without the year, if that is the page’s. */
function sinceSummary({ since, stand }: StandFacts, asOf: Day): string {
  if (since === null) return 'Mark what moved';
  const day = unbrokenDate(since.day);
  const year = asOf.slice(0, 4);
  const short = day.endsWith(year) ? day.slice(0, -year.length - 1) : day;
  return `${hasMoved(stand) ? 'Moved' : 'No moves'} since ${short}`;
}

/** Names as many parties as a title can hold. */
function headingOf(names: readonly string[]): string {
  if (names.length < 2) return 'Where they stand';
  const who = names.length > mostInTitle ? `these ${names.length} parties` : namedTogether(names);
  return isolating`What could ${who} agree on?`;
}

function pickerOf(reading: Reading, facts: StandFacts): StandPicker {
  const { negotiation } = reading;
  const { asked, since } = facts;
  const isPicked = (party: Party) => party === asked.alone || asked.among.includes(party);
  const parties = negotiation.parties
    .filter((party) => asked.filter.withClosed || !party.isClosed || isPicked(party))
    .map((party) => ({ value: party.slug, label: party.name, isChosen: isPicked(party) }));
  const moreParties = parties.slice(mostInLine);
  const all = standUrl(reading, { asked: { ...asked, among: [], alone: null }, since });
  return {
    parties: parties.slice(0, mostInLine),
    moreParties,
    isMoreOpen: moreParties.some(({ isChosen }) => isChosen),
    all: parties.some(({ isChosen }) => isChosen) ? all : null,
  };
}

function eventsOf(reading: Reading, facts: StandFacts): StandPage['events'] {
  const over = datedEvents(reading).filter(({ date }) => date <= reading.asOf);
  return over.map((event) => {
    const since = { day: eveOf(event), event: null };
    return {
      date: longDate(event.date),
      link: { label: event.name, url: standUrl(reading, { asked: facts.asked, since }) },
      isChosen: facts.since?.day === since.day,
    };
  });
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/stand/embedded': StandPage;
    readonly 'readers/stand/stand': StandPage;
  }
}

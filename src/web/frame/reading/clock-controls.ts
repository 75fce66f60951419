import { type Evidence, evidenceChoices } from '../../../domain/cells/cell.js';
import type { Event } from '../../../domain/structure/negotiation.js';
import { type Day, dayPlus, isDay, longDate, longInstant, shortDate } from '../../../domain/when.js';
import type { Link } from '../layout.js';
import { aroundEvents, daysAroundEvent } from './around-event.js';
import type { FilterControls } from './position-filter.js';
import { paths, queryEntries, withQuery } from '../paths.js';
import type { Reading } from './reading.js';

/** The form that sets the clocks and the evidence of a page: a row of words, each with what it opens below it. */
export interface ClockControls {
  readonly action: string;
  /** “As of 14 Aug 2025 · on the record first”: short, so that a phone has room for a part of what stands beside it. */
  readonly summary: string;
  /** False on a page that no day and no evidence changes: only what was known. */
  readonly hasDay: boolean;
  /** Empty for now. */
  readonly asOf: string;
  /** A day, or the instant of a permalink; empty for everything known. */
  readonly knownAt: { readonly type: 'date' | 'text'; readonly value: string };
  readonly evidence: readonly {
    readonly value: Evidence;
    readonly label: string;
    readonly isChosen: boolean;
  }[];
  /** The day since which movements are marked; null on a page that does not mark them. */
  readonly since: string | null;
  /** The filter of the matrix; null on other pages. */
  readonly filter: FilterControls | null;
  /** Other parameters of the address, which are sent along. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  /** Days to jump to: before and after each event; of many those around the page’s day. */
  readonly events: readonly EventPreset[];
  /** “All 60 events”, where only some stand here; else null. */
  readonly allEvents: Link | null;
  /** True on a page that is about the choice itself. */
  readonly isOpen: boolean;
}

/** “Trump and Putin meet in Alaska, 15 August 2025”, with links to the page on its eve and on the day after. */
export interface EventPreset {
  readonly name: string;
  readonly date: string;
  readonly eve: Link;
  readonly after: Link;
  /** What changed from its eve to three days after it. */
  readonly changed: Link;
}

export interface ClockControlOptions {
  readonly since?: Day | null;
  readonly kept?: readonly (readonly [name: string, value: string])[];
  /** What links to the page at other days carry: those kept and, where its form has fields for more, these too. */
  readonly linked?: readonly (readonly [name: string, value: string])[];
  readonly filter?: FilterControls;
  /** False where only what was known changes the page. */
  readonly hasDay?: boolean;
  /** What the summary begins with on a page of a period, in place of the day: “Other dates”. */
  readonly lead?: string;
}

const endOfDay = 'T23:59:59.999Z';

export function clockControls(
  reading: Reading,
  action: string,
  { since, kept = [], linked = kept, filter, hasDay = true, lead }: ClockControlOptions = {},
): ClockControls {
  const { negotiation, query, clocks, givenQuery, asOf } = reading;
  const dated = datedEvents(reading);
  const urls = { of: urlOfDays(action, givenQuery, linked), around: aroundEvents(reading) };
  const knownAt = knownAtField(givenQuery.known_at ?? '');
  return {
    action,
    summary: hasDay ? summaryOf(reading, since ?? null, lead) : knownSummary(reading),
    hasDay,
    asOf: query.asOf ?? '',
    knownAt,
    evidence: evidenceChoices.map(({ value, label }) => ({
      value,
      label,
      isChosen: value === clocks.evidence,
    })),
    since: since === undefined ? null : (since ?? ''),
    filter: filter ?? null,
    kept: [...(hasDay ? [] : queryEntries({ ...givenQuery, known_at: null })), ...(filter ? [] : kept)].map(
      ([name, value]) => ({ name, value }),
    ),
    events: hasDay ? nearest(dated, asOf).map((event) => presetOf(event, urls)) : [],
    allEvents:
      dated.length <= mostEvents || !hasDay
        ? null
        : {
            label: `All ${dated.length} events`,
            url: withQuery(paths.timeline(negotiation.slug), givenQuery),
          },
    isOpen: false,
  };
}

function summaryOf(
  { asOf, query, clocks }: Reading,
  since: Day | null,
  lead = `As of ${shortDate(asOf)}`,
): string {
  const evidence = evidenceChoices.find(({ value }) => value === clocks.evidence)?.label ?? '';
  return [
    lead,
    ...(query.knownAt === null ? [] : [`as known on ${longInstant(query.knownAt.toISOString())}`]),
    ...(since === null ? [] : [`moved since ${longDate(since)}`]),
    evidence.toLowerCase(),
  ].join(' · ');
}

/** “As we know it now”, “As known on 20 August 2025, 12:00 UTC”. */
function knownSummary({ query }: Reading): string {
  return query.knownAt === null
    ? 'As we know it now'
    : `As known on ${longInstant(query.knownAt.toISOString())}`;
}

/** The form for a page that cannot be shown at the clocks asked for: as it was filled in, to ask for others. */
export function clocksAsked(action: string, parameters: URLSearchParams): ClockControls {
  const own = ['as_of', 'known_at', 'evidence'];
  return {
    action,
    summary: 'Another time',
    hasDay: true,
    asOf: parameters.get('as_of') ?? '',
    knownAt: knownAtField(knownAtText(parameters.get('known_at') ?? '')),
    evidence: evidenceChoices.map(({ value, label }) => ({
      value,
      label,
      isChosen: value === (parameters.get('evidence') || 'default'),
    })),
    since: null,
    filter: null,
    kept: [...parameters].flatMap(([name, value]) => (own.includes(name) ? [] : [{ name, value }])),
    events: [],
    allEvents: null,
    isOpen: true,
  };
}

function knownAtText(asked: string): string {
  return isDay(asked) ? `${asked}${endOfDay}` : asked;
}

function knownAtField(instant: string): ClockControls['knownAt'] {
  if (instant === '') return { type: 'date', value: '' };
  if (instant.endsWith(endOfDay)) return { type: 'date', value: instant.slice(0, -endOfDay.length) };
  return { type: 'text', value: instant };
}

/** Events with a full date that is not in the future, newest first: only these have an eve. */
export function datedEvents({ events, latestDay }: Pick<Reading, 'events' | 'latestDay'>): Event[] {
  return events.filter(({ date }) => date.length === 10 && date <= latestDay).toReversed();
}

/** A third of them may be later than the page’s day. */
const mostEvents = 30;

/** Of events, newest first, those around a day. */
function nearest(events: readonly Event[], day: Day): readonly Event[] {
  const later = events.filter(({ date }) => date > day).length;
  const first = Math.max(0, Math.min(later - mostEvents / 3, events.length - mostEvents));
  return events.slice(first, first + mostEvents);
}

interface PresetUrls {
  readonly of: (day: Day) => string;
  readonly around: (event: Event) => string | null;
}

function presetOf(event: Event, urls: PresetUrls): EventPreset {
  const { date, after } = datesOfEvents.get(event) ?? datesOf(event);
  return {
    name: event.name,
    date,
    eve: { label: 'eve', url: urls.of(daysAroundEvent(event).from) },
    after: { label: 'day after', url: urls.of(after) },
    changed: { label: 'what changed around it', url: urls.around(event) ?? '' },
  };
}

/** The dates of the events that are held in memory: every page has those of all of them. */
const datesOfEvents = new WeakMap<Event, Readonly<Record<'date' | 'after', string>>>();

function datesOf(event: Event) {
  const dates = { date: longDate(event.date), after: dayPlus(event.date, 1) };
  datesOfEvents.set(event, dates);
  return dates;
}

/** The address of the page on any day; everything but the day is written once, since a long list has many. */
function urlOfDays(
  action: string,
  givenQuery: Reading['givenQuery'],
  kept: readonly (readonly [string, string])[],
): (day: Day) => string {
  const others = queryEntries(givenQuery).filter(([name]) => name !== 'as_of');
  const rest = withQuery('', [...others, ...kept]).replace('?', '&');
  return (day) => `${action}?as_of=${day}${rest}`;
}

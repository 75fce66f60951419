import { isolating } from '../../../domain/isolation.js';
import { classOfStance } from '../../../domain/cells/cell.js';
import {
  type CellChange,
  isDifferent,
  isMovement,
  isReversal,
  lastReaffirmed,
  weightiestFirst,
} from '../../../domain/cells/changes.js';
import type { ChangeStep } from '../../../domain/cells/cell-steps.js';
import { isAskedChange, isFiltered } from '../../../domain/cells/position-filter.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { Demand, Event, Party } from '../../../domain/structure/negotiation.js';
import type { Approach } from '../../../domain/cells/moved-towards.js';
import { movedSo } from '../../../domain/cells/changes-counted.js';
import { movementLabel, movements } from '../../../domain/cells/movement.js';
import { areOpposite, positionScale } from '../../../domain/log/position.js';
import { type Day, longDate, unbrokenDate } from '../../../domain/when.js';
import { changeWords, counted, evidenceWords, movementWords } from '../../../domain/cells/wording.js';
import { daysAroundEvent } from '../../frame/reading/around-event.js';
import { type ClockControls, clockControls, datedEvents } from '../../frame/reading/clock-controls.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type FilterControls, filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead, tablesAt } from '../../frame/reading/reading-head.js';
import type { Query, Reading } from '../../frame/reading/reading.js';
import type { EventChip } from '../../parts/event-chip.js';
import { presentOutcome } from '../../parts/outcome-view.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';
import type { ChangesFilter } from './filter.js';
import { summaryOf } from './summary.js';

/** One cell before and after. */
export interface ChangeView {
  readonly id: string;
  readonly party: string;
  readonly demand: string;
  readonly url: string;
  readonly before: CellView;
  readonly after: CellView;
  /** “Reversed”; where there are several steps, how many, and whether they lead back. */
  readonly movement: string;
  /** The steps, where there are several: “16 August 2025”, “Demands → Reluctant”, “Reversed”; of many the newest. */
  readonly steps: readonly { readonly date: string; readonly values: string; readonly words: string }[];
  /** “268 earlier steps”, before those; null if these are all. */
  readonly earlierSteps: string | null;
  /** The day of the movement, by its own record, and that of a newer one that says the same. */
  readonly date: string;
  /** “Reported → on the record” if the class of evidence changed; otherwise the class. */
  readonly evidence: string;
}

/** A position that was first recorded in the period, in a line. */
export type FirstView = Pick<ChangeView, 'id' | 'party' | 'demand' | 'url' | 'after' | 'date' | 'evidence'>;

/** A demand with those who moved on it. */
export interface ChangedDemand<Change> {
  readonly demand: Link;
  /** “Ceasefire”, where the changes of several topics stand together, and “Ended on 11 May 2026”. */
  readonly about: readonly string[];
  readonly changes: readonly Change[];
}

/** The cells that differ between two days, and how often each party moved. */
export interface ChangesPage extends Page {
  readonly heading: string;
  readonly period: string;
  /** Says that nothing moved recently, and when something last did; null if there is no need to. */
  readonly quietText: string | null;
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: ClockControls['evidence'];
  readonly knownAt: ClockControls['knownAt'];
  readonly positionFilter: FilterControls;
  readonly kept: ClockControls['kept'];
  readonly showsReaffirmed: boolean;
  /** The newest events, each with what changed from its eve to three days after it; then the older ones. */
  readonly recent: readonly EventChip[];
  readonly events: readonly { readonly name: string; readonly date: string; readonly url: string }[];
  /** True if the address asks for more than a period around an event: then what it asks for is in view. */
  readonly showsDates: boolean;
  /** Who moved, and how: “12 first recorded”, linked to these; null if nobody did. */
  readonly counts: readonly { readonly party: string; readonly movements: readonly Link[] }[] | null;
  readonly summary: string;
  /** All changes of the period, where the address asks for some movements only; else null. */
  readonly everything: Link | null;
  /** Who moved towards whom: “Ukraine moved towards Russia, nearer in stated position, on:”, with the demands. */
  readonly approaches: readonly { readonly sentence: string; readonly demands: readonly Link[] }[];
  /** What reversed, whatever its topic, then the rest by topic; one page of a long list. */
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    /** “12”: how many are shown of it. */
    readonly count: string;
    readonly changes: readonly ChangedDemand<ChangeView>[];
    /** Those of which nothing was recorded before. */
    readonly first: readonly ChangedDemand<FirstView>[];
  }[];
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  /** The pages before and after this one of a long list. */
  readonly further: readonly Link[];
  readonly emptyText: string;
}

export interface ChangesFacts {
  readonly reading: Reading;
  readonly filter: ChangesFilter;
  /** Every change of the period, before the filter. */
  readonly changes: readonly CellChange[];
  readonly approaches: readonly Approach[];
  /** The stances by which a position was reaffirmed on other conditions. */
  readonly otherConditions: ReadonlySet<Sequence>;
}

const changesPerPage = 100;
/** How many events stand beside one another, and not behind “Other dates”. */
const mostRecent = 5;

export function changesPage(
  { reading, filter, changes, approaches, otherConditions }: ChangesFacts,
  page: number,
): ChangesPage {
  const { negotiation } = reading;
  const path = paths.changes(negotiation.slug);
  const controls = clockControls(reading, path);
  const shown = changes.filter((change) => isShown(reading, change, filter));
  const period = `${longDate(filter.from)} to ${longDate(filter.to)}`;
  const summary = summaryOf(shown, changes, filter);
  const title = isolating`What changed, ${period}: ${negotiation.name}`;
  const { as_of: _asOf, ...more } = queryOf(reading, filter);
  const head = readingHead(reading, {
    title,
    hasDate: true,
    description: isolating`${negotiation.name}, ${period}. ${summary}`,
    path,
    more,
  });
  const permalink = { ...more, known_at: reading.permalinkQuery.known_at ?? null };
  const recent = datedEvents(reading).slice(0, mostRecent);
  const urlAround = (event: Event) => {
    const around = { ...filter, quiet: null, ...daysAroundEvent(event) };
    return withQuery(path, entriesOf(queryOf(reading, around), around));
  };
  const isAround = (event: Event) => {
    const { from, to } = daysAroundEvent(event);
    return filter.from === from && filter.to === to;
  };
  const ordered = inSections(reading, shown);
  const before = (page - 1) * changesPerPage;
  const onPage = ordered.slice(before, before + changesPerPage);
  const sections = sectionsOf(onPage).map(({ section, changes: own }) => ({
    ...section,
    count: String(own.length),
    ...viewsOf(reading, { section, changes: own }, filter, otherConditions),
  }));
  const pageUrl = (number: number) => {
    const query = { ...queryOf(reading, filter), page: number === 1 ? null : String(number) };
    return withQuery(path, entriesOf(query, filter));
  };
  return {
    head: {
      ...head,
      permalink: withQuery(path, entriesOf({ ...permalink, page: page === 1 ? null : String(page) }, filter)),
      tables: tablesAt(path, entriesOf(queryOf(reading, filter), filter)),
    },
    heading: 'What changed',
    period,
    quietText: quietText(filter),
    action: path,
    from: filter.from,
    to: filter.to,
    evidence: controls.evidence,
    knownAt: controls.knownAt,
    positionFilter: filterControls(negotiation, filter.positions),
    kept: filter.movements.map((value) => ({ name: 'movement', value })),
    showsReaffirmed: filter.showsReaffirmed,
    recent: recent.map((event) => ({
      ...{ label: event.name, date: unbrokenDate(event.date), url: urlAround(event) },
      isChosen: isAround(event),
    })),
    events: datedEvents(reading)
      .slice(mostRecent)
      .map((event) => ({ name: event.name, date: longDate(event.date), url: urlAround(event) })),
    showsDates:
      filter.showsReaffirmed ||
      isFiltered(filter.positions) ||
      (filter.isAsked && !datedEvents(reading).some(isAround)),
    counts: page > 1 ? null : countsOf(reading, filter, changes),
    summary,
    everything: everythingOf(reading, filter, path),
    approaches: page > 1 ? [] : approachViews(reading, shown, approaches),
    sections,
    edges: edgeKey(
      sections.flatMap((section) => [
        ...section.changes
          .flatMap((demand) => demand.changes)
          .flatMap(({ before: earlier, after }) => [earlier, after]),
        ...section.first.flatMap((demand) => demand.changes).map(({ after }) => after),
      ]),
    ),
    further: [
      ...(page > 1 ? [{ label: 'The changes before these', url: pageUrl(page - 1) }] : []),
      ...(before + onPage.length < shown.length
        ? [{ label: 'The next changes', url: pageUrl(page + 1) }]
        : []),
    ],
    emptyText:
      page > 1
        ? 'All changes are on the pages before.'
        : 'No position changed in this time, as far as it is recorded.',
  };
}

/** The same period with all that changed in it. */
function everythingOf(reading: Reading, filter: ChangesFilter, path: string): Link | null {
  if (filter.movements.length === 0) return null;
  const whole = { ...filter, movements: [] };
  return {
    label: 'All that changed in this time',
    url: withQuery(path, entriesOf(queryOf(reading, whole), whole)),
  };
}

/** Where a change stands on the page. */
interface Section {
  readonly id: string;
  readonly heading: string;
}

interface InSection {
  readonly section: Section;
  readonly change: CellChange;
}

const reversals: Section = { id: 'reversed', heading: 'Reversed' };
const moves: Section = { id: 'moved', heading: 'Other movements' };

/** Reversals first, then the other movements, what weighs most first; then topic by topic what was only recorded. */
function inSections({ negotiation }: Reading, changes: readonly CellChange[]): InSection[] {
  const weighed = weightiestFirst(changes);
  const topicOf = ({ demand }: CellChange) => negotiation.demands.find(({ id }) => id === demand)?.topic.id;
  const [reversed, moved] = [weighed.filter(isReversal), weighed.filter(isOtherMovement)];
  const others = weighed.filter((change) => !isReversal(change) && !isOtherMovement(change));
  return [
    ...reversed.map((change) => ({ section: reversals, change })),
    ...moved.map((change) => ({ section: moves, change })),
    ...negotiation.topics.flatMap(({ id, slug, name }) => {
      const section = { id: `topic-${slug}`, heading: name };
      return others.filter((change) => topicOf(change) === id).map((change) => ({ section, change }));
    }),
  ];
}

function isOtherMovement(change: CellChange): boolean {
  return !isReversal(change) && isMovement(change);
}

function sectionsOf(
  changes: readonly InSection[],
): { readonly section: Section; readonly changes: readonly CellChange[] }[] {
  const sections = new Map(changes.map(({ section }) => [section.id, section]));
  return [...sections.values()].map((section) => ({
    section,
    changes: changes.filter((each) => each.section.id === section.id).map(({ change }) => change),
  }));
}

/** Of the changes that are shown; where both moved, the two are told once. */
function approachViews(
  { negotiation, givenQuery }: Reading,
  shown: readonly CellChange[],
  approaches: readonly Approach[],
): ChangesPage['approaches'] {
  const views = new Map<string, Link[]>();
  const nameOf = (party: number) => negotiation.parties.find(({ id }) => id === party)?.name ?? '';
  for (const { party, demand, towards, isMutual } of approaches) {
    const isTold = shown.some((change) => change.party === party && change.demand === demand);
    const isSecond = isMutual && columnOf(negotiation, party) > columnOf(negotiation, towards);
    if (!isTold || isSecond) continue;
    const sentence = isMutual
      ? isolating`${nameOf(party)} and ${nameOf(towards)} both moved, nearer in stated position, on:`
      : isolating`${nameOf(party)} moved towards ${nameOf(towards)}, nearer in stated position, on:`;
    const { slug, proposition } = negotiation.demands.find(({ id }) => id === demand) as Demand;
    const link = { label: proposition, url: withQuery(paths.demand(negotiation.slug, slug), givenQuery) };
    views.set(sentence, [...(views.get(sentence) ?? []), link]);
  }
  return [...views].map(([sentence, demands]) => ({ sentence, demands }));
}

function columnOf({ parties }: Reading['negotiation'], party: number): number {
  return parties.findIndex(({ id }) => id === party);
}

function quietText({ quiet }: ChangesFilter): string | null {
  if (quiet === null) return null;
  return `Nothing moved from ${longDate(quiet.from)} to ${longDate(quiet.to)}, as far as it is recorded. This is the last period in which something did.`;
}

/** True for what the filter asks for; reaffirmations only if they are asked for. */
export function isShown({ negotiation }: Reading, change: CellChange, filter: ChangesFilter): boolean {
  const { positions, movements: asked, showsReaffirmed } = filter;
  if (!isAskedChange(negotiation, change, positions)) return false;
  if (asked.length > 0) return asked.some((each) => movedSo(change, each));
  return showsReaffirmed || isDifferent(change);
}

function queryOf({ givenQuery }: Reading, { from, to, showsReaffirmed }: ChangesFilter): Query {
  const { known_at, evidence } = givenQuery;
  const reaffirmed = showsReaffirmed ? '1' : null;
  return { from, to, known_at: known_at ?? null, evidence: evidence ?? null, reaffirmed };
}

function keptOf({ positions, movements: asked }: ChangesFilter): [string, string][] {
  return [...filterEntries(positions), ...asked.map((movement): [string, string] => ['movement', movement])];
}

function entriesOf(query: Query, filter: ChangesFilter): [string, string][] {
  return [...queryEntries(query), ...keptOf(filter)];
}

/** Who moved; each count links to exactly the cells that it counts. */
function countsOf(
  reading: Reading,
  filter: ChangesFilter,
  changes: readonly CellChange[],
): ChangesPage['counts'] {
  const path = paths.changes(reading.negotiation.slug);
  const within = changes.filter((change) =>
    isShown(reading, change, { ...filter, movements: [], showsReaffirmed: true }),
  );
  const present = movements.filter(({ value }) => within.some((change) => change.movements.includes(value)));
  if (present.length === 0) return null;
  const rows = reading.negotiation.parties.map(({ id, slug, name }) => ({
    party: name,
    movements: present.flatMap(({ value, label }): Link[] => {
      const moved = within.filter((each) => each.party === id && each.movements.includes(value));
      if (moved.length === 0) return [];
      const positions = { ...filter.positions, parties: [slug] };
      const exactly = { ...filter, positions, movements: [value], showsReaffirmed: false };
      const url = withQuery(path, entriesOf(queryOf(reading, exactly), exactly));
      return [{ label: `${moved.length} ${label.toLowerCase()}`, url }];
    }),
  }));
  return rows.filter((row) => row.movements.length > 0);
}

/** Of one position; all of them stand on its page. */
const mostSteps = 12;

function changeView(
  reading: Reading,
  change: CellChange,
  { from, to }: ChangesFilter,
  otherConditions: ReadonlySet<Sequence>,
): ChangeView {
  const { negotiation, givenQuery } = reading;
  const party = negotiation.parties.find(({ id }) => id === change.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === change.demand) as Demand;
  const at = (day: Day) =>
    withQuery(paths.position(negotiation.slug, party.slug, demand.slug), { ...givenQuery, as_of: day });
  return {
    id: `${party.slug}-${demand.slug}`,
    party: party.name,
    demand: demand.proposition,
    url: at(to),
    before: cellView(change.before, at(from)),
    after: cellView(change.after, at(to)),
    movement: movementOf(change, otherConditions.has(change.after.setting.version)),
    steps: change.steps.length > 1 ? change.steps.newest(mostSteps).map(stepView) : [],
    earlierSteps:
      change.steps.length > mostSteps ? counted(change.steps.length - mostSteps, 'earlier step') : null,
    date: dateOf(change),
    evidence: evidenceOf(change),
  };
}

/** True where nothing was reported, denied or retracted either. */
function isUnknownBefore({ before }: CellChange): boolean {
  return !before.isSet && (before.nothing === 'no_record_by_date' || before.nothing === 'not_assessed');
}

/** What changed, and what was only recorded for the first time; each demand once, where its first change stands. */
function viewsOf(
  reading: Reading,
  { section, changes }: { readonly section: Section; readonly changes: readonly CellChange[] },
  filter: ChangesFilter,
  otherConditions: ReadonlySet<Sequence>,
): Pick<ChangesPage['sections'][number], 'changes' | 'first'> {
  const isMixed = section === reversals || section === moves;
  const byDemand = <Change>(own: readonly CellChange[], view: (change: CellChange) => Change) =>
    [...new Set(own.map(({ demand }) => demand))].map((id): ChangedDemand<Change> => {
      const demand = reading.negotiation.demands.find((each) => each.id === id) as Demand;
      const outcome = presentOutcome(atEndOf(reading, filter), demand);
      return {
        demand: {
          label: demand.proposition,
          url: withQuery(paths.demand(reading.negotiation.slug, demand.slug), {
            ...reading.givenQuery,
            as_of: filter.to,
          }),
        },
        about: [...(isMixed ? [demand.topic.name] : []), ...(outcome === null ? [] : [outcome])],
        changes: own.filter((change) => change.demand === id).map(view),
      };
    });
  const isFirst = (change: CellChange) =>
    isUnknownBefore(change) && change.movement === 'new' && change.steps.length < 2;
  const viewOf = (change: CellChange) => changeView(reading, change, filter, otherConditions);
  return {
    changes: byDemand(
      changes.filter((change) => !isFirst(change)),
      viewOf,
    ),
    first: byDemand(changes.filter(isFirst), (change): FirstView => {
      const { id, party, demand, url, after, date, evidence } = viewOf(change);
      return { id, party, demand, url, after, date, evidence };
    }),
  };
}

/** What became of demands is told as of the end of the period. */
function atEndOf({ negotiation, clocks }: Reading, { to }: ChangesFilter) {
  return { negotiation, clocks: { ...clocks, asOf: to } };
}

function movementOf(change: CellChange, isOnOtherConditions: boolean): string {
  const { before, after, steps } = change;
  if (change.movement === 'reaffirmed' && isOnOtherConditions)
    return [`${movementLabel(change.movement)}, with other conditions`, change.evidenceChange]
      .filter(Boolean)
      .join('; ');
  if (steps.length < 2) return changeWords(change);
  const isBack = before.isSet && before.setting.stance.position === after.setting.stance.position;
  if (isBack) return `The same again, after ${steps.length} steps`;
  const turn = isReversal(change) && !isReversed(before, after) ? ', one a reversal' : '';
  return `In ${steps.length} steps${turn}`;
}

/** True if the two ends are on opposite sides, so that nothing has to be said of the way. */
function isReversed(before: CellChange['before'], after: CellChange['after']): boolean {
  return before.isSet && areOpposite(before.setting.stance.position, after.setting.stance.position);
}

function stepView({ record, from, movement, evidenceChange }: ChangeStep): ChangeView['steps'][number] {
  const label = positionScale(record.stance.position).label;
  const left = from?.stance.position ?? record.stance.position;
  return {
    date: longDate(record.stance.date),
    values: left === record.stance.position ? label : `${positionScale(left).label} → ${label}`,
    words:
      movement === 'new'
        ? `${movementLabel(movement)}, ${evidenceWords(record.stance).toLowerCase()}`
        : movementWords(movement, evidenceChange),
  };
}

function dateOf(change: CellChange): string {
  const date = longDate(change.moved.stance.date);
  const reaffirmed = lastReaffirmed(change);
  return reaffirmed === null ? date : `${date} · last reaffirmed ${longDate(reaffirmed.stance.date)}`;
}

/** From the class before, or that of the movement itself, to the present one: a day is joined to no other class. */
function evidenceOf({ before, after, moved }: CellChange): string {
  const now = evidenceWords(after.setting.stance);
  const first = before.isSet ? before.setting.stance : moved.stance;
  if (classOfStance(first) === classOfStance(after.setting.stance)) return now;
  return `${evidenceWords(first)} → ${now.toLowerCase()}`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/changes/changes': ChangesPage;
  }
}

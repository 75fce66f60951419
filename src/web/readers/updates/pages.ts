import { isolating, listed } from '../../../domain/isolation.js';
import { noFilter } from '../../../domain/cells/position-filter.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import type { Role } from '../../../domain/people/permissions.js';
import type { PublishedEntry, PublishedUpdate } from '../../../domain/log/published-entry.js';
import type { Removal } from '../../../domain/log/removal.js';
import { stanceState, stanceStatuses } from '../../../domain/cells/stance-status.js';
import type { Stance } from '../../../domain/log/stance.js';
import type { Phase } from '../../../domain/log/record.js';
import { longDate, longInstant } from '../../../domain/when.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import { movedWords } from '../../../domain/cells/moved-words.js';
import { daysOfUpdate, type UpdateContents, whoOnWhat } from '../../../domain/cells/update-contents.js';
import { counted, positionSentence } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import type { ReportsErrors } from '../../frame/error-report.js';
import { paths, queryEntries, recordPlace, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf } from '../../parts/filters.js';
import { type RemovalView, removalView } from '../../parts/stances/record-view.js';
import { type WordingView, wordingViews } from '../../parts/wording-view.js';
import { type CitationView, citationView, sourceView } from '../../parts/stances/citation-view.js';
import type { ValueView } from '../../parts/stances/value-view.js';
import { jointText, type StanceView, stanceView } from '../../parts/stances/stance-view.js';
import { noWords, type WordsApart, wordsApart } from '../../parts/stances/words-apart.js';
import { closedNow } from '../../parts/closed-negotiation.js';
import { newUpdateLink } from '../../parts/new-update-link.js';
import { type UpdatesFilter, updateFilterEntries, updateFilterNames } from './asked.js';
import { ownLists } from '../../parts/own-lists.js';

export interface UpdateSummary {
  /** When what it reports was said, and who said it on what. */
  readonly days: string;
  readonly who: string;
  readonly headline: string;
  readonly url: string;
  readonly recordedAt: string;
  readonly recordedInstant: string;
  readonly outlets: string;
  readonly count: string;
}

/** The log of updates, newest first. */
export interface UpdatesPage extends Page {
  readonly heading: string;
  readonly updates: readonly UpdateSummary[];
  readonly emptyText: string;
  readonly older: Link | null;
  readonly logUpdate: Link | null;
  /** Says that the negotiation is closed; null while it is open. */
  readonly closedText: string | null;
  /** The lists of briefings and reservations, where there are any. */
  readonly own: readonly Link[];
  readonly controls: ClockControls;
  readonly filters: Filters;
}

export function updatesPage(
  reading: Reading,
  updates: readonly PublishedUpdate[],
  {
    hasNewer,
    hasOlder,
    role,
    filter,
    contents,
  }: {
    /** True of a page of the list that is not its first. */
    readonly hasNewer: boolean;
    readonly hasOlder: boolean;
    readonly role: Role | null;
    readonly filter: UpdatesFilter;
    readonly contents: (update: number) => UpdateContents;
  },
): UpdatesPage {
  const { negotiation, givenQuery } = reading;
  const path = paths.updates(negotiation.slug);
  const oldest = updates.at(-1);
  const kept = updateFilterEntries(filter);
  const query = [...queryEntries(givenQuery), ...kept];
  const olderUrl = withQuery(path, [...query, ['before', String(oldest?.id ?? '')]]);
  return {
    head: readingHead(reading, {
      title: isolating`Updates: ${negotiation.name}`,
      description: isolating`Every reported change in the ${negotiation.name}, newest first.`,
      path,
      more: kept,
    }),
    heading: 'Updates',
    updates: updates.map((update) => updateSummary(update, contents(update.id), reading)),
    emptyText: hasNewer
      ? 'All updates are on the pages before.'
      : kept.length > 0
        ? 'No update fits this filter.'
        : reading.isAnotherTime
          ? 'No update that had been published by this time reports a stance of this day or before.'
          : 'No update has been published yet.',
    older: hasOlder ? { label: 'Older updates', url: olderUrl } : null,
    logUpdate: newUpdateLink(role, negotiation),
    closedText: closedNow(reading),
    own: ownLists(reading),
    controls: clockControls(reading, path, { linked: kept }),
    filters: filtersOf(reading, { ...noFilter, ...filter }, updateFilterNames, (other) =>
      withQuery(path, [...queryEntries(givenQuery), ...updateFilterEntries(other)]),
    ),
  };
}

function updateSummary(
  update: PublishedUpdate,
  contents: UpdateContents,
  { negotiation, givenQuery }: Reading,
): UpdateSummary {
  return {
    days: daysOfUpdate(contents),
    who: whoOnWhat(contents),
    headline: headlineIn(negotiation, update),
    url: withQuery(paths.update(negotiation.slug, update.id), givenQuery),
    recordedAt: longInstant(update.recordedAt),
    recordedInstant: update.recordedAt,
    outlets: outletsOf(update),
    count: counted(update.entryCount, 'stance'),
  };
}

/** Each outlet once; if there are many, the first few and how many more. */
function outletsOf({ sources }: PublishedUpdate): string {
  const outlets = [...new Set(sources.map(({ outlet }) => outlet))];
  const named = listed(outlets.slice(0, mostOutletsNamed));
  const unnamed = outlets.length - mostOutletsNamed;
  return unnamed > 0 ? `${named} and ${inWords(unnamed)} more` : named;
}

export interface UpdateEntryView {
  readonly id: string;
  readonly sentence: string;
  readonly url: string;
  readonly stance: StanceView;
  readonly movement: string | null;
  /** What has become of it since; null while it stands or was superseded. */
  readonly status: string | null;
  /** True if its sentence is no longer what we say. */
  readonly isStruck: boolean;
  /** True if the position alone is not, and the one that stands in its place; null if none does here. */
  readonly isPositionStruck: boolean;
  readonly positionNow: ValueView | null;
  /** The attribution and the date by which it was corrected; null if they are as they were. */
  readonly attributionNow: string | null;
  readonly dateNow: string | null;
  /** The words that we still say, and those that we do not. */
  readonly words: WordsApart;
  readonly citations: readonly CitationView[];
  /** Where an error in its record is reported; null for nowhere. */
  readonly report: string | null;
}

/** One update as it was published: movements are as of its own publication. */
export interface UpdatePage extends Page {
  readonly controls: ClockControls;
  readonly headline: string;
  /** The headlines before, if it was clarified. */
  readonly wordings: readonly WordingView[];
  /** Shown to the editor who has just published it; otherwise null. */
  readonly notice: string | null;
  readonly recordedAt: string;
  readonly recordedInstant: string;
  readonly publishedBy: string | null;
  readonly proposedBy: string | null;
  readonly sources: readonly CitationView[];
  /** Says that more sources are named with the stances; null if all are listed. */
  readonly moreSourcesText: string | null;
  /** “101 to 200 of 20,000”; null if all are shown. */
  readonly extentText: string | null;
  readonly entries: readonly UpdateEntryView[];
  /** The pages before and after this one of a long update. */
  readonly further: readonly Link[];
  /** What was removed by law from its own texts. */
  readonly removals: readonly RemovalView[];
  /** For people who are signed in: more from its sources, and acts on the whole update. */
  readonly actions: readonly Link[];
}

/** What surrounds the stances on an update's page, and which page of them this is. */
export interface UpdateSurroundings {
  readonly page: number;
  readonly perPage: number;
  readonly actions: readonly Link[];
  readonly removals: readonly Removal[];
  /** By its number, the newest version of each record that has another than the one published here. */
  readonly versions: ReadonlyMap<Sequence, PublishedEntry>;
  /** Says that a source is cited differently from what its editor has just typed; otherwise null. */
  readonly notice: string | null;
  readonly reports: ReportsErrors;
}

const mostSourcesListed = 20;
const mostOutletsNamed = 5;

export function updatePage(
  reading: Reading,
  update: PublishedUpdate,
  entries: readonly PublishedEntry[],
  { page, perPage, actions, removals, versions, notice, reports }: UpdateSurroundings,
): UpdatePage {
  const { negotiation, givenQuery } = reading;
  const path = paths.update(negotiation.slug, update.id);
  const pageUrl = (number: number) =>
    withQuery(path, { ...givenQuery, page: number === 1 ? null : String(number) });
  const before = (page - 1) * perPage;
  const through = before + entries.length;
  const unlisted = update.sources.length - mostSourcesListed;
  const headline = headlineIn(negotiation, update);
  return {
    head: readingHead(reading, {
      title: headline,
      description: isolating`${headline}. ${counted(update.entryCount, 'stance')}, recorded ${longInstant(update.recordedAt)}.`,
      path,
    }),
    controls: clockControls(reading, path),
    headline,
    wordings: wordingViews(negotiation.headlines.filter((wording) => wording.update === update.id)),
    notice,
    recordedAt: longInstant(update.recordedAt),
    recordedInstant: update.recordedAt,
    publishedBy: update.publishedBy,
    proposedBy: update.proposedBy,
    sources: update.sources.slice(0, mostSourcesListed).map(sourceView),
    moreSourcesText:
      unlisted > 0 ? `And ${counted(unlisted, 'more source')}, each named with its stances.` : null,
    extentText:
      update.entryCount > perPage
        ? `Stances ${[before + 1, through].map(inWords).join(' to ')} of ${inWords(update.entryCount)}`
        : null,
    entries: entries.flatMap((entry) =>
      entry.stance ? [entryView(reading, update, { entry, stance: entry.stance, versions, reports })] : [],
    ),
    further: [
      ...(page > 1 ? [{ label: 'The stances before these', url: pageUrl(page - 1) }] : []),
      ...(through < update.entryCount ? [{ label: 'The next stances', url: pageUrl(page + 1) }] : []),
    ],
    removals: removals.map(removalView),
    actions,
  };
}

function inWords(number: number): string {
  return number.toLocaleString('en-GB');
}

interface ShownEntry extends Pick<UpdateSurroundings, 'versions' | 'reports'> {
  readonly entry: PublishedEntry;
  readonly stance: Stance;
}

function entryView(
  reading: Reading,
  update: PublishedUpdate,
  { entry, stance, versions, reports }: ShownEntry,
): UpdateEntryView {
  const { negotiation, givenQuery } = reading;
  const party = negotiation.parties.find(({ id }) => id === stance.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === stance.demand) as Demand;
  const sentence = positionSentence(party.name, stance.position, demand.proposition);
  const path = paths.position(negotiation.slug, party.slug, demand.slug);
  const now = reading.log.phasesOf(entry.record, reading.clocks.known).at(-1);
  const status = whatBecame(reading, entry, now);
  const view = stanceView(stance, negotiation, jointText(reading, entry.record, negotiation));
  return {
    id: `stance-${entry.sequence}`,
    sentence,
    url: withQuery(path, givenQuery),
    stance: view,
    movement: movementAtPublication(reading, stance, entry.record, update.lastSequence),
    status,
    ...struckIn(reading, { stance, view }, status === null ? undefined : now, versions),
    citations: entry.citations.map(citationView),
    report: reports(
      isolating`${sentence}, ${longDate(stance.date)}`,
      recordPlace(path, entry.record, reading.permalinkQuery),
    ),
  };
}

type Struck = Pick<
  UpdateEntryView,
  'isStruck' | 'isPositionStruck' | 'positionNow' | 'attributionNow' | 'dateNow' | 'words'
>;

/** What is no longer said of a stance, and what is said in its place; `now` is undefined where nothing became of it. */
function struckIn(
  { negotiation }: Reading,
  { stance, view }: { readonly stance: Stance; readonly view: StanceView },
  now: Phase | undefined,
  versions: UpdateSurroundings['versions'],
): Struck {
  const nothing = { positionNow: null, attributionNow: null, dateNow: null };
  if (now === undefined)
    return { isStruck: false, isPositionStruck: false, ...nothing, words: { kept: view, gone: null } };
  const newest = versions.get(now.version)?.stance ?? stance;
  const viewNow = stanceView(newest, negotiation, view.jointly);
  if (now.status !== 'standing')
    return {
      ...{ isStruck: true, isPositionStruck: true, ...nothing },
      dateNow: isOfThen(stance, newest) ? null : viewNow.date,
      words: wordsApart(view, noWords),
    };
  const isHere = stance.party === newest.party && stance.demand === newest.demand;
  const isPosition = stance.position === newest.position;
  return {
    isStruck: !(isHere && isPosition),
    isPositionStruck: !isPosition,
    positionNow: isHere && !isPosition ? viewNow.value : null,
    attributionNow: view.attribution === viewNow.attribution ? null : viewNow.attribution,
    dateNow: isOfThen(stance, newest) ? null : viewNow.date,
    words: wordsApart(view, viewNow),
  };
}

/** “Retracted” or “Denied” for its record, “Corrected” for its text; null while it stands or was superseded. */
function whatBecame(
  { log, clocks }: Reading,
  entry: PublishedEntry,
  record: Phase | undefined,
): string | null {
  const state = stanceState(log, entry, clocks);
  const isCorrected = state.status === 'corrected' && !state.isOnlyClarified;
  const status = record && record.status !== 'standing' ? record.status : isCorrected ? 'corrected' : null;
  return stanceStatuses.find(({ value }) => value === status)?.label ?? null;
}

function isOfThen(then: Stance, now: Stance): boolean {
  return then.date === now.date && then.time === now.time;
}

/** Feeds and update pages print the movement as of their own publication (docs/rules.md, "Movement"). */
function movementAtPublication(
  { negotiation, log }: Reading,
  { party, demand: demandId, day }: Pick<Stance, 'party' | 'demand' | 'day'>,
  record: Sequence,
  known: Sequence,
): string | null {
  const demand = negotiation.demands.find(({ id }) => id === demandId) as Demand;
  return movedWords(log, demand, { party, record, day }, { asOf: null, known, evidence: 'default' });
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/updates/update': UpdatePage;
    readonly 'readers/updates/updates': UpdatesPage;
  }
}

import { isolating } from '../../../domain/isolation.js';
import { isFiltered, type PositionFilter } from '../../../domain/cells/position-filter.js';
import {
  isRetracted,
  type OwnEntry,
  type OwnKind,
  type OwnRecord,
} from '../../../domain/structure/own-record.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import {
  type BriefingSubject,
  type BriefingWords,
  byDay,
  isAbout,
  shownBriefings,
} from '../../../domain/structure/briefing.js';
import {
  newestWithdrawal,
  type ReservationWords,
  withdrawalOf,
} from '../../../domain/structure/reservation.js';
import { longDate, longInstant } from '../../../domain/when.js';
import type { Link, Page } from '../../frame/layout.js';
import { type OwnActName, type OwnNounPath, paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { type FilterName, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { briefingId, subjectName } from '../../parts/briefings.js';
import { type Filters, filtersOf, nothingFits } from '../../parts/filters.js';
import { removalLinks } from '../../parts/removal-links.js';
import { quoteOf, reservationId, type ReservationView, sourceOf } from '../../parts/reservations.js';
import { briefingsFilter, type OwnAsked, reservationsFilter } from './asked.js';
import type { QuoteView } from '../../parts/stances/stance-view.js';

interface Withdrawal extends Pick<ReservationView, 'quote' | 'source'> {
  /** True if it was retracted. */
  readonly isStruck: boolean;
}

/** One record with everything that was published about it. */
export interface OwnRecordView {
  readonly id: string;
  readonly heading: string;
  readonly day: string;
  /** “Retracted”, “Withdrawn on 9 August 2025”; null while it stands. */
  readonly status: string | null;
  readonly isStruck: boolean;
  readonly text: string | null;
  readonly quote: QuoteView | null;
  readonly source: ReservationView['source'];
  /** Its entries, oldest first: what was done, when, with the words then, if they were others. */
  readonly entries: readonly {
    readonly label: string;
    readonly recorded: string;
    readonly reason: string | null;
    readonly struck: string | null;
    /** The words by which the party withdrew it, and their source. */
    readonly withdrawal: Withdrawal | null;
    readonly chain: string;
  }[];
  /** What the viewer may do with it. */
  readonly acts: readonly Link[];
}

/** All briefings of a negotiation, or all reservations, newest first. */
export interface OwnRecordsPage extends Page {
  readonly heading: string;
  readonly lede: string;
  readonly records: readonly OwnRecordView[];
  /** Those that pages show at this time, on what each is about. */
  readonly shown: readonly Link[];
  readonly emptyText: string;
  readonly controls: ClockControls;
  readonly filters: Filters;
  readonly newLink: Link | null;
}

export function briefingsPage(
  reading: Reading,
  asked: OwnAsked<BriefingWords>,
  role: Role | null,
): OwnRecordsPage {
  const { negotiation } = reading;
  const records = asked.records.toSorted(byDay).reverse();
  return pageOf(reading, role, {
    filter: asked.filter,
    names: briefingsFilter,
    noun: 'briefings',
    heading: 'Briefings',
    lede: 'What the talks, a topic or a demand are about and where they stand, in the tracker’s own words. The newest of each is shown; older ones stay readable here.',
    emptyText: 'No briefing has been published by this time.',
    newLabel: 'New briefing',
    shown: standingLinks(reading, asked.records),
    records: records.map((record) => ({
      ...commonOf(reading, role, { noun: 'briefings', own: record, textOf: ({ text }) => text }),
      id: briefingId(record),
      heading: subjectName(negotiation, record.words),
      day: longDate(record.words.day),
      status: record.isRetracted ? 'Retracted' : null,
      text: record.words.text,
      quote: null,
      source: null,
    })),
  });
}

export function reservationsPage(
  reading: Reading,
  { filter, records }: OwnAsked<ReservationWords>,
  role: Role | null,
): OwnRecordsPage {
  const { negotiation } = reading;
  return pageOf(reading, role, {
    filter,
    names: reservationsFilter,
    noun: 'reservations',
    heading: 'Reservations',
    lede: 'The lines by which a party reserves the whole. Until it is withdrawn, such a line stands above the matrix and beside every agreement of the party.',
    emptyText: 'No reservation has been recorded by this time.',
    newLabel: 'New reservation',
    shown: records
      .filter((record) => !record.isRetracted && withdrawalOf(record) === null)
      .map((record) => ({
        label: negotiation.parties.find(({ id }) => id === record.words.party)?.name ?? '',
        url: `#${reservationId(record)}`,
      })),
    records: records.toReversed().map((record) => {
      const withdrawal = withdrawalOf(record);
      const withdrawn = withdrawal?.words ? `Withdrawn on ${longDate(withdrawal.words.date)}` : null;
      return {
        ...commonOf(reading, role, {
          ...({ noun: 'reservations', own: record } as const),
          textOf: ({ quote }) => quote,
          withdrawalOf: (words) => ({ quote: quoteOf(words), source: sourceOf(words) }),
        }),
        id: reservationId(record),
        heading: negotiation.parties.find(({ id }) => id === record.words.party)?.name ?? '',
        day: longDate(record.words.date),
        status: record.isRetracted ? 'Retracted' : withdrawn,
        text: null,
        quote: quoteOf(record.words),
        source: sourceOf(record.words),
      };
    }),
  });
}

/** On the negotiation, then on its topics and demands in their order. */
function standingLinks(
  { negotiation, briefings, clocks }: Reading,
  listedRecords: readonly OwnRecord<BriefingWords>[],
): Link[] {
  const { topics, demands } = negotiation;
  const subjects: readonly BriefingSubject[] = [
    { topic: null, demand: null },
    ...topics.map(({ id }) => ({ topic: id, demand: null })),
    ...demands.map(({ id }) => ({ topic: null, demand: id })),
  ];
  const isListed = ({ record }: OwnRecord<BriefingWords>) =>
    listedRecords.some((each) => each.record === record);
  const shown = shownBriefings(briefings, clocks.asOf).filter(isListed);
  return subjects.flatMap((subject) =>
    shown.filter(isAbout(subject)).map((briefing) => ({
      label: subjectName(negotiation, subject),
      url: `#${briefingId(briefing)}`,
    })),
  );
}

interface Contents extends Pick<OwnRecordsPage, 'heading' | 'lede' | 'emptyText' | 'records' | 'shown'> {
  readonly noun: OwnNounPath;
  readonly filter: PositionFilter;
  /** The parts of the filter that the page offers. */
  readonly names: readonly FilterName[];
  readonly newLabel: string;
}

function pageOf(
  reading: Reading,
  role: Role | null,
  { noun, filter, names, newLabel, emptyText, ...contents }: Contents,
): OwnRecordsPage {
  const { slug, name } = reading.negotiation;
  const path = noun === 'briefings' ? paths.briefings(slug) : paths.reservations(slug);
  const more = filterEntries(filter);
  const isEditing = may(role, 'publish') && !reading.isAnotherTime;
  return {
    head: readingHead(reading, {
      title: isolating`${contents.heading}: ${name}`,
      description: contents.lede,
      path,
      more,
    }),
    ...contents,
    emptyText: isFiltered(filter) ? nothingFits : emptyText,
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(
      reading,
      filter,
      names,
      (other) => withQuery(path, [...queryEntries(reading.givenQuery), ...filterEntries(other)]),
      'Words',
    ),
    newLink: isEditing ? { label: newLabel, url: paths.newOwn(slug, noun) } : null,
  };
}

const entryLabels: Readonly<Record<OwnKind, string>> = {
  report: 'Published',
  correction: 'Corrected',
  clarification: 'Clarified',
  withdrawal: 'Withdrawn by the party',
  retraction: 'Retracted',
  restoration: 'Restored',
};

interface Kind<Words> {
  readonly noun: OwnNounPath;
  readonly own: OwnRecord<Words>;
  readonly textOf: (words: Words) => string;
  readonly withdrawalOf?: (words: Words) => Pick<Withdrawal, 'quote' | 'source'>;
}

function commonOf<Words>(
  reading: Reading,
  role: Role | null,
  { noun, own, textOf, withdrawalOf: withdrawalIn }: Kind<Words>,
): Pick<OwnRecordView, 'isStruck' | 'entries' | 'acts'> {
  const { record, words, entries } = own;
  const { slug } = reading.negotiation;
  const now = textOf(words);
  const viewOf = ({ sequence, kind, recordedAt, words: said, reason, target = null }: OwnEntry<Words>) => {
    const then = said && textOf(said);
    const withdrawal = kind === 'withdrawal' && said ? withdrawalIn?.(said) : null;
    return {
      label: target === null ? entryLabels[kind] : `Withdrawal ${entryLabels[kind].toLowerCase()}`,
      recorded: longInstant(recordedAt),
      reason,
      struck: kind !== 'withdrawal' && then !== now ? then : null,
      withdrawal: withdrawal ? { ...withdrawal, isStruck: isRetracted(entries, sequence) } : null,
      chain: paths.chainEntry(sequence),
    };
  };
  const acts = reading.isAnotherTime ? [] : actsOn(noun, own, role);
  return {
    isStruck: own.isRetracted,
    entries: entries.map(viewOf),
    acts: [
      ...acts.map((act) => ({ label: actLabels[act], url: paths.ownAct(slug, noun, record, act) })),
      ...(reading.isAnotherTime ? [] : removalLinks(role, record)),
    ],
  };
}

export const actLabels: Readonly<Record<OwnActName, string>> = {
  clarify: 'Clarify',
  withdraw: 'Record that it was withdrawn',
  retract: 'Retract',
  restore: 'Restore',
  'retract-withdrawal': 'Retract the withdrawal',
  'restore-withdrawal': 'Restore the withdrawal',
};

function actsOn(noun: OwnNounPath, own: OwnRecord<unknown>, role: Role | null): OwnActName[] {
  const isGone = own.isRetracted;
  const isWithdrawn = withdrawalOf(own) !== null;
  const wasWithdrawn = newestWithdrawal(own) !== null;
  const possible: readonly [OwnActName, boolean][] = [
    ['clarify', noun === 'briefings' && !isGone && may(role, 'correct')],
    ['withdraw', noun === 'reservations' && !isGone && !isWithdrawn && may(role, 'publish')],
    ['retract-withdrawal', !isGone && isWithdrawn && may(role, 'retract')],
    ['restore-withdrawal', !isGone && wasWithdrawn && !isWithdrawn && may(role, 'retract')],
    ['retract', !isGone && may(role, 'retract')],
    ['restore', isGone && may(role, 'retract')],
  ];
  return possible.flatMap(([act, isPossible]) => (isPossible ? [act] : []));
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/briefings/list': OwnRecordsPage;
  }
}

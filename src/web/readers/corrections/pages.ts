import { isolating } from '../../../domain/isolation.js';
import { noFilter } from '../../../domain/cells/position-filter.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { type EntryKind, kindLabel } from '../../../domain/log/entry.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { Stance } from '../../../domain/log/stance.js';
import { targetStates } from '../../../domain/log/target.js';
import { longDate, longInstant } from '../../../domain/when.js';
import {
  actLabel,
  actSentence,
  batchSentence,
  counted,
  entryName,
  ownActSentence,
} from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, recordPlace, withQuery } from '../../frame/paths.js';
import { type Filters, filtersOf, nothingFits } from '../../parts/filters.js';
import { type Change, changesOfAct } from '../../parts/stances/changes.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import type { Query, Reading } from '../../frame/reading/reading.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import {
  correctionKinds,
  type CorrectionsFilter,
  correctionsFilterNames,
  kindName,
  listedKinds,
  type OwnCorrection,
} from './asked.js';

export interface CorrectionView {
  readonly id: string;
  readonly act: EntryKind;
  readonly kind: string;
  readonly sentence: string;
  readonly url: string;
  /** Its number, with its link in the record chain. */
  readonly entry: Link;
  readonly recordedAt: string;
  readonly recordedInstant: string;
  readonly changes: readonly Change[];
  readonly reason: string | null;
  /** The records of an act on many; empty for an act on one. */
  readonly records: readonly (Link & { readonly changes: readonly Change[] })[];
  /** Says how many more there are; null if all are listed. */
  readonly moreText: string | null;
}

/** Everything that we have changed in our own record, newest first. */
export interface CorrectionsPage extends Page {
  readonly controls: ClockControls;
  readonly filters: Filters;
  readonly corrections: readonly CorrectionView[];
  readonly emptyText: string;
  readonly older: Link | null;
}

export function correctionsPage(
  reading: Reading,
  asked: CorrectionsFilter,
  corrections: readonly CorrectionView[],
  { hasNewer, older }: { readonly hasNewer: boolean; readonly older: Link | null },
): CorrectionsPage {
  const { slug, name } = reading.negotiation;
  const path = paths.corrections(slug);
  const filters = correctionsFilters(reading, asked, (other) =>
    withQuery(path, [...queryEntries(reading.givenQuery), ...askedEntries(other)]),
  );
  const noneText = filters.chosen.length > 0 ? nothingFits : 'Nothing of this kind has been recorded.';
  return {
    head: readingHead(reading, {
      title: isolating`Corrections: ${name}`,
      description: isolating`What has been corrected, retracted or restored in our record of the ${name}.`,
      path,
      more: entriesOf(asked),
    }),
    controls: clockControls(reading, path, { linked: askedEntries(asked), hasDay: false }),
    filters,
    corrections,
    emptyText: hasNewer ? 'All of them are on the pages before.' : noneText,
    older,
  };
}

/** Parties and topics, as on other pages, and the kinds of acts, of which the usual ones need not be taken away. */
function correctionsFilters(
  reading: Reading,
  asked: CorrectionsFilter,
  urlOf: (asked: CorrectionsFilter) => string,
): Filters {
  const { kinds, filter } = asked;
  const filters = filtersOf(reading, filter, correctionsFilterNames, (other) =>
    urlOf({ ...asked, filter: other }),
  );
  const choices = listedKinds.map((value) => ({
    ...{ value, label: kindLabel(value), id: `filter-kind-${value}` },
    isChosen: kinds.includes(value),
  }));
  const chosenKinds = areUsual(kinds) ? [] : choices.filter(({ isChosen }) => isChosen);
  const chosen = [
    ...filters.chosen,
    ...chosenKinds.map(({ value, label }) => ({
      label,
      url: urlOf({ ...asked, kinds: kinds.filter((kind) => kind !== value) }),
    })),
  ];
  const all = { label: 'Take all away', url: urlOf({ kinds: [], filter: noFilter }) };
  return {
    ...filters,
    groups: [...filters.groups, { label: 'Kinds', name: kindName, choices }],
    chosen,
    none: chosen.length < 2 ? null : all,
  };
}

function areUsual(kinds: CorrectionsFilter['kinds']): boolean {
  return kinds.length === correctionKinds.length && correctionKinds.every((kind) => kinds.includes(kind));
}

/** The usual kinds need not be asked for. */
function askedEntries({ kinds, filter }: CorrectionsFilter): [string, string][] {
  return entriesOf({ kinds: areUsual(kinds) ? [] : kinds, filter });
}

function entriesOf({ kinds, filter }: CorrectionsFilter): [string, string][] {
  return [...filterEntries(filter), ...kinds.map((kind): [string, string] => [kindName, kind])];
}

/** An act on a record, of which the entries are given. */
export function correctionView(
  sequence: Sequence,
  chain: readonly PublishedEntry[],
  negotiation: Negotiation,
  query: Query,
): CorrectionView {
  const entry = chain.find((each) => each.sequence === sequence) as PublishedEntry;
  const before = chain.filter(({ sequence }) => sequence < entry.sequence);
  const { party, demand, date } = before.flatMap(({ stance }) => stance ?? []).at(-1) as Stance;
  const target = targetStates(before).find(({ sequence }) => sequence === entry.target);
  const [spoken, asked] = [
    negotiation.parties.find(({ id }) => id === party),
    negotiation.demands.find(({ id }) => id === demand),
  ];
  const words = { party: spoken?.name ?? '', proposition: asked?.proposition ?? '', date: longDate(date) };
  const position = paths.position(negotiation.slug, spoken?.slug ?? '', asked?.slug ?? '');
  return {
    id: `entry-${entry.sequence}`,
    act: entry.kind,
    kind: actLabel(entry.kind, target?.kind),
    sentence: actSentence(entry.kind, words, target?.kind),
    url: recordPlace(position, entry.record, query),
    entry: entryLink(entry.sequence),
    recordedAt: longInstant(entry.recordedAt),
    recordedInstant: entry.recordedAt,
    changes: changesOfAct(entry, before, negotiation),
    reason: entry.reason,
    records: [],
    moreText: null,
  };
}

/** An act on what was published by itself. */
export function ownView(act: OwnCorrection, query: Query): CorrectionView {
  return {
    id: `entry-${act.sequence}`,
    act: act.kind,
    kind: actLabel(act.kind, act.noun),
    sentence: ownActSentence(act.kind, act.subject),
    url: `${withQuery(act.path, query)}${act.place}`,
    entry: entryLink(act.sequence),
    recordedAt: longInstant(act.recordedAt),
    recordedInstant: act.recordedAt,
    changes: act.changes,
    reason: act.reason,
    records: [],
    moreText: null,
  };
}

function entryLink(sequence: Sequence): Link {
  return { label: entryName(sequence), url: paths.chainEntry(sequence) };
}

export interface BatchFacts {
  readonly batch: Sequence;
  readonly count: number;
  /** The update whose records they are; null if they are of several. */
  readonly update: PublishedEntry['update'];
  readonly updateUrl: (id: number) => string;
}

/** One act on many records, opened to all that are shown; an act on one record is shown as it is. */
export function batchView(
  shown: readonly CorrectionView[],
  { batch, count, update, updateUrl }: BatchFacts,
): CorrectionView {
  const [first] = shown as [CorrectionView];
  if (count === 1) return first;
  const more = count - shown.length;
  const areAlike = shown.every(({ changes }) => JSON.stringify(changes) === JSON.stringify(first.changes));
  return {
    ...first,
    id: `batch-${batch}`,
    sentence: batchSentence(first.act, count, update?.headline ?? null),
    url: update ? updateUrl(update.id) : first.url,
    changes: areAlike ? first.changes : [],
    records: shown.map(({ sentence, url, changes }) => ({
      ...{ label: sentence, url, changes: areAlike ? [] : changes },
    })),
    moreText: more === 0 ? null : `And ${counted(more, 'more record')}; the CSV lists them all.`,
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/corrections/corrections': CorrectionsPage;
  }
}

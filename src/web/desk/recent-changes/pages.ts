import { isolating } from '../../../domain/isolation.js';
import type { RecentEntry, RecentGroup } from '../../../data/log/recent-entries.js';
import type { Cell } from '../../../domain/cells/cell.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { pastDays } from '../../../domain/cells/past.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { recordState } from '../../../domain/log/record-state.js';
import { updateOfAll } from '../../../domain/log/update-acts.js';
import { longInstant } from '../../../domain/when.js';
import { headlineIn, withHeadline } from '../../../domain/structure/clarified-words.js';
import { movedWords } from '../../../domain/cells/moved-words.js';
import { actLabel, batchSentence, counted } from '../../../domain/cells/wording.js';
import { cellValue } from '../../../outputs/tables/matrix-csv.js';
import type { RecentRow } from '../../../outputs/tables/recent-columns.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';
import { changeKinds, type OwnChange, ownLabel } from './own-changes.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly id: string;
  readonly isChosen: boolean;
}

/** What an entry did to its cell. */
export interface RecentEffect {
  readonly cell: Link;
  readonly before: CellView;
  readonly after: CellView;
  /** “Reversed”; null if it did not move the cell. */
  readonly movement: string | null;
}

/** One entry of the log, with its effect on its cell; an act on many records; or what was published by itself. */
export interface RecentChangeView {
  readonly id: string;
  readonly at: string;
  readonly instant: string;
  readonly who: string;
  readonly kind: string;
  readonly subject: Link;
  /** Null of an act on many records, and of what has no cell. */
  readonly effect: RecentEffect | null;
  /** The records of an act on many; empty for an act on one. */
  readonly records: readonly RecentEffect[];
  /** Says how many more there are; null if all are listed. */
  readonly moreText: string | null;
  /** The update that published it; null for a separate act. */
  readonly update: Link | null;
  readonly reason: string | null;
}

/** What was published recently and by whom, with each cell before and after: for editors and admins. */
export interface RecentChangesPage extends Page {
  readonly action: string;
  readonly people: readonly Choice[];
  readonly parties: readonly Choice[];
  readonly demands: readonly Choice[];
  readonly kinds: readonly Choice[];
  readonly from: string;
  readonly to: string;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  readonly changes: readonly RecentChangeView[];
  readonly emptyText: string;
  readonly older: Link | null;
  readonly csv: Link;
}

/** What the address asks for, as text; empty for no restriction. */
export interface RecentQuery {
  readonly person: string;
  readonly party: string;
  readonly demand: string;
  readonly kinds: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** The name of the server and its command line in the filter. */
export const serverName = 'server';

export type RecentItem = RecentGroup | OwnChange;

export interface RecentFacts {
  readonly negotiation: Negotiation;
  readonly log: NegotiationLog;
  readonly query: RecentQuery;
  /** Entries of records and what was published by itself, newest first. */
  readonly changes: readonly RecentItem[];
  readonly people: readonly { readonly signInName: string }[];
  readonly olderUrl: string | null;
  readonly csvUrl: string;
}

export function recentChangesPage(facts: RecentFacts): RecentChangesPage {
  const { negotiation, query, changes, people, olderUrl, csvUrl } = facts;
  const { slug, name, parties, demands } = negotiation;
  const views = changes.map((item) => ('act' in item ? ownChangeView(item) : changeView(facts, item)));
  return {
    head: { ...plainHead(isolating`Recent changes: ${name}`), negotiation: { slug, name } },
    action: paths.recentChanges(slug),
    people: choices(query.person, 'person', 'Everybody', [
      ...people.map(({ signInName }) => ({ value: signInName, label: signInName })),
      { value: serverName, label: 'The server' },
    ]),
    parties: choices(
      query.party,
      'party',
      'All parties',
      parties.map((party) => ({ value: party.slug, label: party.name })),
    ),
    demands: choices(
      query.demand,
      'demand',
      'All demands',
      demands.map((demand) => ({ value: demand.slug, label: demand.proposition })),
    ),
    kinds: changeKinds.map(({ value, label }) => ({
      value,
      label,
      id: `kind-${value}`,
      isChosen: query.kinds.includes(value),
    })),
    from: query.from,
    to: query.to,
    edges: edgeKey(
      views
        .flatMap(({ effect, records }) => [effect ?? [], records].flat())
        .flatMap(({ before, after }) => [before, after]),
    ),
    changes: views,
    emptyText: 'Nothing of this kind has been published.',
    older: olderUrl === null ? null : { label: 'Older ones', url: olderUrl },
    csv: { label: 'These entries', url: csvUrl },
  };
}

function choices(
  chosen: string,
  name: string,
  all: string,
  items: readonly { readonly value: string; readonly label: string }[],
): Choice[] {
  return [{ value: '', label: all }, ...items].map(({ value, label }) => ({
    value,
    label,
    id: `${name}-${value || 'all'}`,
    isChosen: value === chosen,
  }));
}

function ownChangeView({ act, signInName }: OwnChange): RecentChangeView {
  return {
    id: `entry-${act.sequence}`,
    at: longInstant(act.recordedAt),
    instant: act.recordedAt,
    who: signInName ?? 'The server',
    kind: ownLabel(act),
    // What a feed says of a closing says again that it is one.
    subject: { label: act.noun === 'closing' ? act.subject : act.title, url: `${act.path}${act.place}` },
    ...{ effect: null, records: [], moreText: null, update: null },
    reason: act.reason,
  };
}

function changeView(facts: RecentFacts, { batch, entries, count }: RecentGroup): RecentChangeView {
  const [newest] = entries as [RecentEntry];
  const view = entryView(facts, newest);
  if (count === 1) return view;
  const { negotiation } = facts;
  const update = withHeadline(negotiation, updateOfAll(entries.map(({ chain }) => chain[0])));
  const corrections = `${paths.corrections(negotiation.slug)}#batch-${batch}`;
  const more = count - entries.length;
  return {
    ...view,
    id: `batch-${batch}`,
    subject: {
      label: batchSentence(newest.entry.kind, count, update?.headline ?? null),
      url: update ? paths.update(negotiation.slug, update.id) : corrections,
    },
    effect: null,
    records: entries.map((each) => effectView(facts, each)),
    moreText: more === 0 ? null : `And ${counted(more, 'more record')}; the CSV lists them all.`,
  };
}

function effectView(facts: RecentFacts, recent: RecentEntry): RecentEffect {
  const { party, demand, before, after } = effectOf(facts, recent);
  const url = paths.position(facts.negotiation.slug, party?.slug ?? '', demand?.slug ?? '');
  return {
    cell: {
      label: isolating`${party?.name ?? ''} on: ${demand?.proposition ?? ''}`,
      url: recordPlace(url, recent.entry.record),
    },
    before: cellView(before, url),
    after: cellView(after, url),
    movement: movementOf(facts, recent),
  };
}

function entryView(facts: RecentFacts, recent: RecentEntry): RecentChangeView {
  const { entry, signInName, chain } = recent;
  const { slug } = facts.negotiation;
  const effect = effectView(facts, recent);
  return {
    id: `entry-${entry.sequence}`,
    at: longInstant(entry.recordedAt),
    instant: entry.recordedAt,
    who: signInName ?? 'The server',
    kind: actLabel(
      entry.kind,
      recordState(chain).targets.find(({ sequence }) => sequence === entry.target)?.kind,
    ),
    ...{ subject: effect.cell, effect, records: [], moreText: null },
    update: entry.update && {
      label: headlineIn(facts.negotiation, entry.update),
      url: paths.update(slug, entry.update.id),
    },
    reason: entry.reason,
  };
}

/** The same for programs. */
export function recentRow(facts: Pick<RecentFacts, 'negotiation' | 'log'>, recent: RecentEntry): RecentRow {
  const { entry, signInName } = recent;
  const { party, demand, before, after } = effectOf(facts, recent);
  return {
    sequence: entry.sequence,
    recordedAt: entry.recordedAt,
    signInName,
    kind: entry.kind,
    record: entry.record,
    party,
    demand,
    before: cellValue(before),
    after: cellValue(after),
    headline: entry.update && headlineIn(facts.negotiation, entry.update),
    reason: entry.reason,
    update: entry.update?.id ?? null,
    target: entry.target,
    batch: entry.batch,
    about: 'record',
  };
}

/**
 * The entry's cell, by its record's latest version then, before its publication and after: an update is all or nothing.
 */
function effectOf(
  { negotiation, log }: Pick<RecentFacts, 'negotiation' | 'log'>,
  { entry, chain, publication }: RecentEntry,
) {
  const [partyId, demandId] = placeOf(entry, chain);
  const demand = negotiation.demands.find(({ id }) => id === demandId);
  const demands = demand ? [demand] : [];
  const cellAt = (known: number): Cell => {
    const past = pastDays({ demands }, known);
    return log.cellAt(partyId, demandId, { asOf: null, known, evidence: 'default', past });
  };
  return {
    party: negotiation.parties.find(({ id }) => id === partyId),
    demand,
    before: cellAt(publication.first - 1),
    after: cellAt(publication.last),
  };
}

/** How a report moved its cell; null if it did not. It searches the whole cell, so it is too slow for long lists. */
function movementOf(
  { log, negotiation }: Pick<RecentFacts, 'log' | 'negotiation'>,
  { entry, chain, publication }: RecentEntry,
) {
  if (entry.kind !== 'report') return null;
  const [partyId, demandId] = placeOf(entry, chain);
  const clocks = { asOf: null, known: publication.last, evidence: 'default' } as const;
  const demand = negotiation.demands.find(({ id }) => id === demandId);
  const day = entry.stance?.day;
  if (!demand || day === undefined) return null;
  return movedWords(log, demand, { party: partyId, record: entry.record, day }, clocks);
}

/** The party and demand of the record's version after the entry. */
function placeOf(entry: PublishedEntry, chain: readonly PublishedEntry[]): [party: number, demand: number] {
  const words = chain.findLast(
    ({ sequence, stance }) => stance !== null && sequence <= entry.sequence,
  )?.stance;
  return [words?.party ?? 0, words?.demand ?? 0];
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/recent-changes/recent-changes': RecentChangesPage;
  }
}

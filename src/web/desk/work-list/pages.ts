import { isolating, listed } from '../../../domain/isolation.js';
import { printedAddress, type Source } from '../../../domain/structure/source.js';
import { lengthBetween, longDate, type Day } from '../../../domain/when.js';
import { isFinding } from '../../../domain/log/position.js';
import type { Demand, Negotiation, Party } from '../../../domain/structure/negotiation.js';
import type { CellWithoutSuccessor, StaleCell, UnassessedDemand } from '../../../domain/desk/work-list.js';
import type { UncheckedQuote } from '../../../data/log/unchecked-quotes.js';
import { articleField } from '../../../domain/desk/draft.js';
import { fieldId } from '../../frame/forms/form-fields.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, recordPlace, withQuery } from '../../frame/paths.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';

/** What an editor should look at. */
export interface WorkListPage extends Page {
  readonly action: string;
  readonly days: string;
  /** The link to all lists; null if all are shown. */
  readonly whole: Link | null;
  readonly shows: Readonly<Record<WorkListName, boolean>>;
  readonly counts: Readonly<Record<WorkListName, string>>;
  /** The pages of each list before and behind the one that is shown. */
  readonly further: Readonly<Record<WorkListName, readonly Link[]>>;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  readonly stale: readonly {
    readonly subject: Link;
    readonly cell: CellView;
    /** “Last said 9 August 2025, 12 days ago”. */
    readonly text: string;
    readonly reaffirm: Link;
  }[];
  /** Contradictory signals, after 14 days. */
  readonly contradictory: readonly { readonly subject: Link; readonly text: string; readonly log: Link }[];
  /** Positions on replaced demands, with the forms for what has replaced them. */
  readonly successor: readonly {
    readonly subject: Link;
    readonly cell: CellView;
    readonly text: string;
    readonly log: readonly Link[];
  }[];
  readonly unarchived: readonly {
    readonly label: string;
    readonly url: string;
    /** The archive’s own form, for this address. */
    readonly archive: string;
    readonly edit: string;
  }[];
  /** Quotes that nobody has searched in the text of their article, with the form that does. */
  readonly unchecked: readonly { readonly subject: Link; readonly quote: string; readonly check: Link }[];
  readonly unassessed: readonly {
    readonly demand: Link;
    readonly isUntouched: boolean;
    readonly parties: readonly Link[];
  }[];
  /** Demands whose last day has passed: what became of them is to be entered. */
  readonly overdue: readonly { readonly demand: Link; readonly text: string; readonly record: Link }[];
  /** How many proposals wait; a link if any does. */
  readonly proposals: { readonly label: string; readonly url: string | null };
}

/** The lists, in their order on the page. */
export const workListNames = [
  ...(['overdue', 'contradictory', 'successor'] as const),
  ...(['stale', 'unassessed', 'unarchived', 'unchecked'] as const),
];

export type WorkListName = (typeof workListNames)[number];

/** Which part is asked for: a page of one list, or the first of all. */
export interface WorkListPart {
  readonly list: WorkListName | null;
  readonly page: number;
}

export interface WorkListFacts {
  readonly negotiation: Negotiation;
  readonly today: Day;
  readonly days: number;
  readonly part: WorkListPart;
  readonly stale: readonly StaleCell[];
  readonly contradictory: readonly StaleCell[];
  readonly successor: readonly CellWithoutSuccessor[];
  /** Those that the part shows. */
  readonly unarchived: readonly Source[];
  readonly unarchivedCount: number;
  /** Those that the part shows. */
  readonly unchecked: readonly UncheckedQuote[];
  readonly uncheckedCount: number;
  readonly unassessed: readonly UnassessedDemand[];
  readonly overdue: readonly Demand[];
  readonly waiting: number;
}

const mostListed = 50;

/** The items of a list that the part shows. */
export function partOf<Item>(
  items: readonly Item[],
  name: WorkListName,
  { list, page }: WorkListPart,
): Item[] {
  const start = list === name ? (page - 1) * mostListed : 0;
  return list === null || list === name ? items.slice(start, start + mostListed) : [];
}

export function workListPage(facts: WorkListFacts): WorkListPage {
  const { negotiation, days, part, stale, unassessed, waiting, unarchivedCount } = facts;
  const { slug, name } = negotiation;
  const cells = unassessed.reduce((sum, { missing }) => sum + missing.length, 0);
  const lengths: Record<WorkListName, number> = {
    overdue: facts.overdue.length,
    contradictory: facts.contradictory.length,
    successor: facts.successor.length,
    stale: stale.length,
    unassessed: unassessed.length,
    unarchived: unarchivedCount,
    unchecked: facts.uncheckedCount,
  };
  const old = partOf(stale, 'stale', part).map((each) => staleView(facts, each));
  const successor = partOf(facts.successor, 'successor', part).map((each) => successorView(facts, each));
  return {
    head: { ...plainHead(isolating`Work list: ${name}`), negotiation: { slug, name } },
    action: paths.workList(slug),
    days: String(days),
    whole: part.list === null ? null : { label: 'The whole work list', url: paths.workList(slug) },
    shows: ofEach((each) => part.list === null || part.list === each),
    counts: {
      ...ofEach((each) => lengths[each].toLocaleString('en-GB')),
      unassessed: cells.toLocaleString('en-GB'),
    },
    further: ofEach((each) => furtherOf(facts, each, lengths[each])),
    edges: edgeKey([...old, ...successor].map(({ cell }) => cell)),
    stale: old,
    contradictory: partOf(facts.contradictory, 'contradictory', part).map((each) =>
      contradictoryView(facts, each),
    ),
    successor,
    unarchived: facts.unarchived.map(({ id, outlet, title, url }) => ({
      label: isolating`${outlet}: ${title}`,
      url: printedAddress(url ?? ''),
      archive: archiveForm(printedAddress(url ?? '')),
      edit: paths.structureEdit(slug, 'sources', id),
    })),
    unchecked: facts.unchecked.map((each) => uncheckedView(facts, each)),
    unassessed: partOf(unassessed, 'unassessed', part).map(({ demand, missing, isUntouched }) => ({
      demand: { label: demand.proposition, url: paths.demand(slug, demand.slug) },
      isUntouched,
      parties: missing.map((party) => ({
        label: party.name,
        url: withQuery(paths.newUpdate(slug), { party: party.slug, demand: demand.slug }),
      })),
    })),
    overdue: partOf(facts.overdue, 'overdue', part).map(({ proposition, slug: key, until }) => ({
      demand: { label: proposition, url: paths.demand(slug, key) },
      text: `Until ${longDate(until ?? '')}, which has passed`,
      record: { label: 'Record its outcome', url: paths.demandOutcome(slug, key) },
    })),
    proposals:
      waiting === 0
        ? { label: 'No proposal waits.', url: null }
        : {
            label: waiting === 1 ? '1 proposal waits' : `${waiting} proposals wait`,
            url: paths.proposals(slug),
          },
  };
}

function ofEach<Value>(value: (name: WorkListName) => Value): Record<WorkListName, Value> {
  return Object.fromEntries(workListNames.map((name) => [name, value(name)])) as Record<WorkListName, Value>;
}

/** “Earlier ones” and “The next 50 of 312”. */
function furtherOf(
  { negotiation: { slug }, days, part: { list, page: asked } }: WorkListFacts,
  name: WorkListName,
  length: number,
): Link[] {
  const page = list === name ? asked : 1;
  const left = length - page * mostListed;
  const to = (number: number) =>
    withQuery(paths.workList(slug), {
      ...{ list: name, page: String(number) },
      ...(name === 'stale' && { days: String(days) }),
    });
  const next = `The next ${Math.min(left, mostListed)} of ${length.toLocaleString('en-GB')}`;
  return [
    ...(page > 1 ? [{ label: 'Those before', url: to(page - 1) }] : []),
    ...(left > 0 ? [{ label: next, url: to(page + 1) }] : []),
  ];
}

/** The Wayback Machine’s form for keeping a page, filled with its address. */
function archiveForm(url: string): string {
  return `https://web.archive.org/save/${url}`;
}

/** “Ukraine on: Ukraine cedes territory”, linked to its page. */
function subjectOf(negotiation: string, party: Party | undefined, demand: Demand | undefined): Link {
  return {
    label: isolating`${party?.name ?? ''} on: ${demand?.proposition ?? ''}`,
    url: paths.position(negotiation, party?.slug ?? '', demand?.slug ?? ''),
  };
}

function successorView(
  { negotiation }: WorkListFacts,
  { party, demand, cell, successors }: CellWithoutSuccessor,
) {
  const { slug } = negotiation;
  const subject = subjectOf(slug, party, demand);
  const names = successors.map(({ proposition }) => isolating`“${proposition}”`);
  return {
    subject,
    cell: cellView(cell, subject.url),
    text: `Replaced by ${listed(names)}: nothing is recorded there`,
    log: successors.map((successor) => ({
      label:
        successors.length === 1
          ? 'Log what it says'
          : isolating`Log what it says on “${successor.proposition}”`,
      url: withQuery(paths.newUpdate(slug), { party: party.slug, demand: successor.slug }),
    })),
  };
}

/** As much of a quote as tells it from others. */
const longestQuote = 120;

function uncheckedView({ negotiation }: WorkListFacts, { record, party, demand, quote }: UncheckedQuote) {
  const { slug, parties, demands } = negotiation;
  const { label, url } = subjectOf(
    slug,
    parties.find(({ id }) => id === party),
    demands.find(({ id }) => id === demand),
  );
  return {
    subject: { label, url: recordPlace(url, record) },
    quote: quote.length > longestQuote ? `${quote.slice(0, longestQuote).trimEnd()}…` : quote,
    check: {
      label: 'Check it',
      url: `${paths.recordAct(slug, record, 'clarify')}#${fieldId(articleField)}`,
    },
  };
}

function contradictoryView({ negotiation, today }: WorkListFacts, { party, demand, cell }: StaleCell) {
  const { slug } = negotiation;
  const { day, date } = cell.setting.stance;
  return {
    subject: subjectOf(slug, party, demand),
    text: `Contradictory as of ${longDate(date)}, ${lengthBetween(day, today)} ago: which of its words stand now?`,
    log: {
      label: 'Log what it says now',
      url: withQuery(paths.newUpdate(slug), { party: party.slug, demand: demand.slug }),
    },
  };
}

function staleView({ negotiation, today }: WorkListFacts, { party, demand, cell }: StaleCell) {
  const { slug } = negotiation;
  const subject = subjectOf(slug, party, demand);
  const { day, date, position } = cell.setting.stance;
  return {
    subject,
    cell: cellView(cell, subject.url),
    // Of a finding nothing was said: somebody looked.
    text: `${isFinding(position) ? 'Last checked' : 'Last said'} ${longDate(date)}, ${lengthBetween(day, today)} ago`,
    reaffirm: {
      label: 'Reaffirm',
      url: withQuery(paths.newUpdate(slug), { reaffirm: String(cell.setting.record) }),
    },
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/work-list/work-list': WorkListPage;
  }
}

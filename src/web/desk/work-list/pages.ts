import { isolating } from '../../../domain/isolation.js';
import { printedAddress, type Source } from '../../../domain/structure/source.js';
import { lengthBetween, longDate, type Day } from '../../../domain/when.js';
import type { Demand, Negotiation } from '../../../domain/structure/negotiation.js';
import type { StaleCell, UnassessedDemand } from '../../../domain/desk/work-list.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';

/** What an editor should look at. */
export interface WorkListPage extends Page {
  readonly action: string;
  readonly days: string;
  readonly stale: readonly {
    readonly subject: Link;
    readonly cell: CellView;
    /** “Last said 9 August 2025, 12 days ago”. */
    readonly text: string;
    readonly reaffirm: Link;
  }[];
  /** Contradictory signals, after 14 days. */
  readonly contradictory: readonly { readonly subject: Link; readonly text: string; readonly log: Link }[];
  readonly unarchived: readonly { readonly label: string; readonly url: string; readonly edit: string }[];
  readonly unassessed: readonly {
    readonly demand: Link;
    readonly isUntouched: boolean;
    readonly parties: readonly Link[];
  }[];
  /** Demands whose last day has passed: what became of them is to be entered. */
  readonly overdue: readonly { readonly demand: Link; readonly text: string; readonly record: Link }[];
  readonly proposals: Link;
  readonly counts: Readonly<Record<'stale' | 'unarchived' | 'unassessed', string>>;
  /** Shown if a list is cut; null if it is complete. */
  readonly cutTexts: Readonly<Record<'stale' | 'unarchived' | 'unassessed', string | null>>;
}

export interface WorkListFacts {
  readonly negotiation: Negotiation;
  readonly today: Day;
  readonly days: number;
  readonly stale: readonly StaleCell[];
  readonly contradictory: readonly StaleCell[];
  readonly unarchived: readonly Source[];
  readonly unarchivedCount: number;
  readonly unassessed: readonly UnassessedDemand[];
  readonly overdue: readonly Demand[];
  readonly waiting: number;
}

export const mostListed = 50;

export function workListPage(facts: WorkListFacts): WorkListPage {
  const { negotiation, days, stale, unarchived, unassessed, waiting, unarchivedCount } = facts;
  const { slug, name } = negotiation;
  const cells = unassessed.reduce((sum, { missing }) => sum + missing.length, 0);
  return {
    head: { ...plainHead(isolating`Work list: ${name}`), negotiation: { slug, name } },
    action: paths.workList(slug),
    days: String(days),
    stale: stale.slice(0, mostListed).map((each) => staleView(facts, each)),
    contradictory: facts.contradictory.slice(0, mostListed).map((each) => contradictoryView(facts, each)),
    unarchived: unarchived.slice(0, mostListed).map(({ id, outlet, title, url }) => ({
      label: isolating`${outlet}: ${title}`,
      url: printedAddress(url ?? ''),
      edit: paths.structureEdit(slug, 'sources', id),
    })),
    unassessed: unassessed.slice(0, mostListed).map(({ demand, missing, isUntouched }) => ({
      demand: { label: demand.proposition, url: paths.demand(slug, demand.slug) },
      isUntouched,
      parties: missing.map((party) => ({
        label: party.name,
        url: withQuery(paths.newUpdate(slug), { party: party.slug, demand: demand.slug }),
      })),
    })),
    overdue: facts.overdue.slice(0, mostListed).map(({ proposition, slug: key, until }) => ({
      demand: { label: proposition, url: paths.demand(slug, key) },
      text: `Until ${longDate(until ?? '')}, which has passed`,
      record: { label: 'Record its outcome', url: paths.demandOutcome(slug, key) },
    })),
    proposals: {
      label: waiting === 1 ? '1 proposal waits' : `${waiting} proposals wait`,
      url: paths.proposals(slug),
    },
    counts: {
      stale: String(stale.length),
      unarchived: String(unarchivedCount),
      unassessed: String(cells),
    },
    cutTexts: {
      stale: cutText(stale.length),
      unarchived: cutText(unarchivedCount),
      unassessed: cutText(unassessed.length),
    },
  };
}

function contradictoryView({ negotiation, today }: WorkListFacts, { party, demand, cell }: StaleCell) {
  const { slug } = negotiation;
  const { day, date } = cell.setting.stance;
  return {
    subject: {
      label: isolating`${party.name} on: ${demand.proposition}`,
      url: paths.position(slug, party.slug, demand.slug),
    },
    text: `Contradictory as of ${longDate(date)}, ${lengthBetween(day, today)} ago: which of its words stand now?`,
    log: {
      label: 'Log what it says now',
      url: withQuery(paths.newUpdate(slug), { party: party.slug, demand: demand.slug }),
    },
  };
}

function staleView({ negotiation, today }: WorkListFacts, { party, demand, cell }: StaleCell) {
  const { slug } = negotiation;
  const url = paths.position(slug, party.slug, demand.slug);
  const { day, date } = cell.setting.stance;
  return {
    subject: { label: isolating`${party.name} on: ${demand.proposition}`, url },
    cell: cellView(cell, url),
    text: `Last said ${longDate(date)}, ${lengthBetween(day, today)} ago`,
    reaffirm: {
      label: 'Reaffirm',
      url: withQuery(paths.newUpdate(slug), { reaffirm: String(cell.setting.record) }),
    },
  };
}

function cutText(count: number): string | null {
  return count > mostListed ? `The first ${mostListed} of ${count.toLocaleString('en-GB')}.` : null;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/work-list/work-list': WorkListPage;
  }
}

import type { DeniedReports } from '../../../data/memory/denied-reports.js';
import { isolating } from '../../../domain/isolation.js';
import type { Cell } from '../../../domain/cells/cell.js';
import { type Aligned, alignments } from '../../../domain/cells/alignment.js';
import {
  type AccountOf,
  accountBehind,
  accountSentence,
  accountsSentence,
  comparisonsKnownFirst,
} from '../../../domain/cells/comparison.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { isPast } from '../../../domain/cells/past.js';
import type { PartyId, Sequence } from '../../../domain/identifiers.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf, filterWords, nothingFits } from '../../parts/filters.js';
import { reservingParties, withReservation } from '../../parts/reservations.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';
import { type CompareAsked, compareFilter } from './asked.js';

interface PartyChoice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Two parties demand by demand: where both are for it or against it, where on opposite sides, what is not known. */
export interface ComparePage extends Page {
  readonly heading: string;
  readonly summary: string;
  readonly choose: {
    readonly action: string;
    readonly kept: readonly { readonly name: string; readonly value: string }[];
    readonly one: readonly PartyChoice[];
    readonly other: readonly PartyChoice[];
  };
  readonly controls: ClockControls;
  readonly filters: Filters;
  /** Says that nothing fits the filter; null if something does. */
  readonly emptyText: string | null;
  readonly parties: readonly [Link, Link];
  /** How often they stand so to one another, by topic, with the demands that are counted. */
  readonly topics: readonly {
    readonly name: string;
    readonly counts: readonly { readonly label: string; readonly demands: readonly Link[] }[];
  }[];
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  readonly groups: readonly {
    readonly label: string;
    readonly id: string;
    readonly rows: readonly {
      readonly demand: Link;
      readonly topic: string;
      /** “rests on the other side’s account”; null if each party’s position is known from that party itself. */
      readonly account: string | null;
      readonly cells: readonly [CellView, CellView];
    }[];
  }[];
}

/** What the texts say of the compared cells. */
export interface ComparedFacts {
  /** The parties whose account each stance is, by the stance’s number. */
  readonly accounts: ReadonlyMap<Sequence, PartyId>;
  readonly denied: DeniedReports;
}

export function comparePage(
  reading: Reading,
  asked: CompareAsked,
  { accounts, denied }: ComparedFacts,
): ComparePage {
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, parties } = negotiation;
  const { all, demands, filter } = asked;
  const [one, other] = asked.parties;
  const path = paths.compare(slug, one.slug, other.slug);
  const reserving = reservingParties(reading);
  const alignment = alignments({ negotiation, log, clocks, demands })(one, other);
  const viewOf = (party: Party, { demand }: Aligned, cell: Cell) =>
    withReservation(
      cellView(cell, withQuery(paths.position(slug, party.slug, demand.slug), givenQuery), undefined, denied),
      { cell, party: party.id, reserving },
    );
  const compared = alignment.compared.map((aligned): Compared => {
    const { demand, cells } = aligned;
    const sides = [
      { party: one.id, accountBy: accountIn(cells[0], accounts) },
      { party: other.id, accountBy: accountIn(cells[1], accounts) },
    ];
    const account = aligned.comparison === 'not_known' ? null : accountBehind(sides);
    return {
      aligned,
      account,
      row: {
        demand: {
          label: demand.proposition,
          url: withQuery(paths.demand(slug, demand.slug), givenQuery),
        },
        topic: demand.topic.name,
        account: account && accountSentence(account),
        cells: [viewOf(one, aligned, cells[0]), viewOf(other, aligned, cells[1])] as const,
      },
    };
  });
  const groups = comparisonsKnownFirst.map(({ value, label }) => ({
    label,
    id: value,
    rows: compared.filter(({ aligned }) => aligned.comparison === value).map(({ row }) => row),
  }));
  const heading = isolating`${one.name} and ${other.name}`;
  const more = filterEntries(filter);
  const counted = compared.filter(({ aligned }) => alignment.counted.includes(aligned));
  const contested = compared.filter(({ aligned }) => aligned.isContested).length;
  const past = all.filter((demand) => isPast(demand, clocks)).length;
  const left = `${contestedWords(contested)}${pastWords(past)}${closedWords(all.length - past - demands.length)}`;
  const summary = `${filterWords(reading, filter, compareFilter)}${summaryOf(counted)}${left}.`;
  const linkOf = (party: Party) => ({
    label: party.name,
    url: withQuery(paths.party(slug, party.slug), givenQuery),
  });
  const choices = (chosen: Party) =>
    parties.map((party) => ({ value: party.slug, label: party.name, isChosen: party.id === chosen.id }));
  return {
    head: readingHead(reading, {
      title: isolating`${heading} compared: ${negotiation.name}`,
      description: summary,
      path,
      more,
    }),
    heading,
    summary,
    choose: {
      action: paths.comparison(slug),
      kept: [...queryEntries(givenQuery), ...more].map(([name, value]) => ({ name, value })),
      one: choices(one),
      other: choices(other),
    },
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(reading, filter, compareFilter, (narrowed) =>
      withQuery(path, [...queryEntries(givenQuery), ...filterEntries(narrowed)]),
    ),
    emptyText: compared.length === 0 && isFiltered(filter) ? nothingFits : null,
    parties: [linkOf(one), linkOf(other)],
    topics: topicsOf(counted),
    edges: edgeKey(compared.flatMap(({ row }) => row.cells)),
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}

/** A demand on which the two are compared, and whose account that rests on. */
interface Compared {
  readonly aligned: Aligned;
  readonly account: AccountOf | null;
  readonly row: ComparePage['groups'][number]['rows'][number];
}

/** “On opposite sides on 4 (3 of them rest on reports), both for on 1; on 6 it is not known of both”. */
function summaryOf(counted: readonly Compared[]): string {
  const parts = comparisonsKnownFirst.flatMap(({ value, label }) => {
    const meant = value === 'not_known' ? [] : counted.filter(({ aligned }) => aligned.comparison === value);
    return meant.length === 0 ? [] : [`${label.toLowerCase()} on ${meant.length}${restingWords(meant)}`];
  });
  const unknown = counted.filter(({ aligned }) => aligned.comparison === 'not_known').length;
  const said = parts.length === 0 ? 'known of both on none' : parts.join(', ');
  const notKnown = unknown === 0 ? '' : `; on ${unknown} it is not known of both`;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${notKnown}`;
}

function pastWords(count: number): string {
  return count === 0 ? '' : `; ${count === 1 ? '1 demand is' : `${count} demands are`} past and not compared`;
}

function closedWords(count: number): string {
  if (count === 0) return '';
  return `; ${count === 1 ? '1 demand is' : `${count} demands are`} closed or replaced and not compared`;
}

function contestedWords(count: number): string {
  if (count === 0) return '';
  return `; ${count} more ${count === 1 ? 'is' : 'are'} contested and not counted`;
}

/** “ (3 of them rest on reports, 1 of them rests on the other side’s account)”; empty if none does. */
function restingWords(meant: readonly Compared[]): string {
  const reported = meant.filter(({ aligned }) => aligned.isReported).length;
  const reports = `${reported} of them ${reported === 1 ? 'rests' : 'rest'} on reports`;
  const accounts = accountsSentence(meant.map(({ account }) => account));
  const words = [...(reported === 0 ? [] : [reports]), ...(accounts === '' ? [] : [accounts])];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function topicsOf(counted: readonly Compared[]): ComparePage['topics'] {
  const names = [...new Set(counted.map(({ row }) => row.topic))];
  return names.map((name) => {
    const ofTopic = counted.filter(({ row }) => row.topic === name);
    const counts = comparisonsKnownFirst.flatMap(({ value, label }) => {
      const meant = ofTopic.filter(({ aligned }) => aligned.comparison === value);
      if (meant.length === 0) return [];
      const words = `${label} on ${meant.length}${restingWords(meant)}`;
      return [{ label: words, demands: meant.map(({ row }) => row.demand) }];
    });
    return { name, counts };
  });
}

function accountIn(cell: Cell, accounts: ReadonlyMap<Sequence, PartyId>): PartyId | null {
  return cell.isSet ? (accounts.get(cell.setting.version) ?? null) : null;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/compare/compare': ComparePage;
  }
}

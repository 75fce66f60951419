import { nothingFits } from '../../parts/filters.js';
import {
  type EvidenceCount,
  type EvidenceGroup,
  evidenceGroups,
  isCountedBy,
  type EvidenceSummary,
  type KnownCell,
  shareInWords,
} from '../../../domain/cells/cell-evidence.js';
import { baseOf, inEvidenceOrder, sizeOfBase } from '../../../domain/cells/evidence-order.js';
import { nothings } from '../../../domain/cells/cell.js';
import { leftOutSentence } from '../../../domain/cells/left-out.js';
import { isFiltered, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { isolating } from '../../../domain/isolation.js';
import { isFinding, positions } from '../../../domain/log/position.js';
import { longDate } from '../../../domain/when.js';
import { counted } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { staleEntries } from '../../frame/reading/stale-months.js';
import { cellsName, type EvidenceFacts, sortName } from './asked.js';
import { type ListedCells, listedOf } from './listed-cells.js';

/** How many cells, what share of all that is, and the list of them; no link where there are none. */
export interface CountView {
  /** The head of its column, and whether that is the first of its group, and of a group after the first. */
  readonly column: string;
  readonly isFirst: boolean;
  readonly isRest: boolean;
  readonly count: string;
  readonly share: string | null;
  readonly url: string | null;
}

/** How a party or a topic is known. */
export interface GroupView {
  readonly name: string;
  readonly url: string | null;
  readonly cells: string;
  /** The shares as parts of a bar of 100: where each begins and ends. */
  readonly bar: readonly { readonly kind: string; readonly x: number; readonly width: number }[];
  readonly counts: readonly CountView[];
}

/** How well the positions are known: by party and topic, and the cells behind each count. */
export interface EvidencePage extends Page {
  readonly heading: string;
  readonly lede: string;
  /** Which nothings there are; null without one. */
  readonly nothingText: string | null;
  readonly leftOut: { readonly text: string; readonly change: Link } | null;
  readonly controls: ClockControls;
  /** After how many months a position is stale. */
  readonly months: readonly (Link & { readonly isCurrent: boolean })[];
  readonly weak: readonly (Pick<CountView, 'count' | 'share' | 'url'> & { readonly words: string })[];
  readonly columns: readonly {
    readonly label: string;
    /** Each with the address of the page that is sorted by it, or again by the order of the editors. */
    readonly heads: readonly (Link & { readonly isChosen: boolean })[];
  }[];
  readonly tables: readonly {
    readonly id: string;
    readonly caption: string;
    readonly head: string;
    readonly rows: readonly GroupView[];
    readonly all: GroupView | null;
  }[];
  /** The cells behind a count; null unless one is asked for. */
  readonly listed: ListedCells | null;
  readonly emptyText: string | null;
  /** The counts as a file; that of the page has the cells. */
  readonly shares: Link;
}

export function evidencePage(reading: Reading, facts: EvidenceFacts, page: number): EvidencePage {
  const { negotiation } = reading;
  const path = paths.evidence(negotiation.slug);
  const groups = inEvidenceOrder(evidenceGroups(negotiation, facts.cells), facts.order);
  const all = groups[0] as EvidenceGroup;
  const lede = ledeOf(all.summary, facts.cells);
  const linkTo = linksIn(reading, facts);
  const sorted = sortEntries(facts.order);
  const own = [...filterEntries(facts.filter), ...staleEntries(facts.staleMonths), ...sorted];
  const alongside = [...staleEntries(facts.staleMonths), ...listedEntries(facts), ...sorted];
  const more = [...filterEntries(facts.filter), ...alongside];
  return {
    head: readingHead(reading, {
      title: isolating`How well it is known: ${negotiation.name}`,
      description: lede,
      path,
      more: [...more, ...(page > 1 ? [['page', String(page)] as const] : [])],
      tableQuery: more,
    }),
    heading: 'Evidence',
    lede,
    nothingText: nothingText(facts.cells),
    leftOut: leftOutOf(reading, facts),
    controls: {
      ...clockControls(reading, path, { kept: more, filter: filterControls(negotiation, facts.filter) }),
      // What the filter has no boxes for.
      kept: alongside.map(([name, value]) => ({ name, value })),
    },
    months: monthChoices(reading, facts),
    weak: weakOf(reading, all.summary, facts, linkTo(facts.filter)),
    columns: columnsOf(all.summary).map(({ label, columns }) => ({
      label,
      heads: columns.map((column) => headView(reading, facts, column)),
    })),
    tables: tablesOf(reading, groups, facts, linkTo),
    listed: facts.listed === null ? null : listedOf(reading, facts, facts.listed, page),
    emptyText: facts.cells.length === 0 ? emptyText(facts.filter) : null,
    shares: {
      label: 'These counts and shares as CSV',
      url: withQuery(paths.shares(negotiation.slug), [
        ...queryEntries(reading.givenQuery),
        ...own,
        ['bom', '1'],
      ]),
    },
  };
}

function emptyText(filter: PositionFilter): string {
  return isFiltered(filter) ? nothingFits : 'At this time there are no positions that could be known.';
}

/**
 * “Of 264 cells (33 demands, 8 parties) 108 hold a position: 75 on the record (28%), 29 only reported (11%). They have 62
 * independent origins. Of 156 nothing is known (59%).”
 */
function ledeOf({ cells, counts, origins }: EvidenceSummary, known: readonly KnownCell[]): string {
  if (cells === 0) return 'No position is tracked at this time.';
  const words = (count: EvidenceCount, text: string) =>
    counts[count] === 0 ? [] : [`${number(counts[count])} ${text} (${shareInWords(counts[count], cells)})`];
  const classes = [
    ...words('on_record', 'on the record'),
    ...words('reported', 'only reported'),
    ...words('inferred', 'only inferred'),
  ];
  const size = `${counted(sizeOf(known, 'demand'), 'demand')}, ${counted(sizeOf(known, 'party'), 'party', 'parties')}`;
  const held = `${number(counts.known)} ${counts.known === 1 ? 'holds' : 'hold'} a position`;
  const rest = classes.length === 0 ? '' : `: ${classes.join(', ')}`;
  const from = origins === 0 ? '' : ` They have ${counted(origins, 'independent origin')}.`;
  const share = shareInWords(counts.nothing, cells);
  const none = counts.nothing === 0 ? '' : ` Of ${number(counts.nothing)} nothing is known (${share}).`;
  return `Of ${counted(cells, 'cell')} (${size}) ${held}${rest}.${from}${none}`;
}

function sizeOf(cells: readonly KnownCell[], of: 'party' | 'demand'): number {
  return new Set(cells.map((each) => each[of].id)).size;
}

/** “Nothing: 120 not yet assessed, 12 no stated position.” */
function nothingText(cells: readonly KnownCell[]): string | null {
  const counts = new Map<string, number>();
  for (const known of cells) {
    if (!isCountedBy('nothing', known)) continue;
    const { cell } = known;
    const kind = cell.isSet ? cell.setting.stance.position : cell.nothing;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...nothings, ...positions.filter(({ value }) => isFinding(value))];
  const words = kinds.flatMap(({ value, label }) => {
    const count = counts.get(value);
    return count === undefined ? [] : [`${number(count)} ${label.toLowerCase()}`];
  });
  return words.length === 0 ? null : `Nothing: ${words.join(', ')}.`;
}

function leftOutOf(
  { negotiation, log, clocks, givenQuery }: Reading,
  { filter, staleMonths }: EvidenceFacts,
): EvidencePage['leftOut'] {
  const text = leftOutSentence(negotiation, log, clocks);
  if (text === null) return null;
  const { withClosed } = filter;
  const query = [
    ...queryEntries(givenQuery),
    ...filterEntries({ ...filter, withClosed: !withClosed }),
    ...staleEntries(staleMonths),
  ];
  const label = withClosed ? 'Leave them out' : 'Count them too';
  return { text, change: { label, url: withQuery(paths.evidence(negotiation.slug), query) } };
}

const usualChoices = [1, 3, 6, 12];

function monthChoices({ negotiation, givenQuery }: Reading, facts: EvidenceFacts): EvidencePage['months'] {
  const { filter, staleMonths } = facts;
  const choices = [...new Set([...usualChoices, staleMonths])].sort((one, other) => one - other);
  return choices.map((months) => ({
    label: counted(months, 'month'),
    url: withQuery(paths.evidence(negotiation.slug), [
      ...queryEntries(givenQuery),
      ...filterEntries(filter),
      ...staleEntries(months),
      ...listedEntries(facts),
      ...sortEntries(facts.order),
    ]),
    isCurrent: months === staleMonths,
  }));
}

function listedEntries({ listed }: EvidenceFacts): [string, string][] {
  return listed === null ? [] : [[cellsName, listed]];
}

type LinkTo = (filter: PositionFilter) => (count: EvidenceCount) => string;

/** The list of the cells behind a count, of those that a filter leaves. */
function linksIn({ negotiation, givenQuery }: Reading, { staleMonths }: EvidenceFacts): LinkTo {
  const path = paths.evidence(negotiation.slug);
  return (filter) => {
    const kept = [...queryEntries(givenQuery), ...filterEntries(filter), ...staleEntries(staleMonths)];
    const base = withQuery(path, kept);
    return (count) => `${base}${kept.length === 0 ? '?' : '&'}${cellsName}=${count}#cells`;
  };
}

function weakOf(
  reading: Reading,
  { counts }: EvidenceSummary,
  facts: EvidenceFacts,
  linkTo: (count: EvidenceCount) => string,
): EvidencePage['weak'] {
  const { known } = counts;
  const { staleMonths } = facts;
  if (known === 0) return [];
  const quotes = known - counts.no_quote;
  const one = (count: EvidenceCount, all: number, single: string, several: string) => ({
    count: number(counts[count]),
    share: counts[count] === 0 ? null : shareInWords(counts[count], all),
    url: counts[count] === 0 ? null : linkTo(count),
    words: counts[count] === 1 ? single : several,
  });
  const long = `not reaffirmed for ${counted(staleMonths, 'month')}`;
  const isChecked = counts.quote_found + counts.quote_not_found > 0;
  const ofQuotes = [
    one(
      'quote_not_found',
      quotes,
      'quote was not found in the text of its article',
      'quotes were not found in the text of their article',
    ),
    one(
      'quote_not_checked',
      quotes,
      'quote was never checked against the text',
      'quotes were never checked against the text',
    ),
  ];
  const unchecked = one(
    'quote_not_checked',
    quotes,
    'quote, not checked against the text of its article',
    'quotes, none of them checked against the text of its article',
  );
  return [
    one('one_origin', known, 'has one independent origin only', 'have one independent origin only'),
    one('no_quote', known, 'is without a quote', 'are without a quote'),
    one('unnamed', known, 'rests on unnamed sources only', 'rest on unnamed sources only'),
    one('contested', known, 'is contested by a newer report', 'are contested by a newer report'),
    ...staleOf(one('stale', known, `was ${long}`, `were ${long}`), reading, facts),
    ...(quotes === 0 ? [] : isChecked ? ofQuotes : [{ ...unchecked, share: null }]),
  ];
}

const known4 = ['on_record', 'reported', 'inferred', 'nothing'] as const;

/** Where nothing was said again, of when the newest is: a share of all says nothing. */
function staleOf(
  weak: EvidencePage['weak'][number],
  { asOf }: Reading,
  { cells, staleMonths }: EvidenceFacts,
): EvidencePage['weak'] {
  const known = cells.filter((each) => isCountedBy('known', each));
  if (!known.every((each) => isCountedBy('stale', each))) return [weak];
  const newest =
    known
      .map(({ cell }) => (cell.isSet ? cell.setting.stance.day : ''))
      .sort()
      .at(-1) ?? '';
  const words = `positions, none said again in the ${counted(staleMonths, 'month')} before ${longDate(asOf)}; the newest is of ${longDate(newest)}`;
  return [{ ...weak, share: null, words }];
}

function headView(
  { negotiation, givenQuery }: Reading,
  facts: EvidenceFacts,
  { head, count, isShare }: Column,
): Link & { readonly isChosen: boolean } {
  const order = isShare ? count : 'origins';
  const isChosen = facts.order === order;
  return {
    label: head,
    url: withQuery(paths.evidence(negotiation.slug), [
      ...queryEntries(givenQuery),
      ...filterEntries(facts.filter),
      ...staleEntries(facts.staleMonths),
      ...listedEntries(facts),
      ...sortEntries(isChosen ? null : order),
    ]),
    isChosen,
  };
}

function sortEntries(order: EvidenceFacts['order']): [string, string][] {
  return order === null ? [] : [[sortName, order]];
}

interface Column {
  readonly head: string;
  readonly count: EvidenceCount;
  /** True if its share is told; that of the origins is of nothing. */
  readonly isShare: boolean;
}

interface ColumnGroup {
  readonly label: string;
  readonly columns: readonly Column[];
}

/** Those that say the same of every row are left out: the sentences above say it once. */
function columnsOf({ counts }: EvidenceSummary): ColumnGroup[] {
  const isChecked = counts.quote_found + counts.quote_not_found > 0;
  const isAllStale = counts.stale === counts.known;
  const column = (head: string, count: EvidenceCount): Column => ({ head, count, isShare: true });
  const groups: ColumnGroup[] = [
    {
      label: 'How it is known, of all cells',
      columns: [
        column('On the record', 'on_record'),
        column('Reported', 'reported'),
        column('Inferred', 'inferred'),
        column('Nothing', 'nothing'),
      ],
    },
    {
      label: 'What it rests on, of the positions known',
      columns: [
        { head: 'Origins', count: 'known', isShare: false },
        column('One origin only', 'one_origin'),
        column('Unnamed only', 'unnamed'),
        ...(isAllStale ? [] : [column('Not reaffirmed', 'stale')]),
      ],
    },
    {
      label: 'Quotes, of all quotes',
      columns: isChecked
        ? [
            column('Found', 'quote_found'),
            column('Not found', 'quote_not_found'),
            column('Not checked', 'quote_not_checked'),
          ]
        : [],
    },
  ];
  return groups.filter(({ columns }) => columns.length > 0);
}

function tablesOf(
  reading: Reading,
  groups: readonly EvidenceGroup[],
  facts: EvidenceFacts,
  linkTo: LinkTo,
): EvidencePage['tables'] {
  const [all, ...others] = groups as [EvidenceGroup, ...EvidenceGroup[]];
  const tables = [
    { of: 'party', id: 'by-party', caption: 'By party', head: 'Party' },
    { of: 'topic', id: 'by-topic', caption: 'By topic', head: 'Topic' },
  ] as const;
  return tables.flatMap(({ of, ...table }) => {
    const own = others.filter((group) => group.of === of);
    if (own.length === 0) return [];
    const rows = own.map((group) => groupView(reading, { group, all: all.summary }, facts, linkTo));
    const isFirst = of === 'party' && own.length > 1;
    return [
      {
        ...table,
        rows,
        all: isFirst ? groupView(reading, { group: all, all: all.summary }, facts, linkTo) : null,
      },
    ];
  });
}

function groupView(
  { negotiation, givenQuery }: Reading,
  { group, all }: { readonly group: EvidenceGroup; readonly all: EvidenceSummary },
  facts: EvidenceFacts,
  linkTo: LinkTo,
): GroupView {
  const { of, slug, name, summary } = group;
  const { filter } = facts;
  const narrowed =
    slug === null ? filter : { ...filter, ...(of === 'party' ? { parties: [slug] } : { topics: [slug] }) };
  const url = linkTo(narrowed);
  const { cells, counts } = summary;
  const columns = columnsOf(all).flatMap((each, index) =>
    each.columns.map((column, place) => ({ ...column, isFirst: place === 0, isRest: index > 0 })),
  );
  return {
    name,
    url: of === 'party' && slug !== null ? withQuery(paths.party(negotiation.slug, slug), givenQuery) : null,
    cells: counted(cells, of === 'party' ? 'demand' : 'cell'),
    bar: barOf(summary),
    counts: columns.map(({ head, count, isShare, isFirst, isRest }) => {
      const shown = isShare ? counts[count] : summary.origins;
      return {
        ...{ column: head, isFirst, isRest },
        count: number(shown),
        share: isShare && shown > 0 ? shareInWords(shown, sizeOfBase(summary, baseOf(count))) : null,
        url: shown === 0 ? null : url(count),
      };
    }),
  };
}

function barOf({ cells, counts }: EvidenceSummary): GroupView['bar'] {
  let end = 0;
  return known4.flatMap((kind) => {
    const x = end;
    end += counts[kind];
    const place = (count: number) => Math.round((1000 * count) / cells) / 10;
    return counts[kind] === 0 ? [] : [{ kind, x: place(x), width: place(end) - place(x) }];
  });
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/evidence/evidence': EvidencePage;
  }
}

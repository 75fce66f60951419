import type { ChainStep, Hop, Wait } from '../../../domain/cells/waiting.js';
import { counted } from '../../../domain/cells/wording.js';
import { isolating, listed, namedTogether } from '../../../domain/isolation.js';
import { positionScale } from '../../../domain/log/position.js';
import type { Demand } from '../../../domain/structure/negotiation.js';
import { unbrokenDate } from '../../../domain/when.js';
import type { Link, Page } from '../../frame/layout.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { type FilterControls, filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { metWords, stateWords } from '../../parts/conditions.js';
import { type SignView, signView, toneOf } from '../../parts/stances/sign.js';
import { type ConditionList, type Conditioned, conditionLists, type ConditionsAsked } from './asked.js';

/** How much of each list the page begins with, and how long the pages of one list are. */
const [beginning, pageLength] = [
  { circles: 10, chains: 40, demands: 100, words: 100 },
  { circles: 50, chains: 200, demands: 100, words: 100 },
];

/** What waits for what: positions that say yes, or may, only if something else is so first. */
export interface ConditionsPage extends Page {
  readonly heading: string;
  readonly summary: string;
  readonly controls: ClockControls;
  /** The list that is shown alone; null if all are. */
  readonly shown: ConditionList | null;
  readonly circles: ListPart<readonly HopView[]> | null;
  readonly chains: ListPart<ChainLine> | null;
  readonly demands: ListPart<ConditionedView> | null;
  readonly words: ListPart<ConditionedView> | null;
  readonly emptyText: string;
}

/** Some of a list, with the ways to the rest. */
export interface ListPart<Item> {
  readonly count: number;
  readonly items: readonly Item[];
  readonly further: readonly Link[];
}

/** “x waits for y to be agreed”, and who says so. */
export interface HopView {
  readonly demand: Link;
  readonly on: Link;
  readonly first: 'agreed' | 'dropped';
  /** “open”, and what has replaced it. */
  readonly state: string;
  readonly said: readonly Link[];
}

/** A step of a chain; the first of each begins with the demand that waits. */
export interface ChainLine extends HopView {
  readonly depth: number;
  readonly isFirst: boolean;
  /** True if what waits here stands in the line before. */
  readonly isNext: boolean;
  /** “which waits for what waits for it: a circle”; null where it ends or goes on below. */
  readonly ending: string | null;
}

/** One position with its conditions. */
export interface ConditionedView {
  /** Null where it is that of the item before. */
  readonly demand: Link | null;
  readonly topic: string;
  readonly party: string;
  readonly url: string;
  readonly label: string;
  readonly sign: SignView;
  readonly tone: string;
  readonly date: string;
  /** “The demand does not need it: its conditions hold nothing up.”; null for a party that is needed. */
  readonly notNeeded: string | null;
  readonly conditions: readonly {
    readonly on: Link;
    readonly first: 'agreed' | 'dropped';
    readonly isMet: boolean;
    readonly met: string;
    readonly successors: readonly Link[];
  }[];
  readonly words: string | null;
}

export function conditionsPage(reading: Reading, asked: ConditionsAsked): ConditionsPage {
  const { negotiation, givenQuery } = reading;
  const { filter, list, page, positions } = asked;
  const path = paths.conditions(negotiation.slug);
  const filtered = filterEntries(filter);
  const partOf = <Item>(own: ConditionList, items: readonly Item[]): ListPart<Item> | null => {
    if (items.length === 0 || (list !== null && list !== own)) return null;
    const length = (list === null ? beginning : pageLength)[own];
    const from = list === null ? 0 : (page - 1) * length;
    const to = (label: string, number: number) => ({
      label,
      url: withQuery(path, [
        ...queryEntries(givenQuery),
        ...filtered,
        ['show', own],
        ...(number > 1 ? [['page', String(number)] as [string, string]] : []),
      ]),
    });
    const hasMore = items.length > from + length;
    return {
      count: items.length,
      items: items.slice(from, from + length),
      further:
        list === null
          ? hasMore
            ? [to(`All ${items.length.toLocaleString('en-GB')}`, 1)]
            : []
          : [...(page > 1 ? [to('Before', page - 1)] : []), ...(hasMore ? [to('Further', page + 1)] : [])],
    };
  };
  const named = positions.filter(({ waits }) => waits.length > 0);
  const inWords = positions.filter(({ waits }) => waits.length === 0);
  const views = viewsOf(reading);
  const lists = {
    circles: mapped(partOf('circles', asked.circles), (circle) => circle.map(views.hop)),
    chains: mapped(partOf('chains', asked.chains.flatMap(linesOf)), views.line),
    demands: conditionedPart(partOf('demands', named), views.conditioned),
    words: conditionedPart(partOf('words', inWords), views.conditioned),
  };
  if (page > 1 && conditionLists.every((each) => (lists[each]?.items.length ?? 0) === 0))
    throw notFound('There is no such page of this list.');
  const more = [...queryEntries({ show: list, page: page > 1 ? String(page) : null }), ...filtered];
  const summary = summaryOf(asked, named.length, inWords.length);
  const controls = filterControls(negotiation, filter);
  return {
    head: readingHead(reading, {
      title: isolating`Conditions, what waits for what: ${negotiation.name}`,
      description: summary,
      path,
      more,
      tableQuery: filtered,
    }),
    heading: 'Conditions',
    summary,
    controls: clockControls(reading, path, { filter: withoutPositions(controls) }),
    shown: list,
    ...lists,
    emptyText: 'No position waits for anything, as far as it is recorded.',
  };
}

/** Only open positions have conditions. */
function withoutPositions({ groups, ...filter }: FilterControls): FilterControls {
  return { ...filter, groups: groups.filter(({ name }) => name === 'party' || name === 'topic') };
}

function mapped<Item, View>(part: ListPart<Item> | null, view: (item: Item) => View): ListPart<View> | null {
  return part && { ...part, items: part.items.map(view) };
}

/** A demand is named once, above the first of its positions. */
function conditionedPart(
  part: ListPart<Conditioned> | null,
  view: (position: Conditioned) => ConditionedView,
): ListPart<ConditionedView> | null {
  if (part === null) return null;
  const items = part.items.map((position, index) => {
    const isSame = part.items[index - 1]?.demand === position.demand;
    return { ...view(position), ...(isSame && { demand: null }) };
  });
  return { ...part, items };
}

/** “5 positions have conditions: 3 wait for other demands, 2 state theirs in words only. 1 circle.” */
function summaryOf({ positions, circles, chains }: ConditionsAsked, named: number, inWords: number): string {
  if (positions.length === 0) return 'No position waits for anything, as far as it is recorded.';
  const conditions = positions.flatMap(({ waits }) => waits);
  const met = conditions.filter(({ condition }) => condition.isMet).length;
  const kinds = [
    ...(named === 0
      ? []
      : [`${named} ${named === 1 ? 'waits' : 'wait'} for other demands (${metOf(conditions.length, met)})`]),
    ...(inWords === 0 ? [] : [`${inWords} ${inWords === 1 ? 'states its' : 'state theirs'} in words only`]),
  ];
  const links = [
    ...(circles.length === 0 ? [] : [counted(circles.length, 'circle')]),
    ...(chains.length === 0 ? [] : [counted(chains.length, 'chain')]),
  ];
  const found = links.length === 0 ? '' : ` ${links.join(' and ')}.`;
  const verb = positions.length === 1 ? 'has' : 'have';
  return `${counted(positions.length, 'position')} ${verb} conditions: ${kinds.join(', ')}.${found}`;
}

function metOf(all: number, met: number): string {
  return `${counted(all, 'condition')}, ${met === 0 ? 'none' : met} met`;
}

type StepInChain = ChainStep & { readonly isFirst: boolean; readonly isNext: boolean };

function linesOf(chain: readonly ChainStep[]): StepInChain[] {
  return chain.map((step, index) => {
    const before = chain[index - 1];
    return { ...step, isFirst: index === 0, isNext: before?.hop.on === step.hop.demand };
  });
}

const onwardWords: Readonly<Record<ChainStep['onward'], string | null>> = {
  ends: null,
  goes_on: null,
  circle: 'which waits for what waits for it: a circle',
  told: 'which itself waits, as another line tells',
};

function viewsOf({ negotiation, givenQuery }: Reading) {
  const { slug } = negotiation;
  const demandLink = (demand: Demand): Link => ({
    label: demand.proposition,
    url: withQuery(paths.demand(slug, demand.slug), givenQuery),
  });
  const positionUrl = ({ party, demand }: Pick<Wait, 'party' | 'demand'>) =>
    withQuery(paths.position(slug, party.slug, demand.slug), givenQuery);
  const hop = ({ demand, on, first, waits }: Hop): HopView => {
    const [{ condition }] = waits as [Wait, ...Wait[]];
    const successors = namedTogether(condition.successors.map(({ proposition }) => `“${proposition}”`));
    const state = stateWords(condition);
    return {
      demand: demandLink(demand),
      on: demandLink(on),
      first,
      state: successors === '' ? state : `${state}, replaced by ${successors}`,
      said: waits.map((wait) => ({
        label: listed([wait.party.name, unbrokenDate(wait.setting.stance.date)]),
        url: positionUrl(wait),
      })),
    };
  };
  const line = ({ hop: own, depth, onward, isFirst, isNext }: StepInChain): ChainLine => ({
    ...hop(own),
    ...{ depth: Math.min(depth, 5), isFirst, isNext, ending: onwardWords[onward] },
  });
  const conditioned = (position: Conditioned): ConditionedView => {
    const { party, demand, setting, waits, words } = position;
    const { position: value, date } = setting.stance;
    const isNeeded = waits.every((wait) => wait.isNeeded);
    return {
      demand: demandLink(demand),
      topic: demand.topic.name,
      party: party.name,
      url: positionUrl(position),
      label: positionScale(value).label,
      sign: signView(value),
      tone: toneOf(value),
      date: unbrokenDate(date),
      notNeeded: isNeeded ? null : 'not needed for the demand: holds nothing up',
      conditions: waits.map(({ condition }) => ({
        on: demandLink(condition.demand),
        first: condition.first,
        isMet: condition.isMet,
        met: metWords(condition),
        successors: condition.successors.map(demandLink),
      })),
      words,
    };
  };
  return { hop, line, conditioned };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/conditions/conditions': ConditionsPage;
  }
}

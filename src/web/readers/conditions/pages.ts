import type { ConditionState } from '../../../domain/cells/condition-state.js';
import {
  type CountedParty,
  countedWords,
  partiesWithPositions,
} from '../../../domain/cells/demand-summary.js';
import { holdingUp } from '../../../domain/cells/holding-up.js';
import type { ChainStep, Hop, Wait } from '../../../domain/cells/waiting.js';
import { counted } from '../../../domain/cells/wording.js';
import { isolating, listed, namedTogether } from '../../../domain/isolation.js';
import { codeOf } from '../../../domain/log/position.js';
import { partiesNeeded } from '../../../domain/structure/demand-terms.js';
import type { Demand } from '../../../domain/structure/negotiation.js';
import { unbrokenDate } from '../../../domain/when.js';
import type { Link, Page } from '../../frame/layout.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { metWords, stateWords } from '../../parts/conditions.js';
import { type EdgeKey, edgeKey, type ValueView, valueView } from '../../parts/stances/value-view.js';
import {
  type ConditionList,
  type Conditioned,
  conditionLists,
  type ConditionsAsked,
  conditionsFilter,
} from './asked.js';

/** How much of each list the page begins with, and how long the pages of one list are. */
const [beginning, pageLength] = [
  { circles: 10, chains: 40, demands: 100, words: 100, refusals: 100 },
  { circles: 50, chains: 200, demands: 100, words: 100, refusals: 100 },
];

/** What waits for what: positions that say yes, or may, only if something else is so first, and refusals until it is. */
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
  readonly refusals: ListPart<ConditionedView> | null;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
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
  /** “held up by Russia (rejects); not yet agreed by Ukraine (demands)”; null where no position keeps it from being met. */
  readonly held: string | null;
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

/** The conditions of a position, or of several parties that say the same in the same words. */
export interface ConditionedView {
  /** Null where it is that of the item before. */
  readonly demand: Link | null;
  readonly topic: string;
  readonly positions: readonly {
    readonly party: string;
    readonly url: string;
    readonly value: ValueView;
    readonly date: string;
    /** “The demand does not need it: its conditions hold nothing up.”; null for a party that is needed. */
    readonly notNeeded: string | null;
  }[];
  readonly conditions: readonly {
    readonly on: Link;
    readonly first: 'agreed' | 'dropped';
    readonly isMet: boolean;
    readonly met: string;
    /** Whose positions keep it from being met, each with what it says there. */
    readonly held: readonly {
      /** “held up by”, “still asked for by”. */
      readonly words: string;
      readonly parties: readonly (Link & { readonly says: string })[];
      /** “ and 23 more”; empty if all are named. */
      readonly more: string;
    }[];
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
  const unnamed = positions.filter(({ waits }) => waits.length === 0);
  const refusals = unnamed.filter(isRefusal);
  const inWords = unnamed.filter((position) => !isRefusal(position));
  const views = viewsOf(reading);
  const lists = {
    circles: mapped(partOf('circles', asked.circles), (circle) => circle.map(views.hop)),
    chains: mapped(partOf('chains', asked.chains.flatMap(linesOf)), views.line),
    demands: conditionedPart(partOf('demands', named), views.conditioned),
    words: conditionedPart(partOf('words', inWords), views.conditioned),
    refusals: conditionedPart(partOf('refusals', refusals), views.conditioned),
  };
  if (page > 1 && conditionLists.every((each) => (lists[each]?.items.length ?? 0) === 0))
    throw notFound('There is no such page of this list.');
  const more = [...queryEntries({ show: list, page: page > 1 ? String(page) : null }), ...filtered];
  const summary = summaryOf(asked, {
    named: named.length,
    inWords: inWords.length,
    refusals: refusals.length,
  });
  const controls = filterControls(negotiation, filter, conditionsFilter);
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
    controls: clockControls(reading, path, { filter: controls }),
    shown: list,
    ...lists,
    edges: edgeKey(
      [lists.demands, lists.words, lists.refusals]
        .flatMap((part) => part?.items ?? [])
        .flatMap(({ positions: own }) => own.map(({ value }) => value)),
    ),
  };
}

function mapped<Item, View>(part: ListPart<Item> | null, view: (item: Item) => View): ListPart<View> | null {
  return part && { ...part, items: part.items.map(view) };
}

/** “Rejects x until y”: a refusal that says what would end it. */
function isRefusal({ setting: { stance } }: Conditioned): boolean {
  return (codeOf(stance.position) ?? 0) < 0;
}

/** A demand is named once, above the first of its positions, and words that several parties share stand once. */
function conditionedPart(
  part: ListPart<Conditioned> | null,
  view: (positions: readonly [Conditioned, ...Conditioned[]]) => ConditionedView,
): ListPart<ConditionedView> | null {
  if (part === null) return null;
  const groups: [Conditioned, ...Conditioned[]][] = [];
  for (const position of part.items) {
    const last = groups.at(-1);
    if (last && saysTheSame(last[0], position)) last.push(position);
    else groups.push([position]);
  }
  const items = groups.map((group, index) => {
    const isSame = groups[index - 1]?.[0].demand === group[0].demand;
    return { ...view(group), ...(isSame && { demand: null }) };
  });
  return { ...part, items };
}

function saysTheSame(one: Conditioned, other: Conditioned): boolean {
  const isInWords = one.waits.length === 0 && other.waits.length === 0;
  return isInWords && one.demand === other.demand && one.words === other.words;
}

/** “9 positions have conditions: 2 wait for other demands, 3 state theirs in words only, 4 reject until something is so. 1 circle.” */
function summaryOf(
  { positions, circles, chains }: ConditionsAsked,
  {
    named,
    inWords,
    refusals,
  }: { readonly named: number; readonly inWords: number; readonly refusals: number },
): string {
  if (positions.length === 0) return 'No position waits for anything, as far as it is recorded.';
  const conditions = positions.flatMap(({ waits }) => waits);
  const met = conditions.filter(({ condition }) => condition.isMet).length;
  const kinds = [
    ...(named === 0
      ? []
      : [`${named} ${named === 1 ? 'waits' : 'wait'} for other demands (${metOf(conditions.length, met)})`]),
    ...(inWords === 0 ? [] : [`${inWords} ${inWords === 1 ? 'states its' : 'state theirs'} in words only`]),
    ...(refusals === 0
      ? []
      : [`${refusals} ${refusals === 1 ? 'is a refusal' : 'are refusals'} until or unless something is so`]),
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

interface Holders {
  readonly words: string;
  readonly parties: readonly CountedParty[];
  readonly more: string;
}

/** Of more parties that hold a demand up than these some are counted. */
const mostHolding = 6;

function viewsOf({ negotiation, log, clocks, givenQuery }: Reading) {
  const { slug } = negotiation;
  const holders = (condition: ConditionState): Holders[] => {
    const { heldUpBy, notYetAgreed } = holdingUp(condition, negotiation, log, clocks);
    const words = condition.first === 'agreed' ? 'held up by' : 'still asked for by';
    return [
      { words, all: heldUpBy },
      { words: 'not yet agreed by', all: notYetAgreed },
    ].flatMap(({ words: own, all }): Holders[] => {
      const parties = all.slice(0, mostHolding);
      const rest = all.length - parties.length;
      return all.length === 0 ? [] : [{ words: own, parties, more: rest > 0 ? ` and ${rest} more` : '' }];
    });
  };
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
    const held = holders(condition).map(
      ({ words, parties, more }) => `${words} ${partiesWithPositions(parties)}${more}`,
    );
    return {
      demand: demandLink(demand),
      on: demandLink(on),
      first,
      held: held.join('; ') || null,
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
  const positionOf = (position: Conditioned): ConditionedView['positions'][number] => {
    const { stance } = position.setting;
    const isNeeded = partiesNeeded(negotiation, position.demand).includes(position.party);
    return {
      party: position.party.name,
      url: positionUrl(position),
      value: valueView(stance),
      date: unbrokenDate(stance.date),
      notNeeded: isNeeded ? null : 'not needed for the demand: holds nothing up',
    };
  };
  const conditionOf = ({ condition }: Wait): ConditionedView['conditions'][number] => {
    const { demand: on, first, isMet, successors } = condition;
    return {
      ...{ on: demandLink(on), first, isMet, met: metWords(condition) },
      held: holders(condition).map(({ words, parties, more }) => ({
        words,
        parties: parties.map((each) => ({
          label: each.party.name,
          url: positionUrl({ party: each.party, demand: on }),
          says: countedWords(each),
        })),
        more,
      })),
      successors: successors.map(demandLink),
    };
  };
  const conditioned = (positions: readonly [Conditioned, ...Conditioned[]]): ConditionedView => {
    const [{ demand, waits, words }] = positions;
    return {
      demand: demandLink(demand),
      topic: demand.topic.name,
      positions: positions.map(positionOf),
      conditions: waits.map(conditionOf),
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

import type { Question, Topic } from '../structure/negotiation.js';
import { compareAmounts } from '../structure/amount.js';
import type { GapAmong } from './demand-summary.js';
import { groupOf, standGroups } from './stand-groups.js';
import type { StandMark } from './stand-mark.js';
import type { StandRow } from './stand-row.js';

/** Rows that stand together: the alternatives of a question in their order, or one demand. */
export interface StandItem {
  readonly question: Question | null;
  readonly rows: readonly StandRow[];
}

/** Items under one heading: a gap, a topic, or what is past. */
export interface StandSection {
  readonly key: string;
  readonly title: string;
  readonly items: readonly StandItem[];
}

export const standOrders = [
  { value: 'gap', label: 'Gap' },
  { value: 'topic', label: 'Topic' },
] as const;

export type StandOrder = (typeof standOrders)[number]['value'];

/** The rows under the gaps, nearest to agreement first, or under their topics; what is past stands at the end. */
export function standSections(
  rows: readonly StandRow[],
  { order, isAmongPicked }: { readonly order: StandOrder; readonly isAmongPicked: boolean },
  topics: readonly Topic[],
): StandSection[] {
  const items = itemsOf(rows.filter(({ gap }) => gap !== null));
  const sections = order === 'gap' ? underGaps(items, isAmongPicked) : underTopics(items, topics);
  const past = { ...pastGroup, items: itemsOf(rows.filter(({ gap }) => gap === null)) };
  return [...sections, past].filter((section) => section.items.length > 0);
}

const pastGroup = { key: 'past', title: 'Past' };

/** The headings under which rows can stand. */
export function groupsIn(topics: readonly Topic[], order: StandOrder): Omit<StandSection, 'items'>[] {
  const groups =
    order === 'gap'
      ? standGroups.map(({ value, title }) => ({ key: value as string, title }))
      : topics.map(({ slug, name }) => ({ key: topicKey(slug), title: name }));
  return [...groups, pastGroup];
}

const topicKey = (slug: string) => `topic-${slug}`;

/** Every mark, those beside the strips too. */
export function marksIn(sections: readonly StandSection[]): StandMark[] {
  const rows = sections.flatMap(({ items }) => items.flatMap((item) => item.rows));
  return rows.flatMap(({ columns, beside }) => [...columns.flat(), ...beside]);
}

/** A question stands at the place of its first alternative. */
export function itemsOf(rows: readonly StandRow[]): StandItem[] {
  return rows.flatMap((row): StandItem[] => {
    const { question } = row;
    if (question === null) return [{ question, rows: [row] }];
    const together = rows.filter((each) => each.question?.id === question.id);
    return together[0] === row ? [{ question, rows: together.toSorted(alongAmounts) }] : [];
  });
}

function alongAmounts(one: StandRow, other: StandRow): number {
  const [a, b] = [one.alternative?.amount, other.alternative?.amount];
  return a && b ? compareAmounts(a, b) : 0;
}

function underGaps(items: readonly StandItem[], isAmongPicked: boolean): StandSection[] {
  return standGroups.map(({ value, title }) => ({
    key: value,
    title,
    items: items.filter((item) => groupOf(gapsOf(item), isAmongPicked) === value),
  }));
}

export function gapsOf({ rows }: StandItem): GapAmong[] {
  return rows.flatMap(({ gap }) => gap ?? []);
}

function underTopics(items: readonly StandItem[], topics: readonly Topic[]): StandSection[] {
  return topics.map(({ id, slug, name }) => ({
    key: topicKey(slug),
    title: name,
    items: items.filter(({ rows }) => rows[0]?.demand.topic.id === id),
  }));
}

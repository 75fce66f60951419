import { edges } from '../../../domain/attribution.js';
import { counted } from '../../../domain/cells/wording.js';
import { conditionReader } from '../../../domain/cells/condition-state.js';
import { questionsNote } from '../../../domain/cells/stand-counts.js';
import { leftOutSentence } from '../../../domain/cells/left-out.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { lastMoveIn } from '../../../domain/cells/stand-last-move.js';
import { partiesShown } from '../../../domain/cells/stand-row.js';
import { standColumns } from '../../../domain/cells/stand-mark.js';
import { marksIn, type StandItem } from '../../../domain/cells/stand-sections.js';
import { isolating } from '../../../domain/isolation.js';
import { positions } from '../../../domain/log/position.js';
import { dayPlus, longDate } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { clocksLine } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { toneOf } from '../../../outputs/tone.js';
import { signView, type SignView } from '../stances/sign.js';
import type { EdgeKey } from '../stances/value-view.js';
import { nothingFits } from '../filters.js';
import { standEntries } from './entries.js';
import { movedSinceWords } from '../since-event.js';
import type { StandFacts } from './facts.js';
import { type StandRowView, standRowView } from './row-view.js';

export interface StandItemView {
  /** The question that these demands answer differently; null for a demand of its own. */
  readonly question: Link | null;
  readonly rows: readonly StandRowView[];
}

/** Every demand on one scale, with all that a picture of it needs: title, clocks, columns and legend. */
export interface StandFigure {
  readonly title: string;
  /** False where the page around it says that in its own title. */
  readonly isTitled: boolean;
  readonly clocks: string;
  readonly columns: readonly {
    /** “Rejects”, “Open · Neutral · Dropped”. */
    readonly words: string;
    readonly isRedLine: boolean;
    readonly tone: string;
  }[];
  /** True if there are so many parties that each mark takes one line. */
  readonly isDense: boolean;
  readonly gapTitle: string;
  readonly sections: readonly {
    readonly id: string;
    /** The gap of its demands, or their topic. */
    readonly key: string;
    readonly title: string;
    /** “8 demands, with 1 more alternative”: a question counts once. And the number alone. */
    readonly count: string;
    readonly number: number;
    readonly items: readonly StandItemView[];
  }[];
  readonly signs: readonly { readonly sign: SignView; readonly tone: string; readonly word: string }[];
  readonly edges: readonly EdgeKey[];
  /** What the sentence above counts; null where that goes without saying. */
  readonly countsNote: string | null;
  /** “moved since the eve of the Paris meeting, 6 January 2026”; null where no move is marked. */
  readonly since: string | null;
  /** “the last moves are of 6 January 2026 (2)”, where nothing has moved since; null if something has, or nothing ever did. */
  readonly lastMove: Link | null;
  /** “3 demands are closed”, and the way to show or to leave them out; null if there are none. */
  readonly leftOut: { readonly text: string; readonly change: Link } | null;
  /** Why there is nothing; null if there is something. */
  readonly emptyText: string | null;
  /** The whole, where only the first demands are shown; null where all are. */
  readonly rest: Link | null;
}

/** How a page shows it: `most` is how many demands, a question counted with all of its own. */
export interface StandShown {
  readonly most?: number;
  readonly isTitled?: boolean;
}

export function standFigure(
  reading: Reading,
  facts: StandFacts,
  { most = Infinity, isTitled = true }: StandShown = {},
): StandFigure {
  const { negotiation, log, clocks } = reading;
  const { asked, since, stand } = facts;
  const statesOf = conditionReader(negotiation, log, clocks);
  let left = most;
  const take = ({ question, rows }: StandItem): StandItemView[] => {
    if (left <= 0) return [];
    left -= rows.length;
    return [{ question: question && questionLink(reading, question), rows: rows.map(viewOf) }];
  };
  const viewOf = (row: Parameters<typeof standRowView>[1]) =>
    standRowView(reading, row, { ...facts, statesOf });
  const sections = stand.sections.map(({ key, title, items }) => {
    const more = rowsOf(items) - items.length;
    const count = counted(items.length, 'demand');
    return {
      id: `stand-${key}`,
      key,
      title,
      count:
        more === 0 ? count : `${count}, with ${more} more ${more === 1 ? 'alternative' : 'alternatives'}`,
      number: items.length,
      items: items.flatMap(take),
    };
  });
  const all = stand.sections.reduce((sum, { items }) => sum + rowsOf(items), 0);
  return {
    title: isolating`Where they stand: ${negotiation.name}`,
    isTitled,
    clocks: clocksLine(reading),
    columns,
    isDense: partiesShown(negotiation, asked).length > mostInRoom,
    gapTitle: asked.among.length > 0 ? 'Gap among these' : 'Gap among those it needs',
    sections: sections.filter(({ items }) => items.length > 0),
    signs,
    edges,
    countsNote: questionsNote(stand.counts),
    since: since && movedSinceWords(since, hasMoved(stand)),
    lastMove: hasMoved(stand) ? null : lastMoveLink(reading, facts),
    leftOut: leftOutOf(reading, facts),
    emptyText: all > 0 ? null : emptyText(reading, facts),
    rest: all > most ? { label: `All ${all} demands`, url: standUrl(reading, facts) } : null,
  };
}

/** Marks of more parties are drawn closer together. */
const mostInRoom = 12;

const columns = standColumns.map((code) => {
  const own = positions.filter((each) => each.code === code);
  return {
    words: own.map(({ short }) => short).join(' · '),
    isRedLine: Math.abs(code) === 3,
    tone: toneOf((own.find(({ value }) => value !== 'agreed') ?? own[0])?.value ?? 'neutral'),
  };
});

/** Weakest support first, as the columns stand. */
const signs = positions
  .filter(({ code, value }) => code !== null || value === 'contradictory')
  .toSorted((one, other) => (one.code ?? 4) - (other.code ?? 4))
  .map(({ value, label }) => ({ sign: signView(value), tone: toneOf(value), word: label }));

function questionLink(
  { negotiation, givenQuery }: Reading,
  question: NonNullable<StandItem['question']>,
): Link {
  return {
    label: question.wording,
    url: withQuery(paths.question(negotiation.slug, question.slug), givenQuery),
  };
}

/** “moved since the eve of: Trump and Putin meet in Alaska, 15 August 2025”. */
function lastMoveLink(reading: Reading, { asked, since, stand }: StandFacts): Link | null {
  const last = since && lastMoveIn(stand.sections, reading.log, reading.clocks);
  if (!since || !last || last.day > since.day) return null;
  const { day, count } = last;
  return {
    label:
      count === 1
        ? `the last move is of ${longDate(day)}`
        : `the last moves are of ${longDate(day)} (${count})`,
    url: standUrl(reading, { asked, since: { day: dayPlus(day, -1), event: null } }),
  };
}

export function hasMoved({ sections }: StandFacts['stand']): boolean {
  return marksIn(sections).some(({ was }) => was !== null);
}

function rowsOf(items: readonly StandItem[]): number {
  return items.reduce((sum, { rows }) => sum + rows.length, 0);
}

/** The page with what the reader asks for. */
export function standUrl(
  { negotiation, givenQuery }: Reading,
  facts: Pick<StandFacts, 'asked' | 'since'>,
): string {
  return withQuery(paths.stand(negotiation.slug), [...queryEntries(givenQuery), ...standEntries(facts)]);
}

function leftOutOf(reading: Reading, { asked, since }: StandFacts): StandFigure['leftOut'] {
  const { negotiation, log, clocks } = reading;
  const text = leftOutSentence(negotiation, log, clocks, ['closed', 'replaced']);
  if (text === null) return null;
  const { filter } = asked;
  const { withClosed } = filter;
  const other = { ...filter, withClosed: !withClosed };
  const url = standUrl(reading, { asked: { ...asked, filter: other }, since });
  return { text, change: { label: withClosed ? 'Leave them out' : 'Show them too', url } };
}

function emptyText({ negotiation, isAnotherTime }: Reading, { asked }: StandFacts): string {
  if (negotiation.demands.length > 0)
    return isFiltered(asked.filter) ? nothingFits : 'Everything here is closed or replaced.';
  return isAnotherTime
    ? 'At this time nothing had been recorded.'
    : 'No demand has been set up yet. An admin adds the first one at the desk.';
}

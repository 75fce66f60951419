import type { Request } from 'express';
import { groupsIn, type StandOrder } from '../../../domain/cells/stand-sections.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import type { Measure } from '../../../outputs/pictures/measure.js';
import { markAt } from '../../../outputs/pictures/matrix-marks.js';
import { innerWidthOf, type PictureKind, sentenceDrawing } from '../../../outputs/pictures/picture.js';
import {
  areAllOld,
  type StandDrawn,
  type StandMarkDrawn,
  type StandRowDrawn,
} from '../../../outputs/pictures/stand-drawn.js';
import { standDrawing, standSheet } from '../../../outputs/pictures/stand-drawing.js';
import { wayArrow } from '../../../outputs/pictures/stand-way.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { PagePicture } from '../../parts/pictures.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import type { StandFigure } from '../../parts/stand/figure.js';
import type { MarkView } from '../../parts/stand/mark-view.js';
import type { StandRowView } from '../../parts/stand/row-view.js';
import { edgeKeys, signKey } from '../../parts/value-keys.js';
import { repeatableStandNames, standAsked, standNames } from './asked.js';
import { groupName, type StandPage, standPage } from './pages.js';

/** Where everybody stands, demand by demand. */
export const standPicture: PagePicture = {
  path: paths.stand(':negotiation'),
  once: [...standNames, groupName],
  repeatable: repeatableStandNames,
  load: async ({ services, request, reading }) => {
    const { asked, since } = standAsked(request, reading);
    const page = standPage(reading, await factsOfStand(services, reading, asked, since));
    const group = groupAsked(request, reading, asked.order);
    const { head, figure } = group === null ? page : ofGroup(page, group);
    const { emptyText } = figure;
    const drawn = drawnOf(figure);
    return {
      head,
      ...(group !== null && { part: group.key }),
      lead: head.description,
      draw: (room) => (emptyText === null ? standDrawing(drawn, room) : sentenceDrawing(emptyText, room)),
      key: (kind, measure) => (emptyText === null ? keyOf(figure, drawn, kind, measure) : []),
    };
  },
};

interface Group {
  readonly key: string;
  readonly title: string;
}

/** The group of the page that is asked for by itself; null for all of them. */
function groupAsked({ query }: Request, { negotiation }: Reading, order: StandOrder): Group | null {
  const parameters = query as unknown as URLSearchParams;
  const key = parameters.get(groupName) || null;
  if (key === null) return null;
  if (parameters.get('card') === '1')
    throw badRequest('A card, for where links are shared, counts all groups: leave “group” out.');
  const group = groupsIn(negotiation.topics, order).find((each) => each.key === key);
  if (group) return group;
  throw badRequest(
    isolating`“${key}” is no group of this page. Take the address from “Picture” under the title of the page.`,
  );
}

/** The page with one of its groups alone, which is where its address leads. */
function ofGroup(
  { head, heading, figure }: StandPage,
  { key, title }: Group,
): Pick<StandPage, 'head' | 'figure'> {
  const sections = figure.sections.filter((section) => section.key === key);
  const [first] = sections;
  return {
    head: {
      ...head,
      title: heading.endsWith('?') ? isolating`${heading} ${title}` : isolating`${heading}: ${title}`,
      permalink: `${head.permalink}${first ? `#${first.id}` : ''}`,
    },
    figure: {
      ...figure,
      sections,
      emptyText: figure.emptyText ?? (first ? null : 'At this time there is no demand in this group.'),
    },
  };
}

function drawnOf({ columns, gapTitle, sections }: StandFigure): StandDrawn {
  return {
    columns,
    gapTitle,
    sections: sections.map(({ key, title, count, number, items }) => ({
      ...{ key, title, count, number },
      items: items.map(({ question, rows }) => ({
        question: question?.label ?? null,
        rows: rows.map(rowOf),
      })),
    })),
  };
}

function rowOf({
  demand,
  kicker,
  standings,
  columns,
  beside,
  notes,
  unmarked,
  gap,
}: StandRowView): StandRowDrawn {
  return {
    demand: demand.label,
    kicker,
    standing: listed(standings.map(standingWords), ' · '),
    columns: columns.map((marks) => marks.map(markOf)),
    notes: [
      ...beside.map(({ words, mark, reports }) => ({
        before: `${words}:`,
        mark: markOf(mark),
        after: reports ?? '',
      })),
      ...notes.map((note) => ({ before: note, mark: null, after: '' })),
    ],
    unmarked: unmarked && isolating`${unmarked.summary}: ${unmarked.names}`,
    gap: gap && {
      value: gap.value,
      label: gap.label,
      isContradicted: gap.isContradicted,
      notes: [gap.missing, gap.alsoNeeded, gap.notNeeded, gap.evidence].filter((note) => note !== null),
    },
  };
}

function standingWords({ words, links }: StandRowView['standings'][number]): string {
  return isolating`${words} ${listed(links.map(({ label }) => label))}`.trim();
}

function markOf({ name, sign, looks, was, month }: MarkView): StandMarkDrawn {
  const isCounted = looks.includes('mark-counts');
  return { name, sign, looks, isCounted, was, month };
}

function keyOf(figure: StandFigure, drawn: StandDrawn, kind: PictureKind, measure: Measure): KeyItem[] {
  const { edges, signs, since, sections } = figure;
  const order = plainKey(
    'Columns are an order, not a distance. A public position is not a reservation value.',
  );
  if (kind === 'card') return [plainKey('A public position is not a reservation value')];
  const room = { kind, width: innerWidthOf(kind), height: null, measure };
  const { demands, isCompact } = standSheet(drawn, room);
  const rows = sections.flatMap(({ items }) => items.flatMap((item) => item.rows)).slice(0, demands);
  const marks = rows.flatMap(({ columns, beside }) => [...columns.flat(), ...beside.map(({ mark }) => mark)]);
  const hasMoved = marks.some(({ was }) => was !== null);
  const known = new Set(marks.flatMap(({ looks }) => /\bby-(\w+)/.exec(looks)?.[1] ?? []));
  const shapes = new Set(marks.map(({ sign }) => sign.shape));
  const month = marks.find((mark) => mark.month !== null)?.month ?? null;
  return [
    order,
    ...(isCompact ? compactKeys(figure.gapTitle, rows) : []),
    ...(known.size === 1 && known.has('record')
      ? []
      : edgeKeys(edges.filter(({ value }) => known.has(value)))),
    ...(marks.some(({ looks }) => looks.includes('mark-counts'))
      ? [plainKey('Bold: the gap counts it')]
      : []),
    ...(month === null
      ? []
      : [isCompact ? oldKey(areAllOld(drawn)) : plainKey(`“${month}”: not said again for three months`)]),
    ...(since === null || !hasMoved ? [] : [isCompact ? movedKey(since) : plainKey(`“was …”: ${since}`)]),
    ...signs.filter(({ sign }) => shapes.has(sign.shape)).map(({ sign, word }) => signKey(sign, word)),
  ];
}

/** What the rows themselves say where they have more room. */
function compactKeys(gapTitle: string, rows: readonly StandRowView[]): KeyItem[] {
  const title = `${gapTitle.charAt(0).toLowerCase()}${gapTitle.slice(1)}`;
  return [
    ...(rows.some(({ gap }) => gap !== null) ? [plainKey(`Below a demand: its ${title}.`)] : []),
    ...(rows.some(({ unmarked }) => unmarked !== null)
      ? [plainKey('Of a party without a mark no position is known, which is not neutrality.')]
      : []),
  ];
}

function oldKey(areAll: boolean): KeyItem {
  return areAll
    ? plainKey('No position on what is open was said again in the last three months.')
    : { sample: markAt('stale', 0, 1, 12), width: 12, words: 'not said again for three months' };
}

function movedKey(since: string): KeyItem {
  return { sample: wayArrow('right', 0, 3), width: 6, words: `the way it went; ${since}` };
}

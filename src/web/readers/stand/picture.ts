import { isolating, listed } from '../../../domain/isolation.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import { type PictureKind, sentenceDrawing } from '../../../outputs/pictures/picture.js';
import {
  type StandDrawn,
  standDrawing,
  type StandMarkDrawn,
  type StandRowDrawn,
} from '../../../outputs/pictures/stand-drawing.js';
import { paths } from '../../frame/paths.js';
import type { PagePicture } from '../../parts/pictures.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import type { StandFigure } from '../../parts/stand/figure.js';
import type { MarkView } from '../../parts/stand/mark-view.js';
import type { StandRowView } from '../../parts/stand/row-view.js';
import { edgeKeys, signKey } from '../../parts/value-keys.js';
import { repeatableStandNames, standAsked, standNames } from './asked.js';
import { standPage } from './pages.js';

/** Where everybody stands, demand by demand. */
export const standPicture: PagePicture = {
  path: paths.stand(':negotiation'),
  once: standNames,
  repeatable: repeatableStandNames,
  load: async ({ services, request, reading }) => {
    const { asked, since } = standAsked(request, reading);
    const { head, figure } = standPage(reading, await factsOfStand(services, reading, asked, since));
    const { emptyText } = figure;
    return {
      head,
      lead: head.description,
      draw: (room) =>
        emptyText === null ? standDrawing(drawnOf(figure), room) : sentenceDrawing(emptyText, room),
      key: (kind) => (emptyText === null ? keyOf(figure, kind) : []),
    };
  },
};

function drawnOf({ columns, gapTitle, sections }: StandFigure): StandDrawn {
  return {
    columns,
    gapTitle,
    sections: sections.map(({ id, title, count, number, items }) => ({
      ...{ key: id.replace(/^stand-/, ''), title, count, number },
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
    kicker: listed([kicker, ...standings.map(standingWords)], ' · '),
    columns: columns.map((marks) => marks.map(markOf)),
    notes: [
      ...beside.map(({ words, mark, reports }) => ({
        before: `${words}:`,
        mark: markOf(mark),
        after: reports ?? '',
      })),
      ...notes.map((note) => ({ before: note, mark: null, after: '' })),
      ...(unmarked === null
        ? []
        : [{ before: isolating`${unmarked.summary}: ${unmarked.names}`, mark: null, after: '' }]),
    ],
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

function keyOf({ edges, signs, since, sections }: StandFigure, kind: PictureKind): KeyItem[] {
  const order = plainKey(
    'Columns are an order, not a distance. A public position is not a reservation value.',
  );
  if (kind === 'card') return [plainKey('A public position is not a reservation value')];
  const marks = sections.flatMap(({ items }) =>
    items.flatMap(({ rows }) =>
      rows.flatMap(({ columns, beside }) => [...columns.flat(), ...beside.map(({ mark }) => mark)]),
    ),
  );
  const hasMoved = marks.some(({ was }) => was !== null);
  const month = marks.find((mark) => mark.month !== null)?.month ?? null;
  return [
    order,
    ...edgeKeys(edges),
    plainKey('Bold: the gap counts it'),
    ...(month === null ? [] : [plainKey(`“${month}”: not said again for three months`)]),
    ...(since === null || !hasMoved ? [] : [plainKey(`“was …”: ${since}`)]),
    ...signs.map(({ sign, word }) => signKey(sign, word)),
  ];
}

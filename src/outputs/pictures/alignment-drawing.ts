import { counted } from '../../domain/cells/wording.js';
import { isolating } from '../../domain/isolation.js';
import { cutTo, wrapped } from './lines.js';
import type { Room } from './picture.js';
import { belowOneAnother, type Drawing, placed, rect, rule, tenth, xmlText } from './svg.js';
import { type DrawnSign, signAt, valueBox } from './value-box.js';

/** Two parties: on how many demands they stand so, of how many, and all that is known of both. */
export interface PairDrawn {
  /** Null where of none both positions are known. */
  readonly count: number | null;
  readonly of: string;
  /** How strong its tint is, from 0 to 4. */
  readonly step: number;
  readonly total: number;
  readonly parts: readonly { readonly value: string; readonly at: number; readonly count: number }[];
}

interface ValueDrawn {
  readonly label: string;
  readonly sign: DrawnSign | null;
  readonly looks: string;
}

/** Who came nearer to whom, by what. */
export interface MoveDrawn {
  readonly demand: string;
  readonly words: string;
  readonly steps: readonly {
    readonly party: string;
    readonly before: ValueDrawn;
    readonly after: ValueDrawn;
  }[];
}

export interface AlignmentDrawn {
  /** “On opposite sides”. */
  readonly counted: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly party: string; readonly pairs: readonly PairDrawn[] }[];
  readonly moves: {
    readonly period: string;
    readonly lines: readonly MoveDrawn[];
    /** How many more there are. */
    readonly left: number;
    readonly emptyText: string;
  };
}

/** A narrower column has room for a number alone. */
const leastColumn = 62;

/** True if so many columns have room for bars. */
export function hasBars(alignment: AlignmentDrawn, room: Room): boolean {
  return columnsOf(alignment, room).columnWidth >= (room.kind === 'card' ? 100 : leastColumn);
}

const nameSize = 13.5;

function columnsOf({ columns, rows }: AlignmentDrawn, { kind, width, measure }: Room) {
  const longest = Math.max(0, ...rows.map(({ party }) => measure(party, 'sansBold', nameSize)));
  const labelWidth = Math.min(longest + 14, kind === 'narrow' ? 130 : 190);
  return { labelWidth, columnWidth: Math.min((width - labelWidth) / Math.max(columns.length, 1), 130) };
}

/** Half a table of any two parties and, unless there is no room for it, who moved towards whom. */
export function alignmentDrawing(alignment: AlignmentDrawn, room: Room): Drawing {
  const pairs = pairsDrawing(alignment, room);
  return room.kind === 'card' ? pairs : belowOneAnother(pairs, movesDrawing(alignment, room));
}

interface PairsGrid {
  readonly labelWidth: number;
  readonly columnWidth: number;
  readonly rowHeight: number;
  /** True where a cell has room for its number alone. */
  readonly isDense: boolean;
  /** True if number and bar stand beside each other. */
  readonly isLow: boolean;
  readonly room: Room;
}

const leastRow = 15;

/** Of a height that is limited, as many parties as have room; how many more there are is said below. */
function pairsDrawing(alignment: AlignmentDrawn, room: Room): Drawing {
  const { columns, rows } = alignment;
  // Title, names and what is said below.
  const most = room.height === null ? rows.length : Math.floor((room.height - 52 - 70) / leastRow);
  if (room.height === null || rows.length <= most) return gridDrawing(alignment, room);
  const shown = { columns: columns.slice(0, most - 2), rows: rows.slice(0, most - 2) };
  const left = rows.length - shown.rows.length;
  const grid = gridDrawing({ ...alignment, ...shown }, { ...room, height: room.height - 26 });
  const words = xmlText(`and ${counted(left, 'more party', 'more parties')}`);
  const svg = `${grid.svg}\n<text class="soft" font-size="16" x="0" y="${tenth(grid.height + 20)}">${words}</text>`;
  return { svg, height: grid.height + 26 };
}

function gridDrawing(alignment: AlignmentDrawn, room: Room): Drawing {
  const { columns, rows, counted: of } = alignment;
  const { measure, width } = room;
  const { labelWidth, columnWidth } = columnsOf(alignment, room);
  const isDense = columnWidth < leastColumn;
  const title = isolating`Any two parties: ${of.toLowerCase()}, of the demands on which both are known`;
  const head = wrapped(title, width, { measure, face: 'serif', size: 18 }, 2).map(
    (line, index) =>
      `<text class="title" font-size="18" x="0" y="${18 + index * 23}">${xmlText(line)}</text>`,
  );
  const top = head.length * 23 + 6;
  const names = headNames(columns, { labelWidth, columnWidth, room });
  const usual = isDense ? Math.max(18, Math.min(columnWidth, 30)) : 52;
  const left =
    room.height === null ? Infinity : (room.height - top - names.height) / Math.max(rows.length, 1);
  // A card has all parties, in lower rows, as long as they can be read.
  const rowHeight = Math.max(Math.min(usual, left), leastRow);
  const isLow = rowHeight < 40;
  const grid = {
    ...{ labelWidth, columnWidth, rowHeight, isLow, room },
    isDense: isDense || (isLow && (rowHeight < 24 || columnWidth < 100)),
  };
  const parts = rows.map((row, index) => placed(rowOf(row, grid), 0, top + names.height + index * rowHeight));
  const svg = [...head, placed(names.svg, 0, top), ...parts].join('\n');
  return { svg, height: top + names.height + rows.length * rowHeight };
}

function headNames(
  columns: readonly string[],
  { labelWidth, columnWidth, room }: Pick<PairsGrid, 'labelWidth' | 'columnWidth' | 'room'>,
): Drawing {
  const { measure } = room;
  const size = 13;
  const isLevel = columns.every((name) => measure(name, 'sansBold', size) <= columnWidth - 6);
  if (isLevel) {
    const names = columns.map(
      (name, index) =>
        `<text class="bold" font-size="${size}" x="${tenth(labelWidth + index * columnWidth + 4)}" y="16">${xmlText(name)}</text>`,
    );
    return { svg: names.join(''), height: 22 };
  }
  const most = room.kind === 'card' ? 62 : 130;
  const cutNames = columns.map((name) => cutTo(name, most, { measure, face: 'sansBold', size }));
  const height = Math.max(0, ...cutNames.map((name) => measure(name, 'sansBold', size))) + 8;
  const names = cutNames.map((name, index) => {
    const x = tenth(labelWidth + (index + 0.5) * columnWidth + size * 0.35);
    return `<text class="bold" font-size="${size}" transform="translate(${x} ${tenth(height - 5)}) rotate(-90)">${xmlText(name)}</text>`;
  });
  return { svg: names.join(''), height };
}

function rowOf({ party, pairs }: AlignmentDrawn['rows'][number], grid: PairsGrid): string {
  const { labelWidth, columnWidth, rowHeight, room } = grid;
  const size = Math.min(nameSize, rowHeight * 0.75);
  const name = cutTo(party, labelWidth - 8, { measure: room.measure, face: 'sansBold', size });
  return [
    `<text class="bold" font-size="${tenth(size)}" x="0" y="${tenth(rowHeight / 2 + size * 0.34)}">${xmlText(name)}</text>`,
    ...pairs.map((pair, index) => pairAt(pair, labelWidth + index * columnWidth, grid)),
  ].join('');
}

function pairAt({ count, of, step, total, parts }: PairDrawn, x: number, grid: PairsGrid): string {
  const { columnWidth, rowHeight, isDense, isLow } = grid;
  const box = { x: x + 1, y: 1, width: columnWidth - 2, height: rowHeight - 2 };
  const number = count === null ? '–' : String(count);
  const names = step === 0 ? 'soft' : 'bold';
  if (isDense) {
    const size = Math.min(12.5, rowHeight * 0.7, columnWidth * 0.62);
    const y = rowHeight / 2 + size * 0.34;
    return `${rect(box, `step-${step}`)}<text class="${names} middle" font-size="${tenth(size)}" x="${tenth(x + columnWidth / 2)}" y="${tenth(y)}">${number}</text>`;
  }
  const beside = isLow ? columnWidth * 0.5 : 0;
  const inner = { x: x + 7 + beside, width: columnWidth - 14 - beside };
  const barY = isLow ? rowHeight / 2 - 3.5 : rowHeight - 14;
  const bar = parts.map(({ value, at, count: units }) =>
    rect(
      {
        ...{ x: inner.x + (at / total) * inner.width, y: barY },
        ...{ width: (units / total) * inner.width, height: 7 },
      },
      `relation relation-${value}`,
    ),
  );
  return [
    rect(box, `step-${step}`),
    `<text class="${names}" font-size="${isLow ? 16 : 20}" x="${tenth(x + 7)}" y="${isLow ? tenth(rowHeight / 2 + 5.5) : 25}">${number}${count === null ? '' : `<tspan class="of" dx="5">${xmlText(of)}</tspan>`}</text>`,
    ...(count === null ? [] : bar),
  ].join('');
}

function movesDrawing({ moves }: AlignmentDrawn, room: Room): Drawing {
  const { width, measure, kind } = room;
  const parts = [
    `<text class="title" font-size="18" x="0" y="26">Who moved towards whom</text>`,
    rule(0, 0, width),
  ];
  let y = 34;
  const put = (words: string, name: string, face: 'sans' | 'sansBold', size: number, most = 4) => {
    for (const line of wrapped(words, width, { measure, face, size }, most)) {
      y += size * 1.35;
      parts.push(
        `<text class="${name}" font-size="${size}" x="0" y="${tenth(y - size * 0.3)}">${xmlText(line)}</text>`,
      );
    }
  };
  const size = kind === 'narrow' ? 15 : 14;
  put(moves.period, 'soft', 'sans', size);
  if (moves.lines.length === 0) put(moves.emptyText, 'ink', 'sans', size);
  for (const { steps, demand, words } of moves.lines) {
    y += 8;
    for (const step of steps) {
      const drawn = stepOf(step, room);
      parts.push(placed(drawn, 0, y));
      y += 30;
    }
    put(demand, 'bold', 'sansBold', size);
    put(words, 'soft', 'sans', size);
  }
  if (moves.left > 0) {
    y += 8;
    put(`and ${counted(moves.left, 'more move')}`, 'soft', 'sans', size);
  }
  return { svg: parts.join('\n'), height: y };
}

/** “Ukraine: Rejects → Reluctant”. */
function stepOf({ party, before, after }: MoveDrawn['steps'][number], { measure, width }: Room): string {
  const size = 14;
  const name = cutTo(party, width * 0.4, { measure, face: 'sansBold', size });
  let x = measure(name, 'sansBold', size) + 10;
  const parts = [`<text class="bold" font-size="${size}" x="0" y="17">${xmlText(name)}</text>`];
  for (const [index, value] of [before, after].entries()) {
    if (index === 1) {
      parts.push(`<path class="cue-moved cue" d="M${tenth(x)} 12h14m-4 -4l4 4l-4 4"/>`);
      x += 22;
    }
    const signWidth = value.sign === null ? 0 : value.sign.width * 0.9 + 6;
    const label = cutTo(value.label, Math.max(width - x - signWidth - 16, 30), {
      measure,
      face: 'sans',
      size,
    });
    const own = signWidth + measure(label, 'sans', size) + 16;
    parts.push(
      valueBox({ x, y: 0, width: own, height: 25 }, value.looks, 2),
      value.sign === null ? '' : signAt(value.sign, x + 8, 8, 9),
      `<text class="ink" font-size="${size}" x="${tenth(x + 8 + signWidth)}" y="17">${xmlText(label)}</text>`,
    );
    x += own + 8;
  }
  return parts.join('');
}

import { isolating, listed } from '../../domain/isolation.js';
import { counted } from '../../domain/cells/wording.js';
import { leftOutDrawing } from './left-out.js';
import { cutTo, evenly, wrapped } from './lines.js';
import { type MarkKind, markAt } from './matrix-marks.js';
import type { Room } from './picture.js';
import { type Drawing, placed, rule, tenth, xmlText } from './svg.js';
import { type DrawnSign, signAt, valueBox } from './value-box.js';

/** One cell: its word, or which nothing it is. */
export interface MatrixCellDrawn {
  readonly word: string;
  /** Null of what no record sets. */
  readonly sign: DrawnSign | null;
  /** The classes of its tint and its edge. */
  readonly looks: string;
  readonly marks: readonly MarkKind[];
  /** True if the filter asks for others. */
  readonly isDimmed: boolean;
}

export interface MatrixRowDrawn {
  readonly proposition: string;
  /** “Closed on …”; empty for most. */
  readonly standing: string;
  /** One for each party. */
  readonly cells: readonly MatrixCellDrawn[];
}

export interface MatrixDrawn {
  readonly parties: readonly { readonly name: string; readonly shortName: string | null }[];
  readonly topics: readonly { readonly name: string; readonly rows: readonly MatrixRowDrawn[] }[];
}

/** How the columns are drawn: with words, or where these have no room with signs alone. */
interface Grid {
  readonly labelWidth: number;
  readonly columnWidth: number;
  readonly hasWords: boolean;
  /** The size of the words in cells. */
  readonly size: number;
  readonly room: Room;
}

const [mostColumn, signSize, least] = [132, 8, 30];
const mostLabel = 560;

/** Who wants what: a row for each demand, a column for each party. Yields before each row. */
export function* matrixDrawing(matrix: MatrixDrawn, room: Room): Generator<void, Drawing> {
  if (room.kind === 'narrow') return yield* listOfDemands(matrix, room);
  const grid = gridOf(matrix, room);
  const head = headOf(matrix, grid);
  const parts = [head.svg];
  const rows = matrix.topics.flatMap(({ name, rows: own }) =>
    own.map((row, index) => ({ topic: index === 0 ? name : null, row })),
  );
  let y = head.height;
  for (const [index, { topic, row }] of rows.entries()) {
    yield;
    const title = topic === null ? null : topicOf(topic, grid);
    const drawn = rowOf(row, grid);
    const height = (title?.height ?? 0) + drawn.height;
    // Where the height is limited, what has no room is counted.
    if (room.height !== null && index < rows.length && y + height + 26 > room.height) {
      const left = `and ${counted(rows.length - index, 'more demand')}`;
      parts.push(`<text class="soft" font-size="16" x="0" y="${tenth(y + 20)}">${xmlText(left)}</text>`);
      return { svg: parts.join('\n'), height: y + 26 };
    }
    if (title) parts.push(placed(title.svg, 0, y));
    parts.push(placed(drawn.svg, 0, y + (title?.height ?? 0)));
    y += height;
  }
  return { svg: parts.join('\n'), height: y };
}

function gridOf({ parties, topics }: MatrixDrawn, room: Room): Grid {
  const { width, measure } = room;
  const usual = parties.length > 14 ? 236 : 292;
  const columnWidth = Math.min((width - usual) / Math.max(parties.length, 1), mostColumn);
  // What few columns leave is for the demands.
  const labelWidth = Math.min(Math.max(usual, width - parties.length * columnWidth), mostLabel);
  const size = columnWidth >= 92 ? 13.5 : 12;
  const cells = topics.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const words = new Map(cells.map((cell) => [`${cell.word} ${cell.sign?.shape}`, cell]));
  const hasWords = [...words.values()].every(({ word, sign }) =>
    sign === null
      ? wrapped(word, columnWidth - 8, { measure, face: 'sans', size: size - 1 }, 3).length <= 2 &&
        word.split(' ').every((each) => measure(each, 'sans', size - 1) <= columnWidth - 8)
      : signWidthOf(sign) + 5 + measure(word, 'sans', size) <= columnWidth - 10,
  );
  return { labelWidth, columnWidth, hasWords, size, room };
}

function signWidthOf({ width }: DrawnSign): number {
  return (width * signSize) / 10;
}

/** The names of the parties, upright where they have no room. */
function headOf({ parties }: MatrixDrawn, { labelWidth, columnWidth, room }: Grid): Drawing {
  const { measure, width } = room;
  const size = 13;
  const nameOf = ({ name, shortName }: MatrixDrawn['parties'][number]) => shortName ?? name;
  const isLevel = parties.every(
    (party) =>
      wrapped(nameOf(party), columnWidth - 6, { measure, face: 'sansBold', size }, 3).length <= 2 &&
      nameOf(party)
        .split(' ')
        .every((word) => measure(word, 'sansBold', size) <= columnWidth - 6),
  );
  if (isLevel) {
    const heads = parties.flatMap((party, index) => {
      const lines = wrapped(nameOf(party), columnWidth - 6, { measure, face: 'sansBold', size }, 2);
      return lines.map(
        (line, place) =>
          `<text class="bold" font-size="${size}" x="${tenth(labelWidth + index * columnWidth + 5)}" y="${tenth(30 - (lines.length - 1 - place) * 15)}">${xmlText(line)}</text>`,
      );
    });
    return { svg: `${heads.join('')}${rule(0, 37, width, 'rule')}`, height: 38 };
  }
  const most = room.kind === 'card' ? 80 : 170;
  const names = parties.map((party) => {
    const whole = measure(party.name, 'sansBold', size) <= most ? party.name : nameOf(party);
    return cutTo(whole, most, { measure, face: 'sansBold', size });
  });
  const height = Math.max(0, ...names.map((name) => measure(name, 'sansBold', size))) + 12;
  const heads = names.map((name, index) => {
    const x = tenth(labelWidth + (index + 0.5) * columnWidth + size * 0.35);
    return `<text class="bold" font-size="${size}" transform="translate(${x} ${tenth(height - 6)}) rotate(-90)">${xmlText(name)}</text>`;
  });
  return { svg: `${heads.join('')}${rule(0, height, width, 'rule')}`, height: height + 1 };
}

function topicOf(name: string, { room }: Grid): Drawing {
  const size = 17;
  const words = cutTo(name, room.width, { measure: room.measure, face: 'serif', size });
  return {
    svg: `<text class="title" font-size="${size}" x="0" y="25">${xmlText(words)}</text>`,
    height: 33,
  };
}

function rowOf({ proposition, standing, cells }: MatrixRowDrawn, grid: Grid): Drawing {
  const { labelWidth, columnWidth, hasWords, room } = grid;
  const size = labelWidth < 260 ? 13 : 14;
  const type = { measure: room.measure, face: 'sans', size } as const;
  const lines = evenly(proposition, labelWidth - 16, type, 6);
  const small = standing === '' ? [] : wrapped(standing, labelWidth - 16, { ...type, size: 11.5 }, 2);
  const words = lines.length * size * 1.26 + small.length * 15;
  const height = Math.max(
    words + 12,
    hasWords ? Math.max(least, columnWidth < 92 ? 38 : 36) : Math.max(24, columnWidth * 0.8),
  );
  const parts = [
    ...lines.map(
      (line, index) =>
        `<text class="ink" font-size="${size}" x="0" y="${tenth(6 + size * 1.26 * (index + 1) - 3)}">${xmlText(line)}</text>`,
    ),
    ...small.map(
      (line, index) =>
        `<text class="soft" font-size="11.5" x="0" y="${tenth(6 + lines.length * size * 1.26 + 13 + index * 15)}">${xmlText(line)}</text>`,
    ),
    ...cells.map((cell, index) => cellAt(cell, labelWidth + index * columnWidth, height, grid)),
    rule(0, height, room.width),
  ];
  return { svg: parts.join('\n'), height };
}

function cellAt(cell: MatrixCellDrawn, x: number, height: number, grid: Grid): string {
  const { columnWidth, hasWords, size, room } = grid;
  const { word, sign, looks, marks, isDimmed } = cell;
  const box = { x: x + 1, y: 1.5, width: columnWidth - 2, height: height - 3 };
  const parts = sign === null ? [] : [valueBox(box, looks)];
  if (!hasWords) {
    const shown = sign === null ? letterOfNothing(word) : null;
    const scaled = sign === null ? 0 : Math.min(9, ((columnWidth - 5) / sign.width) * 10);
    if (sign !== null) {
      const own = (sign.width * scaled) / 10;
      parts.push(signAt(sign, x + (columnWidth - own) / 2, (height - scaled) / 2, scaled));
    } else {
      parts.push(
        `<text class="soft middle" font-size="10" x="${tenth(x + columnWidth / 2)}" y="${tenth(height / 2 + 3.5)}">${shown}</text>`,
      );
    }
    const icon = Math.min(7, columnWidth / 3);
    const [mark] = marks.filter((each) => each !== 'stale');
    if (mark) parts.push(markAt(mark, x + columnWidth - icon - 2, 2, icon));
  } else if (sign !== null) {
    const middle = columnWidth < 92 && marks.length > 0 ? height - 12 : height / 2;
    const signWidth = signWidthOf(sign);
    const start = x + 6;
    const wide = signWidth + 5;
    parts.push(
      signAt(sign, start, middle - signSize / 2, signSize),
      `<text class="ink" font-size="${size}" x="${tenth(start + wide)}" y="${tenth(middle + size * 0.34)}">${xmlText(word)}</text>`,
      ...marks.map((mark, index) => markAt(mark, x + columnWidth - 12 - index * 12, 4, 9)),
    );
  } else {
    const small = size - 1;
    const lines = wrapped(word, columnWidth - 8, { measure: room.measure, face: 'sans', size: small }, 2);
    const top = height / 2 - ((lines.length - 1) * small * 1.15) / 2 + small * 0.34;
    parts.push(
      ...lines.map(
        (line, index) =>
          `<text class="faint" font-size="${small}" x="${tenth(x + 6)}" y="${tenth(top + index * small * 1.15)}">${xmlText(line)}</text>`,
      ),
      ...marks.map((mark, index) => markAt(mark, x + columnWidth - 12 - index * 12, 4, 9)),
    );
  }
  return isDimmed ? `<g opacity="0.3">${parts.join('')}</g>` : parts.join('');
}

/** By which a cell without room for words says which nothing it is. */
export function letterOfNothing(word: string): string {
  return letters.get(word) ?? '–';
}

const letters = new Map([
  ['Not assessed', 'n'],
  ['None by then', 'b'],
  ['Reported only', 'r'],
  ['Denied', 'd'],
  ['Retracted', 'x'],
]);

/** True if its cells have room for signs and letters only. */
export function isWithoutWords(matrix: MatrixDrawn, room: Room): boolean {
  return room.kind !== 'narrow' && !gridOf(matrix, room).hasWords;
}

/** A narrow picture with no end is no picture: what begins below is counted. */
const narrowSheet = 4200;

/** For a narrow column: below each demand its parties, with what they say. */
function* listOfDemands({ parties, topics }: MatrixDrawn, room: Room): Generator<void, Drawing> {
  const { width, measure } = room;
  const parts: string[] = [];
  let y = 0;
  const put = (
    words: string,
    name: string,
    size: number,
    face: 'sans' | 'sansBold' | 'serif',
    most: number,
  ) => {
    for (const line of wrapped(words, width, { measure, face, size }, most)) {
      y += size * 1.32;
      parts.push(
        `<text class="${name}" font-size="${size}" x="0" y="${tenth(y - size * 0.3)}">${xmlText(line)}</text>`,
      );
    }
  };
  const left: string[] = [];
  for (const { name, rows } of topics) {
    if (y > narrowSheet) {
      left.push(...rows.map(() => name));
      continue;
    }
    y += y === 0 ? 0 : 14;
    put(name, 'title', 21, 'serif', 2);
    y += 4;
    parts.push(rule(0, y, width, 'rule'));
    for (const { proposition, standing, cells } of rows) {
      if (y > narrowSheet) {
        left.push(name);
        continue;
      }
      yield;
      y += 10;
      put(proposition, 'bold', 16.5, 'sansBold', 6);
      if (standing !== '') put(standing, 'soft', 13, 'sans', 2);
      y += 6;
      let x = 0;
      const nothings = new Map<string, string[]>();
      for (const [index, cell] of cells.entries()) {
        const { name: full, shortName } = parties[index] as MatrixDrawn['parties'][number];
        const party = shortName ?? full;
        if (cell.sign === null) {
          nothings.set(cell.word, [...(nothings.get(cell.word) ?? []), party]);
          continue;
        }
        const own = chipOf(party, cell, cell.sign, room);
        if (x > 0 && x + own.width > width) [x, y] = [0, y + 31];
        parts.push(placed(own.svg, x, y));
        x += own.width + 7;
      }
      if (x > 0) y += 31;
      for (const [word, names] of nothings)
        put(isolating`${word}: ${listed(names)}`, 'faint', 13.5, 'sans', 4);
      y += 8;
      parts.push(rule(0, y, width));
    }
  }
  if (left.length > 0) {
    const rest = leftOutDrawing(left, room);
    parts.push(placed(rest.svg, 0, y));
    y += rest.height;
  }
  return { svg: parts.join('\n'), height: y };
}

function chipOf(
  party: string,
  { word, looks, marks, isDimmed }: MatrixCellDrawn,
  sign: DrawnSign,
  room: Room,
) {
  const { measure, width } = room;
  const size = 14;
  const signWidth = signWidthOf(sign) * 1.1;
  const rest = signWidth + 14 + measure(word, 'sans', size) + marks.length * 12 + 14;
  const name = cutTo(party, width - rest, { measure, face: 'sansBold', size });
  const start = 7 + measure(name, 'sansBold', size) + 6;
  const wordX = start + signWidth + 5;
  const end = wordX + measure(word, 'sans', size) + 5;
  const own = end + marks.length * 12 + (marks.length > 0 ? 4 : 1);
  const parts = [
    valueBox({ x: 0, y: 0, width: own, height: 26 }, looks, 2),
    `<text class="bold" font-size="${size}" x="7" y="18">${xmlText(name)}</text>`,
    signAt(sign, start, 13 - signSize * 0.55, signSize * 1.1),
    `<text class="ink" font-size="${size}" x="${tenth(wordX)}" y="18">${xmlText(word)}</text>`,
    ...marks.map((mark, index) => markAt(mark, end + index * 12, 8.5, 9)),
  ];
  return { svg: isDimmed ? `<g opacity="0.3">${parts.join('')}</g>` : parts.join(''), width: own };
}

import { counted } from '../../domain/cells/wording.js';
import { cutTo, wrapped } from './lines.js';
import { isolating, listed } from '../../domain/isolation.js';
import { noteDrawing, type Room } from './picture.js';
import { type DrawnSign, signAt, valueBox } from './value-box.js';
import { type Drawing, placed, rect, rule, tenth, text, xmlText } from './svg.js';

/** A party in the column of its position. */
export interface StandMarkDrawn {
  readonly name: string;
  readonly sign: DrawnSign;
  /** The classes of its tint and its edge. */
  readonly looks: string;
  /** True if the gap counts it. */
  readonly isCounted: boolean;
  readonly was: { readonly words: string; readonly way: 'left' | 'right' | 'within' } | null;
  readonly month: string | null;
}

/** What stands below a strip: words, with a mark among them where one stands beside the columns. */
export interface StandNote {
  readonly before: string;
  readonly mark: StandMarkDrawn | null;
  readonly after: string;
}

export interface StandRowDrawn {
  readonly demand: string;
  readonly kicker: string;
  readonly columns: readonly (readonly StandMarkDrawn[])[];
  readonly notes: readonly StandNote[];
  readonly gap: {
    readonly value: string;
    readonly label: string;
    readonly isContradicted: boolean;
    readonly notes: readonly string[];
  } | null;
}

export interface StandDrawn {
  readonly columns: readonly { readonly words: string; readonly isRedLine: boolean }[];
  readonly gapTitle: string;
  readonly sections: readonly {
    /** The gap of its demands, or their topic. */
    readonly key: string;
    readonly title: string;
    readonly count: string;
    readonly number: number;
    readonly items: readonly { readonly question: string | null; readonly rows: readonly StandRowDrawn[] }[];
  }[];
}

/** With its head and its foot, a picture is as high as a printed sheet, or a few screens of a phone. */
const sheet: Readonly<Record<'wide' | 'narrow', number>> = { wide: 1400, narrow: 2400 };

/**
 * As many demands on one scale as a sheet holds, and in words how many more there are; for where links are shared, how
 * many have which gap. Yields behind each row.
 */
export function* standDrawing(stand: StandDrawn, room: Room): Generator<void, Drawing> {
  if (room.kind === 'card') return gapBars(stand, room);
  const parts: string[] = [];
  let y = 0;
  const put = ({ svg, height }: Drawing) => {
    parts.push(placed(svg, 0, y));
    y += height;
  };
  let shown = 0;
  for (const { pieces } of fittingRows(stand, room)) {
    pieces.forEach(put);
    shown += 1;
    yield;
  }
  const left = sectionsOfRows(stand).slice(shown);
  if (left.length > 0) put(leftDrawing(left, room));
  return { svg: parts.join('\n'), height: y };
}

/** How many of its demands are drawn, the first ones. */
export function demandsDrawn(stand: StandDrawn, room: Room): number {
  return [...fittingRows(stand, room)].length;
}

/** Drawn one by one as they are taken; the first one always fits. */
function* fittingRows(stand: StandDrawn, room: Room): Generator<DrawnRow> {
  const most = sheet[room.kind === 'narrow' ? 'narrow' : 'wide'];
  let bottom = 0;
  for (const row of drawnRows(stand, room)) {
    const isFirst = bottom === 0;
    bottom += row.pieces.reduce((sum, { height }) => sum + height, 0);
    if (bottom > most && !isFirst) return;
    yield row;
  }
}

interface DrawnRow {
  /** The demand, below the heads that it is the first under. */
  readonly pieces: readonly Drawing[];
}

function* drawnRows(stand: StandDrawn, room: Room): Generator<DrawnRow> {
  for (const [place, { title, count, items }] of stand.sections.entries()) {
    const hasGaps = items.some(({ rows }) => rows.some(({ gap }) => gap !== null));
    let heads = [sectionHead(title, count, hasGaps ? stand : { ...stand, gapTitle: '' }, room)];
    if (place > 0) heads.unshift({ svg: '', height: 22 });
    for (const { question, rows } of items) {
      if (question !== null) heads.push(questionHead(question, room));
      for (const row of rows) {
        const own = room.kind === 'narrow' ? cardOf(row, stand, room) : stripOf(row, room);
        yield { pieces: [...heads, own] };
        heads = [];
      }
    }
  }
}

/** The title of the section of each row. */
function sectionsOfRows({ sections }: StandDrawn): string[] {
  return sections.flatMap(({ title, items }) => items.flatMap(({ rows }) => rows.map(() => title)));
}

/** “And 9 more demands …: Opposed (4), Past (5). All of them stand on the page …”. */
function leftDrawing(left: readonly string[], room: Room): Drawing {
  const sections = new Map<string, number>();
  for (const section of left) sections.set(section, (sections.get(section) ?? 0) + 1);
  const counts = listed([...sections].map(([section, number]) => isolating`${section} (${number})`));
  const words = `And ${left.length} more ${left.length === 1 ? 'demand' : 'demands'}, which have no room here: ${counts}. All of them stand on the page whose address is below.`;
  const { svg, height } = noteDrawing(words, room);
  return { svg: placed(svg, 0, 12), height: height + 12 };
}

const [demandWidth, gapWidth, space] = [270, 150, 12];
const columnCount = 7;

/** Where the columns of the scale begin, and how wide each is. */
function columnsIn(width: number) {
  const start = demandWidth + space;
  const columnWidth = (width - start - gapWidth - space) / columnCount;
  return { start, columnWidth, gapAt: width - gapWidth };
}

function sectionHead(title: string, count: string, { columns, gapTitle }: StandDrawn, room: Room): Drawing {
  const { width, kind, measure } = room;
  const size = kind === 'narrow' ? 21 : 20;
  const name = cutTo(title, width * 0.7, { measure, face: 'serif', size });
  const head = `<text class="title" font-size="${size}" x="0" y="${size}">${xmlText(name)}<tspan class="section-count" dx="9">${xmlText(count)}</tspan></text>`;
  if (kind === 'narrow') return { svg: `${head}${rule(0, 30, width, 'rule')}`, height: 32 };
  const { start, columnWidth, gapAt } = columnsIn(width);
  const heads = columns.map(({ words, isRedLine }, index) => {
    const x = start + (index + 0.5) * columnWidth;
    const lines = [
      ...wrapped(words, columnWidth - 4, { measure, face: 'sans', size: 11.5 }, 2),
      ...(isRedLine ? ['(red line)'] : []),
    ].slice(-2);
    return lines.map((line, place) =>
      text(x, 56 + (place - (lines.length - 1)) * 13, line, 'column-head middle'),
    );
  });
  const svg = [
    head,
    ...heads.flat(),
    text(gapAt, 56, cutTo(gapTitle, gapWidth, { measure, face: 'sans', size: 11.5 }), 'column-head'),
    rule(0, 63, width, 'rule'),
  ];
  return { svg: svg.join(''), height: 63 };
}

function questionHead(question: string, { width, measure, kind }: Room): Drawing {
  const size = kind === 'narrow' ? 17 : 15;
  const lines = wrapped(question, width, { measure, face: 'sansBold', size }, 3);
  const svg = lines.map(
    (line, index) =>
      `<text class="bold" font-size="${size}" x="0" y="${tenth(8 + size * 1.3 * (index + 1) - 3)}">${xmlText(line)}</text>`,
  );
  return { svg: svg.join(''), height: 10 + lines.length * size * 1.3 };
}

/** The most marks of a column, and of those beside the strip: of 38 parties a single demand would fill a sheet. */
const [mostMarks, mostBeside] = [6, 3];

/** As many as have room, and how many more there are: never one alone, which takes no less room than it is. */
function fewOf<Item>(items: readonly Item[], most: number): { shown: readonly Item[]; more: number } {
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  return { shown, more: items.length - shown.length };
}

/** Of many marks beside the strip, the rest by their names. */
function fewNotes(notes: readonly StandNote[]): readonly StandNote[] {
  const marked = notes.filter(({ mark }) => mark !== null);
  const { shown, more } = fewOf(marked, mostBeside);
  if (more === 0) return notes;
  const names = listed(marked.slice(shown.length).map(({ mark }) => mark?.name));
  const rest = { before: `and ${more} more beside the scale: ${names}`, mark: null, after: '' };
  return [...shown, rest, ...notes.filter(({ mark }) => mark === null)];
}

/** One demand: its words, its strip, its gap, and what is said below. */
function stripOf(row: StandRowDrawn, room: Room): Drawing {
  const { width } = room;
  const { start, columnWidth, gapAt } = columnsIn(width);
  const parts: string[] = [];
  const words = demandWords(row, demandWidth, room, 14.5);
  parts.push(placed(words.svg, 0, 10));
  let stripHeight = 0;
  const shaded = row.columns.map((_, index) =>
    index % 2 === 0 ? { x: start + index * columnWidth, width: columnWidth } : null,
  );
  const marks = row.columns.flatMap((column, index) => {
    let y = 10;
    const { shown, more } = fewOf(column, mostMarks);
    const drawn = shown.map((mark) => {
      const { svg, height } = markAt(mark, start + index * columnWidth + 2, y, columnWidth - 4, room);
      y += height + 4;
      return svg;
    });
    if (more > 0) {
      drawn.push(
        `<text class="soft" font-size="12" x="${tenth(start + index * columnWidth + 4)}" y="${tenth(y + 10)}">and ${more} more</text>`,
      );
      y += 16;
    }
    stripHeight = Math.max(stripHeight, y + 4);
    return drawn;
  });
  const notes = notesOf(row.notes, width - start - gapWidth - space, room, 12);
  const gap = gapOf(row, gapWidth, room);
  parts.push(placed(gap.svg, gapAt, 10));
  stripHeight = Math.max(stripHeight, 30);
  const height = Math.max(words.height + 20, gap.height + 20, stripHeight + notes.height + 8);
  const bands = shaded.flatMap((band) =>
    band === null ? [] : [rect({ ...band, y: 1, height: stripHeight - 2 }, 'raised')],
  );
  parts.unshift(...bands);
  parts.push(...marks, placed(notes.svg, start, stripHeight + 2), rule(0, height, width));
  return { svg: parts.join('\n'), height };

  function gapOf({ gap: found }: StandRowDrawn, most: number, { measure: by }: Room): Drawing {
    return found === null ? { svg: '', height: 0 } : gapDrawing(found, most, by, 12);
  }
}

function gapDrawing(
  gap: NonNullable<StandRowDrawn['gap']>,
  width: number,
  measure: Room['measure'],
  size: number,
): Drawing {
  const label = cutTo(gap.label, width - 18, { measure, face: 'sansBold', size: size + 1 });
  const chip = measure(label, 'sansBold', size + 1) + 18;
  const looks = `gap gap-${gap.value}${gap.isContradicted ? ' gap-contradicted' : ''}`;
  const high = size * 2;
  const parts = [
    rect({ x: 0.75, y: 0.75, width: chip - 1.5, height: high - 1.5 }, looks, 2),
    `<text class="gap-words gap-words-${gap.isContradicted ? 'contradicted' : gap.value}" font-size="${size + 1}" x="9" y="${tenth(high / 2 + size * 0.38)}">${xmlText(label)}</text>`,
  ];
  let y = high + 4;
  for (const note of gap.notes) {
    for (const line of wrapped(note, width, { measure, face: 'sans', size }, 4)) {
      y += size * 1.3;
      parts.push(`<text class="soft" font-size="${size}" x="0" y="${tenth(y - 3)}">${xmlText(line)}</text>`);
    }
  }
  return { svg: parts.join(''), height: y };
}

function demandWords(
  { kicker, demand }: StandRowDrawn,
  width: number,
  { measure }: Room,
  size: number,
): Drawing {
  const parts: string[] = [];
  let y = 0;
  if (kicker !== '') {
    const small = size - 2.5;
    for (const line of wrapped(kicker, width, { measure, face: 'sans', size: small }, 3)) {
      y += small * 1.3;
      parts.push(`<text class="soft" font-size="${small}" x="0" y="${tenth(y - 3)}">${xmlText(line)}</text>`);
    }
  }
  for (const line of wrapped(demand, width, { measure, face: 'sansBold', size }, 6)) {
    y += size * 1.28;
    parts.push(`<text class="bold" font-size="${size}" x="0" y="${tenth(y - 3)}">${xmlText(line)}</text>`);
  }
  return { svg: parts.join(''), height: y };
}

/** A mark in its column; below it where it came from, and the month of one that is old. */
function markAt(
  mark: StandMarkDrawn,
  x: number,
  y: number,
  width: number,
  room: Room,
): Drawing & { readonly width: number } {
  const [size, signSize, high] = [12.5, 7.5, 22];
  const face = mark.isCounted ? 'sansBold' : 'sans';
  const signWidth = (mark.sign.width * signSize) / 10;
  const name = cutTo(mark.name, width - signWidth - 12, { measure: room.measure, face, size });
  const own = Math.min(width, room.measure(name, face, size) + signWidth + 12);
  const parts = [
    valueBox({ x, y, width: own, height: high }, mark.looks, 2),
    `<text class="${mark.isCounted ? 'bold' : 'ink'}" font-size="${size}" x="${tenth(x + 4)}" y="${tenth(y + 15.2)}">${xmlText(name)}</text>`,
    signAt(mark.sign, x + own - signWidth - 4, y + (high - signSize) / 2, signSize),
  ];
  let [below, widest] = [y + high, own];
  for (const note of [mark.was, mark.month]) {
    if (note === null) continue;
    const words = typeof note === 'string' ? note : note.words;
    const way = typeof note === 'string' ? null : note.way;
    const indent = way === null ? 2 : 11;
    const line = cutTo(words, width - indent, { measure: room.measure, face: 'sans', size: 10.5 });
    widest = Math.max(widest, indent + room.measure(line, 'sans', 10.5));
    if (way !== null) parts.push(arrow(way, x + 2, below + 4));
    parts.push(
      `<text class="${way === null ? 'soft' : 'was'}" font-size="10.5" x="${tenth(x + indent)}" y="${tenth(below + 11)}">${xmlText(line)}</text>`,
    );
    below += 13;
  }
  return { svg: parts.join(''), height: below - y, width: widest };
}

/** To where it stood before, or for a move within its column a dot. */
function arrow(way: 'left' | 'right' | 'within', x: number, y: number): string {
  const paths = {
    left: `M${tenth(x + 6)} ${tenth(y)}v8l-6-4z`,
    right: `M${tenth(x)} ${tenth(y)}v8l6-4z`,
    within: `M${tenth(x)} ${tenth(y + 2)}h5v5h-5z`,
  };
  return `<path class="accent" d="${paths[way]}"/>`;
}

function notesOf(notes: readonly StandNote[], width: number, room: Room, size: number): Drawing {
  const { measure } = room;
  const parts: string[] = [];
  let y = 0;
  for (const { before, mark, after } of fewNotes(notes)) {
    if (mark === null) {
      for (const line of wrapped(`${before}${after}`, width, { measure, face: 'sans', size }, 5)) {
        y += size * 1.3;
        parts.push(
          `<text class="soft" font-size="${size}" x="0" y="${tenth(y - 3)}">${xmlText(line)}</text>`,
        );
      }
      y += 2;
      continue;
    }
    const start = measure(before, 'sans', size) + 6;
    const { svg, height, width: own } = markAt(mark, start, y, 110, room);
    const afterAt = start + own + 8;
    const rest = cutTo(after, width - afterAt, { measure, face: 'sans', size });
    parts.push(
      `<text class="soft" font-size="${size}" x="0" y="${tenth(y + 15)}">${xmlText(before)}</text>`,
      svg,
      `<text class="soft" font-size="${size}" x="${tenth(afterAt)}" y="${tenth(y + 15)}">${xmlText(rest)}</text>`,
    );
    y += height + 4;
  }
  return { svg: parts.join(''), height: y === 0 ? 0 : y + 4 };
}

/** For a narrow column: the demand, its gap, and below each other who stands where. */
function cardOf(row: StandRowDrawn, { columns }: StandDrawn, room: Room): Drawing {
  const { width, measure } = room;
  const parts: string[] = [];
  const words = demandWords(row, width, room, 17);
  parts.push(placed(words.svg, 0, 12));
  let y = 12 + words.height + 6;
  if (row.gap !== null) {
    const gap = gapDrawing(row.gap, width, measure, 13.5);
    parts.push(placed(gap.svg, 0, y));
    y += gap.height + 6;
  }
  const labelWidth = 166;
  for (const [index, marks] of row.columns.entries()) {
    if (marks.length === 0) continue;
    const { words: label = '', isRedLine = false } = columns[index] ?? {};
    const name = cutTo(isRedLine ? `${label} (red line)` : label, labelWidth - 8, {
      ...{ measure, face: 'sans', size: 13 },
    });
    parts.push(`<text class="soft" font-size="13" x="0" y="${tenth(y + 15)}">${xmlText(name)}</text>`);
    let [x, high] = [labelWidth, 0];
    const { shown, more } = fewOf(marks, mostMarks);
    for (const mark of shown) {
      const own = 124;
      if (x + own > width) [x, y, high] = [labelWidth, y + high + 4, 0];
      const { svg, height } = markAt(mark, x, y, own, room);
      parts.push(svg);
      x += own + 6;
      high = Math.max(high, height);
    }
    y += high + 6;
    if (more > 0) {
      parts.push(
        `<text class="soft" font-size="13" x="${labelWidth}" y="${tenth(y + 10)}">and ${more} more</text>`,
      );
      y += 20;
    }
  }
  const notes = notesOf(row.notes, width, room, 13);
  parts.push(placed(notes.svg, 0, y), rule(0, y + notes.height + 8, width));
  return { svg: parts.join('\n'), height: y + notes.height + 8 };
}

/** A square for each demand, by gap. */
function gapBars({ sections }: StandDrawn, { width, height, measure }: Room): Drawing {
  const lineHeight = Math.min(44, (height ?? Infinity) / Math.max(sections.length, 1));
  const size = Math.min(20, lineHeight * 0.55);
  const label = Math.max(0, ...sections.map(({ title }) => measure(title, 'sansBold', size))) + 24;
  const most = Math.max(1, ...sections.map(({ number }) => number));
  const square = Math.min(lineHeight * 0.6, (width - label - 70) / most - 4);
  const lines = sections.map(({ key, title, number }, index) => {
    const y = index * lineHeight;
    const middle = y + lineHeight / 2;
    const squares = Array.from({ length: number }, (_, place) =>
      rect(
        { x: label + place * (square + 4), y: middle - square / 2, width: square, height: square },
        `bar-gap bar-gap-${key}`,
        2,
      ),
    );
    return [
      `<text class="bold" font-size="${tenth(size)}" x="0" y="${tenth(middle + size * 0.35)}">${xmlText(title)}</text>`,
      ...squares,
      `<text class="ink" font-size="${tenth(size)}" x="${tenth(label + number * (square + 4) + 8)}" y="${tenth(middle + size * 0.35)}">${number}</text>`,
    ].join('');
  });
  const count = sections.reduce((sum, { number }) => sum + number, 0);
  const title = `<desc>${xmlText(counted(count, 'demand'))}</desc>`;
  return { svg: `${title}${lines.join('\n')}`, height: lineHeight * lines.length };
}

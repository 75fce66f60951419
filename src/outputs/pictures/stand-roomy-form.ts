import { listed } from '../../domain/isolation.js';
import { cutTo, fitted, wrapped } from './lines.js';
import type { Room } from './picture.js';
import {
  hasGaps,
  type StandDrawn,
  type StandMarkDrawn,
  type StandNote,
  type StandRowDrawn,
  type StandSectionDrawn,
} from './stand-drawn.js';
import type { StandForm } from './stand-form.js';
import { wayArrow } from './stand-way.js';
import { type Drawing, placed, rect, rule, tenth, text, xmlText } from './svg.js';
import { signAt, valueBox } from './value-box.js';

/** All that is said of each demand; with its head and its foot, a picture is as high as a printed sheet, or a few screens of a phone. */
export const roomyForm: StandForm = {
  sheet: { wide: 1400, narrow: 2400 },
  space: 22,
  sectionHead,
  questionHead,
  row: (row, _section, stand, room) =>
    room.kind === 'narrow' ? cardOf(row, stand, room) : stripOf(row, room),
};

const [demandWidth, gapWidth, space] = [258, 142, 10];
const columnCount = 7;

/** Where the columns of the scale begin, and how wide each is. */
function columnsIn(width: number) {
  const start = demandWidth + space;
  const columnWidth = (width - start - gapWidth - space) / columnCount;
  return { start, columnWidth, gapAt: width - gapWidth };
}

function sectionHead(section: StandSectionDrawn, { columns, gapTitle }: StandDrawn, room: Room): Drawing {
  const { title, count } = section;
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
    text(
      gapAt,
      56,
      cutTo(hasGaps(section) ? gapTitle : '', gapWidth, { measure, face: 'sans', size: 11.5 }),
      'column-head',
    ),
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
  const notes = notesOf(row, width - start - gapWidth - space, room, 12);
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
  { kicker, standing, demand }: StandRowDrawn,
  width: number,
  { measure }: Room,
  size: number,
): Drawing {
  const parts: string[] = [];
  let y = 0;
  const over = listed([kicker, standing], ' · ');
  if (over !== '') {
    const small = size - 2.5;
    for (const line of wrapped(over, width, { measure, face: 'sans', size: small }, 3)) {
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

/** A mark in its column; below it where it was, and the month of one that is old. */
function markAt(
  mark: StandMarkDrawn,
  x: number,
  y: number,
  width: number,
  room: Room,
): Drawing & { readonly width: number } {
  const [signSize, high] = [7.5, 22];
  const face = mark.isCounted ? 'sansBold' : 'sans';
  const signWidth = (mark.sign.width * signSize) / 10;
  const type = { measure: room.measure, face } as const;
  const { words: name, size } = fitted(mark.name, width - signWidth - 12, type, [12.5, 11.5, 10.5]);
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
    if (way !== null) parts.push(wayArrow(way, x + 2, below + 4));
    parts.push(
      `<text class="${way === null ? 'soft' : 'was'}" font-size="10.5" x="${tenth(x + indent)}" y="${tenth(below + 11)}">${xmlText(line)}</text>`,
    );
    below += 13;
  }
  return { svg: parts.join(''), height: below - y, width: widest };
}

function notesOf({ notes, unmarked }: StandRowDrawn, width: number, room: Room, size: number): Drawing {
  const { measure } = room;
  const said = unmarked === null ? notes : [...notes, { before: unmarked, mark: null, after: '' }];
  const parts: string[] = [];
  let y = 0;
  for (const { before, mark, after } of fewNotes(said)) {
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
  const notes = notesOf(row, width, room, 13);
  parts.push(placed(notes.svg, 0, y), rule(0, y + notes.height + 8, width));
  return { svg: parts.join('\n'), height: y + notes.height + 8 };
}

import { listed } from '../../domain/isolation.js';
import { cutTo, evenly, fitted, wrapped } from './lines.js';
import { markAt as cueAt } from './matrix-marks.js';
import type { Room } from './picture.js';
import { areAllOld, type StandDrawn, type StandMarkDrawn, type StandRowDrawn } from './stand-drawn.js';
import type { StandSectionDrawn } from './stand-drawn.js';
import type { StandForm } from './stand-form.js';
import { wayArrow } from './stand-way.js';
import { type Drawing, placed, rect, rule, tenth, text, xmlText } from './svg.js';
import { signAt, valueBox } from './value-box.js';

/**
 * For more demands than a sheet holds with all that is said of each: marks beside each other, the gap in words where the
 * title of the section does not say it, and of whom nothing is known not by row.
 */
export const compactForm: StandForm = {
  sheet: { wide: 2400, narrow: 3600 },
  space: 9,
  sectionHead,
  questionHead,
  row: (row, section, stand, room) => {
    const own = areAllOld(stand) ? withoutMonths(row) : row;
    return room.kind === 'narrow' ? cardOf(own, section, room) : stripOf(own, section, room);
  },
};

function withoutMonths({ columns, notes, ...row }: StandRowDrawn): StandRowDrawn {
  const undated = (mark: StandMarkDrawn) => ({ ...mark, month: null });
  return {
    ...row,
    columns: columns.map((marks) => marks.map(undated)),
    notes: notes.map((note) => ({ ...note, mark: note.mark && undated(note.mark) })),
  };
}

const [demandWidth, space] = [322, 10];
const columnCount = 7;

/** Where the columns of the scale begin, and how wide each is. */
function columnsIn(width: number) {
  const start = demandWidth + space;
  return { start, columnWidth: (width - start) / columnCount };
}

/** Beside the title the columns; below it how many there are. */
function sectionHead(section: StandSectionDrawn, { columns }: StandDrawn, room: Room): Drawing {
  const { title, count } = section;
  const { width, kind, measure } = room;
  if (kind === 'narrow') {
    const name = cutTo(title, width * 0.7, { measure, face: 'serif', size: 20 });
    const head = `<text class="title" font-size="20" x="0" y="20">${xmlText(name)}<tspan class="section-count" dx="8">${xmlText(count)}</tspan></text>`;
    return { svg: `${head}${rule(0, 29, width, 'rule')}`, height: 30 };
  }
  const { start, columnWidth } = columnsIn(width);
  const small = { measure, face: 'sans', size: 11.5 } as const;
  const heads = columns.flatMap(({ words, isRedLine }, index) => {
    const x = start + (index + 0.5) * columnWidth;
    const lines = [...wrapped(words, columnWidth - 4, small, 2), ...(isRedLine ? ['(red line)'] : [])].slice(
      -2,
    );
    return lines.map((line, place) =>
      text(x, 30 + (place - (lines.length - 1)) * 13, line, 'column-head middle'),
    );
  });
  const parts = [
    `<text class="title" font-size="17" x="0" y="15">${xmlText(cutTo(title, demandWidth, { measure, face: 'serif', size: 17 }))}</text>`,
    text(0, 30, cutTo(count, demandWidth, small), 'column-head'),
    ...heads,
    rule(0, 36, width, 'rule'),
  ];
  return { svg: parts.join(''), height: 36 };
}

function questionHead(question: string, { width, measure, kind }: Room): Drawing {
  const size = kind === 'narrow' ? 15 : 12.5;
  return linesDrawing(wrapped(question, width, { measure, face: 'sansBold', size }, 2), 'bold', size, 6);
}

/** Lines of one size, below each other. */
function linesDrawing(lines: readonly string[], name: string, size: number, above: number): Drawing {
  const leading = size * 1.24;
  const svg = lines.map(
    (line, index) =>
      `<text class="${name}" font-size="${size}" x="0" y="${tenth(above + leading * (index + 1) - size * 0.25)}">${xmlText(line)}</text>`,
  );
  return { svg: svg.join(''), height: above + lines.length * leading };
}

/** One demand: its words, its strip, and what its gap says beyond the title above it. */
function stripOf(row: StandRowDrawn, section: StandSectionDrawn, room: Room): Drawing {
  const { width } = room;
  const { start, columnWidth } = columnsIn(width);
  const words = demandWords(row, section, demandWidth, room);
  const columns = row.columns.map((marks, index) => ({
    x: start + index * columnWidth,
    ...flowing(marks, columnWidth - 3, room, { size: 11, most: mostLines.wide }),
  }));
  const notes = notesOf(row, width - start, room, 11);
  const strip = Math.max(24, ...columns.map(({ height }) => height + 6));
  const height = Math.max(words.height, strip + notes.height) + 5;
  const parts = [
    ...columns.flatMap(({ x }, index) =>
      index % 2 === 0 ? [rect({ x, y: 0.5, width: columnWidth, height: height - 1 }, 'raised')] : [],
    ),
    words.svg,
    ...columns.flatMap(({ x, svg }) => (svg === '' ? [] : [placed(svg, x + 1.5, 4)])),
    ...(notes.height === 0 ? [] : [placed(notes.svg, start, strip)]),
    rule(0, height, width),
  ];
  return { svg: parts.join('\n'), height };
}

/** What is asked for, and below it what became of it and what its gap says beyond the title of the section. */
function demandWords(
  { standing, demand, gap }: StandRowDrawn,
  { title }: StandSectionDrawn,
  width: number,
  { measure, kind }: Room,
): Drawing {
  const [size, small] = kind === 'narrow' ? [15.5, 13] : [12.5, 11];
  const said = [standing, gap?.label !== title && gap?.label, ...(gap?.notes ?? [])];
  const below = listed(
    said.filter((words) => words !== ''),
    ' · ',
  );
  const own = linesDrawing(evenly(demand, width, { measure, face: 'sansBold', size }, 4), 'bold', size, 4);
  if (below === '') return own;
  const lines = wrapped(below, width, { measure, face: 'sans', size: small }, 3);
  const notes = linesDrawing(lines, 'soft', small, 1);
  return { svg: `${own.svg}${placed(notes.svg, 0, own.height)}`, height: own.height + notes.height };
}

/**
 * How many lines of marks stand below each other at most: in each column alike. Where one list has all columns it has all
 * marks, or one side alone would be left out.
 */
const mostLines = { wide: 6, narrow: Infinity } as const;

/** Marks one after another, in as many lines as they take; of too many the rest is counted. */
function flowing(
  marks: readonly StandMarkDrawn[],
  width: number,
  room: Room,
  { size, most }: { readonly size: number; readonly most: number },
): Drawing {
  const high = size * 1.47;
  const parts: string[] = [];
  let [x, line] = [0, 0];
  for (const [index, mark] of marks.entries()) {
    const drawn = compactMark(mark, width, room, size);
    if (x > 0 && x + drawn.width > width) [x, line] = [0, line + 1];
    const left = marks.length - index;
    if (line === most - 1 && left > 1) {
      parts.push(
        `<text class="soft" font-size="${size}" x="2" y="${tenth(line * (high + 2) + size * 1.12)}">and ${left} more</text>`,
      );
      break;
    }
    parts.push(placed(drawn.svg, x, line * (high + 2)));
    x += drawn.width + 3;
  }
  return { svg: parts.join(''), height: marks.length === 0 ? 0 : (line + 1) * (high + 2) };
}

/** A name and its sign in one box; before it which way it went, and behind it whether it is old. */
function compactMark(
  { name, sign, looks, isCounted, was, month }: StandMarkDrawn,
  most: number,
  { measure }: Room,
  size: number,
): Drawing & { readonly width: number } {
  const [high, signSize, cueSize] = [size * 1.47, size * 0.58, size * 0.72];
  const face = isCounted ? 'sansBold' : 'sans';
  const signWidth = (sign.width * signSize) / 10;
  const before = 4 + (was === null ? 0 : 9);
  const behind = 3 + signWidth + 4 + (month === null ? 0 : cueSize + 2);
  const { words, size: own } = fitted(name, most - before - behind, { measure, face }, [size, size - 1]);
  const end = before + measure(words, face, own) + 3;
  const width = end - 3 + behind;
  const parts = [
    valueBox({ x: 0, y: 0, width, height: high }, looks, 2),
    ...(was === null ? [] : [wayArrow(was.way, 4, high / 2 - 4)]),
    `<text class="${isCounted ? 'bold' : 'ink'}" font-size="${own}" x="${tenth(before)}" y="${tenth(high / 2 + size * 0.35)}">${xmlText(words)}</text>`,
    signAt(sign, end, (high - signSize) / 2, signSize),
    ...(month === null ? [] : [cueAt('stale', end + signWidth + 3, (high - cueSize) / 2, cueSize)]),
  ];
  return { svg: parts.join(''), height: high, width };
}

/** Beside the scale: as many marks as have two lines, and how many more there are; then what is said in words. */
function notesOf({ notes }: StandRowDrawn, width: number, room: Room, size: number): Drawing {
  const type = { measure: room.measure, face: 'sans', size } as const;
  const marked = notes.flatMap(({ before, mark, after }) => (mark === null ? [] : [{ before, mark, after }]));
  const [high, mostBeside] = [size * 1.47 + 3, 2];
  const parts: string[] = [];
  let [x, line] = [0, 0];
  const say = (words: string) => {
    parts.push(
      `<text class="soft" font-size="${size}" x="${tenth(x)}" y="${tenth(line * high + size * 1.12)}">${xmlText(words)}</text>`,
    );
    x += room.measure(words, 'sans', size) + 5;
  };
  for (const [index, { before, mark, after }] of marked.entries()) {
    const drawn = compactMark(mark, width / 3, room, size);
    const lead = marked[index - 1]?.before === before ? '' : before;
    const whole = room.measure(lead, 'sans', size) + drawn.width + room.measure(after, 'sans', size) + 10;
    if (x > 0 && x + whole > width) [x, line] = [0, line + 1];
    if (line === mostBeside) {
      const names = marked.slice(index).map((each) => each.mark.name);
      say(cutTo(`and ${names.length} more beside the scale: ${listed(names)}`, width, type));
      break;
    }
    if (lead !== '') say(lead);
    parts.push(placed(drawn.svg, x, line * high));
    x += drawn.width + 5;
    if (after !== '') say(cutTo(after, width - x, type));
    x += 10;
  }
  const top = marked.length === 0 ? 0 : (line + 1) * high;
  const said = listed(
    notes.filter(({ mark }) => mark === null).map(({ before }) => before),
    ' · ',
  );
  if (said === '') return { svg: parts.join(''), height: top };
  const own = linesDrawing(wrapped(said, width, type, 2), 'soft', size, 0);
  return { svg: [...parts, placed(own.svg, 0, top)].join(''), height: top + own.height };
}

/** For a narrow column: the demand, its gap, and who stands where in the order of the scale. */
function cardOf(row: StandRowDrawn, section: StandSectionDrawn, room: Room): Drawing {
  const { width } = room;
  const parts = [
    demandWords(row, section, width, room),
    flowing(row.columns.flat(), width, room, { size: 13.5, most: mostLines.narrow }),
    notesOf(row, width, room, 13),
  ];
  let y = 4;
  const svg = parts.flatMap((part) => {
    if (part.height === 0) return [];
    const own = placed(part.svg, 0, y);
    y += part.height + 4;
    return [own];
  });
  return { svg: [...svg, rule(0, y + 2, width)].join('\n'), height: y + 2 };
}

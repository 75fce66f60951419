import { wrapped } from './lines.js';
import type { News } from './news-list.js';
import type { Room } from './picture.js';
import { type Drawing, rule, tenth, xmlText } from './svg.js';

/** More than this would be a table, which the page has. */
const most = 40;
/** So many are told one by one; of more, first records are only counted, for of them nothing says that anybody moved. */
const few = 12;

/** One mark of a timeline, in words. */
export interface Move extends News {
  /** True if nothing was on record before. */
  readonly isFirst: boolean;
}

const sizes = { wide: { size: 14, lineHeight: 19 }, narrow: { size: 15, lineHeight: 20 } } as const;

/** What the marks of a timeline stand for, in words: the newest of so many, each a line of a table or, in a narrow column, a paragraph. */
export function movesList(moves: readonly Move[], count: number, room: Room): Drawing {
  const { width, measure, kind } = room;
  const { size, lineHeight } = kind === 'narrow' ? sizes.narrow : sizes.wide;
  const told = count <= few ? moves : moves.filter(({ isFirst }) => !isFirst);
  const shown = told.slice(0, most);
  if (shown.length === 0) return { svg: '', height: 0 };
  const title = 'What moved, newest first';
  const parts = [
    `<text class="bold" font-size="${size}" x="0" y="${size}">${title}</text>`,
    rule(0, size + 8, width, 'rule'),
  ];
  const widest = (words: readonly string[], face: 'sans' | 'sansBold') =>
    Math.max(...words.map((word) => measure(word, face, size)));
  const dateWidth =
    widest(
      shown.map(({ date }) => date),
      'sans',
    ) + 20;
  const kindWidth = Math.min(
    widest(
      shown.map((move) => move.kind),
      'sansBold',
    ) + 20,
    width * 0.25,
  );
  const textAt = kind === 'narrow' ? 0 : dateWidth + kindWidth;
  let y = size + 14;
  for (const { date, kind: word, text: sentence } of shown) {
    const first = y + lineHeight * 0.75;
    const at = (index: number) => tenth(first + index * lineHeight);
    const kinds = wrapped(word, kind === 'narrow' ? width - dateWidth : kindWidth - 20, type('sansBold'), 3);
    const lines = wrapped(sentence, width - textAt, type('sans'), 4);
    const indent = kind === 'narrow' ? kinds.length : 0;
    parts.push(
      `<text class="soft" font-size="${size}" x="0" y="${at(0)}">${xmlText(date)}</text>`,
      ...kinds.map(
        (line, index) =>
          `<text class="bold" font-size="${size}" x="${tenth(dateWidth)}" y="${at(index)}">${xmlText(line)}</text>`,
      ),
      ...lines.map(
        (line, index) =>
          `<text class="ink" font-size="${size}" x="${tenth(textAt)}" y="${at(indent + index)}">${xmlText(line)}</text>`,
      ),
    );
    y += Math.max(kinds.length, indent + lines.length) * lineHeight + 7;
    parts.push(rule(0, y - 4, width));
  }
  const left = count - shown.length;
  if (left > 0) {
    y += lineHeight;
    const words = `and ${left.toLocaleString('en-GB')} more, first recorded or older, on the page`;
    parts.push(`<text class="soft" font-size="${size}" x="0" y="${tenth(y - 4)}">${xmlText(words)}</text>`);
  }
  return { svg: parts.join('\n'), height: y };

  function type(face: 'sans' | 'sansBold') {
    return { measure, face, size };
  }
}

import { cleanText } from '../../domain/text.js';
import { isolated, isolatedParts } from '../../domain/isolation.js';
import type { Face, Measure } from './measure.js';

/** A typeface of a size, by which texts are measured. */
export interface Type {
  readonly measure: Measure;
  readonly face: Face;
  readonly size: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const [opening, closing] = ['\u2068', '\u2069'];
/** Nothing longer is drawn in whole; it need not be measured to its end. */
const longest = 1_500;

/** Words with one space between two, in which nothing has to be cleaned or isolated: nearly all that is drawn. */
const isPlainLine = /^[!-~]+(?: [!-~]+)*$/;

/** As one line: cleaned, without line breaks, each text of somebody isolated. */
export function oneLine(text: string): string {
  if (text.length <= longest && isPlainLine.test(text)) return text;
  const parts = isolatedParts(isolated(text)).map((part) =>
    cleanText(part).replace(/[^\S\u00a0\u202f]+/g, ' '),
  );
  const short = parts
    .map((part, index) => (index % 2 === 1 ? `${opening}${part}${closing}` : part))
    .join('')
    .trim();
  return short.length > longest ? closed(short.slice(0, longest)) : short;
}

/** Cut to a width, with an ellipsis. */
export function cutTo(text: string, width: number, { measure, face, size }: Type): string {
  const line = oneLine(text);
  if (measure(line, face, size) <= width) return line;
  let kept = '';
  for (const { segment } of segmenter.segment(line)) {
    if (measure(`${kept}${segment}…`, face, size) > width) break;
    kept += segment;
  }
  return closed(`${kept.trimEnd()}…`);
}

/** In the first of the sizes in which it is no wider, or else in the last and cut. */
export function fitted(
  text: string,
  width: number,
  { measure, face }: Omit<Type, 'size'>,
  sizes: readonly [number, ...number[]],
): { readonly words: string; readonly size: number } {
  const line = oneLine(text);
  const size = sizes.find((each) => measure(line, face, each) <= width) ?? (sizes.at(-1) as number);
  return { words: cutTo(line, width, { measure, face, size }), size };
}

/** Within “9 April 2026” no line ends: a space of its own stands in place of each in it, until the lines are made. */
const unbroken = '\u2007';
const spaceInDate = /(?<=\b\d{1,2}) (?=[A-Z][a-z]+ \d{4}\b)|(?<=\b\d{1,2}[ \u2007][A-Z][a-z]+) (?=\d{4}\b)/g;

/** In lines of a width, at most so many; the last is cut if there is more. */
export function wrapped(text: string, width: number, type: Type, most: number): string[] {
  const { measure, face, size } = type;
  const fits = (line: string) => measure(line, face, size) <= width;
  const lines: string[] = [];
  let line = '';
  const pieces = oneLine(text)
    .replace(spaceInDate, unbroken)
    .split(' ')
    .flatMap((word) => (fits(word) ? [word] : broken(word, fits)));
  for (const [index, piece] of pieces.entries()) {
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      line = cutTo(`${[line, ...pieces.slice(index)].join(' ')}`, width, type);
      break;
    }
    lines.push(line);
    line = piece;
  }
  const made = line === '' ? lines : [...lines, line];
  return balanced(made.map((each) => each.replaceAll(unbroken, ' ')));
}

/** The same, in as many lines, but none much shorter than the others: a title with one word in its last line is ugly. */
export function evenly(text: string, width: number, type: Type, most: number): string[] {
  const lines = wrapped(text, width, type, most);
  if (lines.length < 2 || lines.at(-1)?.includes('…')) return lines;
  let [tooNarrow, wide] = [width / 2, width];
  while (wide - tooNarrow > 8) {
    const middle = (tooNarrow + wide) / 2;
    const tried = wrapped(text, middle, type, most);
    if (tried.length > lines.length || tried.at(-1)?.includes('…')) tooNarrow = middle;
    else wide = middle;
  }
  return wrapped(text, wide, type, most);
}

/** A word that is wider than a line: an address, which is broken behind a slash, or a sentence without spaces. */
function broken(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of segmenter.segment(word)) {
    if (piece !== '' && !fits(`${piece}${segment}`)) {
      const slash = piece.lastIndexOf('/') + 1;
      const end = slash > piece.length / 2 ? slash : piece.length;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** An isolated text that goes over several lines is isolated in each. */
function balanced(lines: readonly string[]): string[] {
  let isOpen = false;
  return lines.map((line) => {
    const begun = isOpen ? `${opening}${line}` : line;
    isOpen = begun.lastIndexOf(opening) > begun.lastIndexOf(closing);
    return isOpen ? `${begun}${closing}` : begun;
  });
}

function closed(text: string): string {
  return text.lastIndexOf(opening) > text.lastIndexOf(closing) ? `${text}${closing}` : text;
}

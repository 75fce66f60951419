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

/** As one line: cleaned, without line breaks, each text of somebody isolated. */
export function oneLine(text: string): string {
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

/** In lines of a width, at most so many; the last is cut if there is more. */
export function wrapped(text: string, width: number, type: Type, most: number): string[] {
  const { measure, face, size } = type;
  const fits = (line: string) => measure(line, face, size) <= width;
  const lines: string[] = [];
  let line = '';
  const pieces = oneLine(text)
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
  return balanced(line === '' ? lines : [...lines, line]);
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

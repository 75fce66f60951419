import { oneLine } from './lines.js';

/** A part of a picture as SVG, and how high it is. */
export interface Drawing {
  readonly svg: string;
  readonly height: number;
}

/** A drawing; or one that is made in pieces, between which others can have their turn. */
export type DrawingMade = Drawing | Generator<void, Drawing>;

export function* inPieces(made: DrawingMade): Generator<void, Drawing> {
  yield;
  return 'svg' in made ? made : yield* made;
}

const markup = /[&<>"']/;

/** What stands in a picture is never markup: escaped, cleaned of what XML forbids, isolated. */
export function xmlText(text: string): string {
  const line = oneLine(text);
  if (!markup.test(line)) return line;
  return line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}

/** Rounded to a tenth of a unit. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A line of text; `names` are classes of the styles of pictures. */
export function text(x: number, y: number, words: string, names: string): string {
  return `<text class="${names}" x="${tenth(x)}" y="${tenth(y)}">${xmlText(words)}</text>`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function rect({ x, y, width, height }: Box, names: string, radius = 0): string {
  const round = radius === 0 ? '' : ` rx="${radius}"`;
  return `<rect class="${names}" x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}"${round}/>`;
}

export function rule(x: number, y: number, width: number, names = 'hairline'): string {
  return `<path class="${names}" d="M${tenth(x)} ${tenth(y)}h${tenth(width)}"/>`;
}

/** Moved to a place, and drawn larger or smaller. */
export function placed(svg: string, x: number, y: number, scale = 1): string {
  const size = scale === 1 ? '' : ` scale(${Math.round(scale * 10_000) / 10_000})`;
  return `<g transform="translate(${tenth(x)} ${tenth(y)})${size}">${svg}</g>`;
}

/** One part below another, with some space; null is none. */
export function belowOneAnother(...parts: readonly (Drawing | null)[]): Drawing {
  const space = 16;
  let y = 0;
  const svg = parts.flatMap((part) => {
    if (part === null || part.height === 0) return [];
    const top = y === 0 ? 0 : y + space;
    y = top + part.height;
    return [placed(part.svg, 0, top)];
  });
  return { svg: svg.join('\n'), height: y };
}

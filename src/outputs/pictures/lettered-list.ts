import { wrapped } from './lines.js';
import type { Room } from './picture.js';
import { type Drawing, tenth, xmlText } from './svg.js';

/** What the letters in a picture stand for. */
export function letteredList(
  rows: readonly { readonly letter: string; readonly words: string }[],
  { width, measure, kind }: Room,
): Drawing {
  const size = kind === 'narrow' ? 15 : 14;
  const parts: string[] = [];
  let y = 0;
  for (const { letter, words } of rows) {
    const lines = wrapped(words, width - 26, { measure, face: 'sans', size }, 4);
    const at = (index: number) => tenth(y + size * 1.35 * (index + 1) - 4);
    parts.push(`<text class="bold" font-size="${size}" x="0" y="${at(0)}">${xmlText(letter)}</text>`);
    for (const [index, line] of lines.entries())
      parts.push(`<text class="ink" font-size="${size}" x="26" y="${at(index)}">${xmlText(line)}</text>`);
    y += lines.length * size * 1.35 + 5;
  }
  return { svg: parts.join('\n'), height: y };
}

import { type Type, wrapped } from './lines.js';
import { type Drawing, placed, xmlText } from './svg.js';

/** A sample of how something is drawn, as wide as it says and 14 units high, and what that means. */
export interface KeyItem {
  readonly sample: string;
  readonly width: number;
  readonly words: string;
}

export function plainKey(words: string): KeyItem {
  return { sample: '', width: 0, words };
}

/** One after another, in as many lines as they take. */
export function keyLines(items: readonly KeyItem[], width: number, type: Type): Drawing {
  const { measure, face, size } = type;
  const lineHeight = Math.max(size * 1.5, 20);
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (const { sample, width: own, words: given } of items) {
    const before = own === 0 ? 0 : own + 6;
    const lines = wrapped(given, width - before, type, 4);
    const whole = before + Math.max(...lines.map((line) => measure(line, face, size)));
    if (x > 0 && x + whole > width) [x, y] = [0, y + lineHeight];
    if (sample !== '') parts.push(placed(sample, x, y + lineHeight / 2 - 7));
    for (const [index, line] of lines.entries()) {
      if (index > 0) y += lineHeight;
      const baseline = Math.round((y + lineHeight / 2 + size * 0.34) * 10) / 10;
      parts.push(
        `<text class="soft" font-size="${size}" x="${Math.round(x + before)}" y="${baseline}">${xmlText(line)}</text>`,
      );
    }
    x += whole + 20;
  }
  return { svg: parts.join('\n'), height: items.length === 0 ? 0 : y + lineHeight };
}

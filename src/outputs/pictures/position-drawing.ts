import { cutTo, wrapped } from './lines.js';
import type { Room } from './picture.js';
import { type Drawing, placed, tenth, text, xmlText } from './svg.js';
import { type DrawnSign, signAt, valueBox } from './value-box.js';

/** One position, and the words on which it rests. */
export interface PositionDrawn {
  readonly label: string;
  /** Null of a cell without a position. */
  readonly sign: DrawnSign | null;
  /** The classes of its tint and its edge. */
  readonly looks: string;
  /** “On the record, since 9 August 2025”. */
  readonly beside: string;
  /** A quote in its quotation marks, or what an editor says of it. */
  readonly words: { readonly text: string; readonly isQuote: boolean } | null;
  /** Who said so, and where it was read. */
  readonly lines: readonly string[];
}

export function positionDrawing(
  { label, sign, looks, beside, words: said, lines }: PositionDrawn,
  { kind, width, measure }: Room,
  { isShort }: { readonly isShort: boolean },
): Drawing {
  const [size, signSize, pad] = kind === 'narrow' ? [19, 15, 12] : [24, 19, 16];
  const signWidth = sign === null ? 0 : (sign.width * signSize) / 10 + 10;
  const words = cutTo(label, width - 2 * pad - signWidth, { measure, face: 'sansBold', size });
  const chipWidth = 2 * pad + signWidth + measure(words, 'sansBold', size);
  const chipHeight = size * 1.9;
  const parts = [
    valueBox({ x: 0, y: 0, width: chipWidth, height: chipHeight }, looks, 4),
    sign === null ? '' : signAt(sign, pad, (chipHeight - signSize) / 2, signSize),
    `<text class="bold ink" font-size="${size}" x="${tenth(pad + signWidth)}" y="${tenth(chipHeight / 2 + size * 0.34)}">${xmlText(words)}</text>`,
  ];
  const small = kind === 'narrow' ? 14 : 17;
  const isBeside = chipWidth + 18 + measure(beside, 'sans', small) <= width;
  let y = chipHeight;
  const put = (
    given: string,
    style: { name: string; face: 'sans' | 'serifItalic'; size: number },
    most: number,
  ) => {
    for (const line of wrapped(given, width, { measure, ...style }, most)) {
      y += style.size * 1.4;
      parts.push(
        `<text class="${style.name}" font-size="${style.size}" x="0" y="${tenth(y - style.size * 0.3)}">${xmlText(line)}</text>`,
      );
    }
  };
  const soft = { name: 'soft', face: 'sans', size: small } as const;
  if (isBeside && beside !== '')
    parts.push(
      placed(
        text(0, 0, beside, kind === 'narrow' ? 'beside-narrow' : 'beside'),
        chipWidth + 18,
        chipHeight / 2 + small * 0.34,
      ),
    );
  else if (beside !== '') put(beside, soft, 2);
  if (!isShort && said !== null) {
    const isNarrow = kind === 'narrow';
    y += isNarrow ? 12 : 18;
    // Only a party’s own words look like a quote.
    const style = said.isQuote
      ? ({ name: 'quote', face: 'serifItalic', size: isNarrow ? 19 : 25 } as const)
      : ({ name: 'ink', face: 'sans', size: isNarrow ? 17 : 20 } as const);
    put(said.text, style, kind === 'card' ? 4 : 10);
  }
  if (!isShort) {
    y += 6;
    for (const line of lines) put(line, soft, kind === 'card' ? 1 : 3);
  }
  return { svg: parts.join('\n'), height: y };
}

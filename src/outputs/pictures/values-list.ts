import { counted } from '../../domain/cells/wording.js';
import type { Room } from './picture.js';
import { type Drawing, tenth, xmlText } from './svg.js';
import { type DrawnSign, signAt, valueBox } from './value-box.js';

/** A value, and who has it. */
export interface ValueHeld {
  readonly label: string;
  readonly sign: DrawnSign;
  readonly looks: string;
  readonly names: readonly string[];
}

const [size, pad, signSize, rowHeight] = [16, 10, 12, 36];

/** Each value in a row with the names of those who have it, as many as there is room for; how many more is said. */
export function valuesList(values: readonly ValueHeld[], { width, height, measure }: Room): Drawing {
  const boxWidthOf = ({ label, sign }: ValueHeld) =>
    2 * pad + (sign.width * signSize) / 10 + 8 + measure(label, 'sansBold', size);
  const left = Math.max(0, ...values.map(boxWidthOf)) + 20;
  const step = height === null ? rowHeight : Math.min(rowHeight, height / Math.max(values.length, 1));
  const box = { x: 0, height: step - 6 };
  const parts = values.flatMap((value, index) => {
    const { label, sign, looks, names } = value;
    const y = index * step;
    const baseline = tenth(y + box.height / 2 + size * 0.34);
    const words = namesWithin(names, width - left, (text) => measure(text, 'sans', size));
    return [
      valueBox({ ...box, y, width: boxWidthOf(value) }, looks, 3),
      signAt(sign, pad, y + (box.height - signSize) / 2, signSize),
      `<text class="bold ink" font-size="${size}" x="${tenth(pad + (sign.width * signSize) / 10 + 8)}" y="${baseline}">${xmlText(label)}</text>`,
      `<text class="ink" font-size="${size}" x="${tenth(left)}" y="${baseline}">${xmlText(words)}</text>`,
    ];
  });
  return { svg: parts.join('\n'), height: values.length * step };
}

function namesWithin(names: readonly string[], width: number, widthOf: (text: string) => number): string {
  const whole = names.join(', ');
  if (widthOf(whole) <= width) return whole;
  for (let shown = names.length - 1; shown > 0; shown -= 1) {
    const words = `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
    if (widthOf(words) <= width) return words;
  }
  return counted(names.length, 'party', 'parties');
}

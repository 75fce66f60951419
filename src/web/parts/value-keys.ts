import type { KeyItem } from '../../outputs/pictures/key.js';
import { signAt, valueBox } from '../../outputs/pictures/value-box.js';
import type { SignView } from './stances/sign.js';
import type { EdgeKey } from './stances/value-view.js';

/** What the edge of a value says: how it is known. */
export function edgeKeys(edges: readonly EdgeKey[]): KeyItem[] {
  return edges.map(({ value, words }) => ({
    sample: valueBox({ x: 0, y: 0, width: 24, height: 14 }, `tone-middle by-${value}`),
    ...{ width: 24, words },
  }));
}

export function signKey(sign: SignView, words: string): KeyItem {
  return { sample: signAt(sign, 0, 2, 10), width: sign.width, words };
}

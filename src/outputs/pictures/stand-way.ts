import { tenth } from './svg.js';

/** Which way a mark went, or for a move within its column a square. */
export function wayArrow(way: 'left' | 'right' | 'within', x: number, y: number): string {
  const paths = {
    left: `M${tenth(x + 6)} ${tenth(y)}v8l-6-4z`,
    right: `M${tenth(x)} ${tenth(y)}v8l6-4z`,
    within: `M${tenth(x)} ${tenth(y + 2)}h5v5h-5z`,
  };
  return `<path class="accent" d="${paths[way]}"/>`;
}

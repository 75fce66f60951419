import { type Box, rect, tenth } from './svg.js';

/** A sign as pages draw it: its shape, and how wide that is of ten units of height. */
export interface DrawnSign {
  readonly shape: string;
  readonly width: number;
}

/** A sign, `size` units high. */
export function signAt(
  { shape, width }: DrawnSign,
  x: number,
  y: number,
  size: number,
  names = 'sign',
): string {
  const scale = size / 10;
  return `<svg x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width * scale)}" height="${tenth(size)}" viewBox="0 0 ${width} 10"><use class="${names}" href="#sign-${shape}" width="${width}" height="10"/></svg>`;
}

/** The box of a value: its tint, and an edge that says how it is known, as pages draw both. */
export function valueBox({ x, y, width, height }: Box, looks: string, radius = 0): string {
  const inner = { x: x + 0.75, y: y + 0.75, width: width - 1.5, height: height - 1.5 };
  const box = rect(inner, looks, radius);
  return looks.includes('by-told') ? `${box}${rect(inner, 'chart-hatching', radius)}` : box;
}

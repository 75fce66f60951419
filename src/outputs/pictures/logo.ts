import type { Logo as LogoFile } from '../brand.js';
import { tenth } from './svg.js';

/** The logo of the publisher, as it stands within a picture: whoever takes that elsewhere takes it along. */
export interface Logo {
  /** The file itself; nothing is fetched. */
  readonly href: string;
  /** Width through height. */
  readonly ratio: number;
}

/** Of a file that does not say: a name on one line. */
const usualRatio = 3;
const highest = 38;

export function pictureOfLogo({ bytes, kind, ratio }: LogoFile): Logo {
  const type = kind === 'svg' ? 'image/svg+xml' : 'image/png';
  return { href: `data:${type};base64,${bytes.toString('base64')}`, ratio: ratio ?? usualRatio };
}

/** As large as there is room, at the right end of it. */
export function logoDrawing({ href, ratio }: Logo, widest: number) {
  const width = Math.min(highest * ratio, widest);
  const height = width / ratio;
  const svg = `<image href="${href}" x="0" y="0" width="${tenth(width)}" height="${tenth(height)}" preserveAspectRatio="xMaxYMid meet"/>`;
  return { svg, width, height };
}

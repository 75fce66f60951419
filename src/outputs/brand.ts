import type { Accent } from './accent.js';

/** What an operator has put beside the program so that it looks like theirs. */
export interface Brand {
  readonly logo: Logo | null;
  /** Null for the colour of the program. */
  readonly accent: Accent | null;
  /** Who publishes the site, in Markdown; null for nothing. */
  readonly about: string | null;
}

export interface Logo {
  readonly bytes: Buffer;
  readonly kind: 'svg' | 'png';
  /** Width through height; null if the file does not say. */
  readonly ratio: number | null;
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/** A picture by what is in it, whatever its name says; null if it is neither SVG nor PNG. */
export function logoIn(bytes: Buffer): Logo | null {
  if (bytes.subarray(0, 8).equals(pngSignature) && bytes.length > 24) {
    return { bytes, kind: 'png', ratio: ratioOf(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) };
  }
  const beginning =
    /^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b([^>]*)>/.exec(
      bytes.toString('utf8'),
    );
  if (!beginning) return null;
  return { bytes, kind: 'svg', ratio: ratioOfSvg(beginning[1] as string) };
}

function ratioOfSvg(attributes: string): number | null {
  const [, box] = /\bviewBox\s*=\s*["']([^"']*)/.exec(attributes) ?? [];
  const [, , width, height] = (box ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const sides = ['width', 'height'].map((side) =>
    Number(new RegExp(`\\b${side}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(attributes)?.[1]),
  );
  return ratioOf(width, height) ?? ratioOf(sides[0], sides[1]);
}

function ratioOf(width = 0, height = 0): number | null {
  const ratio = width / height;
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}

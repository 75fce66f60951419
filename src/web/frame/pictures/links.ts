import type { Link, PictureLinks } from '../layout.js';
import { withQuery } from '../paths.js';

type Entries = readonly (readonly [string, string])[];

const sizes = [
  { label: 'PNG, 1,200 pixels wide', ending: 'png', size: [] },
  { label: 'PNG, 2,400 pixels wide', ending: 'png', size: [['width', '2400']] },
  { label: 'PNG, 600 pixels wide', ending: 'png', size: [['width', '600']] },
  { label: 'PNG, 1,200 × 630, for posts', ending: 'png', size: [['card', '1']] },
  { label: 'SVG, for any size and every script', ending: 'svg', size: [] },
] as const;

/** A part of a page that has a picture of its own: how it is called, and by which parameter it is asked for. */
export interface PicturePart {
  readonly label: string;
  readonly entry: readonly [string, string];
}

/** The picture of a page in all sizes, and of its parts; `path` without its ending. */
export function pictureLinks(
  path: string,
  query: Entries,
  alt: string,
  parts: readonly PicturePart[] = [],
): PictureLinks {
  return {
    card: withQuery(`${path}.png`, [...query, ['card', '1']]),
    alt,
    offered: sizes.map(({ label, ending, size }) => ({
      label,
      url: withQuery(`${path}.${ending}`, [...query, ...size]),
    })),
    parts: parts.map(
      ({ label, entry }): Link => ({ label, url: withQuery(`${path}.png`, [...query, entry]) }),
    ),
  };
}

import type { Link, PictureLinks } from '../layout.js';
import { withQuery } from '../paths.js';

type Entries = readonly (readonly [string, string])[];

const widest = '2400';
const sizes = [
  { label: 'PNG, 1,200 pixels wide', ending: 'png', size: [] },
  { label: 'PNG, 2,400 pixels wide', ending: 'png', size: [['width', widest]] },
  { label: 'PNG, 600 pixels wide', ending: 'png', size: [['width', '600']] },
  { label: 'PNG, 1,200 × 630, for posts', ending: 'png', size: [['card', '1']] },
  { label: 'SVG, for any size', ending: 'svg', size: [] },
] as const;

/** A part of a page that has a picture of its own: how it is called, and by which parameter it is asked for. */
export interface PicturePart {
  readonly label: string;
  readonly entry: readonly [string, string];
}

/** What a page has besides its picture. */
interface Besides {
  readonly parts?: readonly PicturePart[];
  /** True of one that may be too long for the widest PNG: its parts, and the SVG, can be had in any size. */
  readonly isLong?: boolean;
}

/** The picture of a page in all sizes, and of its parts; `path` without its ending. */
export function pictureLinks(
  path: string,
  query: Entries,
  alt: string,
  { parts = [], isLong = false }: Besides = {},
): PictureLinks {
  const offered = sizes.filter(({ size }) => !isLong || size[0]?.[1] !== widest);
  return {
    card: withQuery(`${path}.png`, [...query, ['card', '1']]),
    alt,
    offered: offered.map(({ label, ending, size }) => ({
      label,
      url: withQuery(`${path}.${ending}`, [...query, ...size]),
    })),
    parts: parts.map(
      ({ label, entry }): Link => ({ label, url: withQuery(`${path}.png`, [...query, entry]) }),
    ),
  };
}

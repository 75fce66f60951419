import { codeOf, type Position, positions } from '../../../domain/log/position.js';

/** A sign as drawn: which shape, and how many side by side. views/frame/sign-shapes.ejs holds the shapes. */
export interface SignView {
  readonly shape: string;
  /** The left edges of the shapes, each 10 units wide. */
  readonly offsets: readonly number[];
  readonly width: number;
}

const drawn: Readonly<Record<Position, readonly [string, number]>> = {
  insists: ['up', 3],
  demands: ['up', 2],
  agreed: ['check', 1],
  favours: ['up', 1],
  conditional: ['diamond', 1],
  neutral: ['disc', 1],
  withdrawn: ['ring', 1],
  reluctant: ['down', 1],
  rejects: ['down', 2],
  rejects_red_line: ['down', 3],
  contradictory: ['swap', 1],
  no_stated_position: ['dash', 1],
  not_applicable: ['dot', 1],
};

const signs = new Map(positions.map(({ value }) => [value, signOf(...drawn[value])]));

/** The sign of a position (docs/rules.md, "Positions"), drawn so that it does not depend on a reader's fonts. */
export function signView(position: Position): SignView {
  return signs.get(position) as SignView;
}

function signOf(shape: string, count: number): SignView {
  return { shape, offsets: Array.from({ length: count }, (_, index) => index * 10), width: count * 10 };
}

/** The name of the tint behind a position: `for-3` … `for-1`, `middle`, `against-1` … `against-3`, `uncoded`. */
export function toneOf(position: Position): string {
  const code = codeOf(position);
  if (position === 'agreed') return 'agreed';
  if (code === null) return position === 'contradictory' ? 'middle' : 'uncoded';
  if (code === 0) return 'middle';
  return code > 0 ? `for-${code}` : `against-${-code}`;
}

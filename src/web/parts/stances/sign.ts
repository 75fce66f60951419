import { type Position, positions } from '../../../domain/log/position.js';

/** A sign as drawn: which shape of views/frame/sign-shapes.ejs, and how wide that is. */
export interface SignView {
  readonly shape: string;
  readonly width: number;
}

/** The shape of each position, and of how many parts, each 10 units wide, it is made. */
const drawn: Readonly<Record<Position, readonly [shape: string, parts: number]>> = {
  insists: ['up-3', 3],
  demands: ['up-2', 2],
  agreed: ['check', 1],
  favours: ['up', 1],
  accepts: ['up-open', 1],
  conditional: ['diamond', 1],
  neutral: ['disc', 1],
  withdrawn: ['ring', 1],
  reluctant: ['down', 1],
  rejects: ['down-2', 2],
  rejects_red_line: ['down-3', 3],
  contradictory: ['swap', 1],
  no_stated_position: ['dash', 1],
  not_applicable: ['dot', 1],
};

const signs = new Map(
  positions.map(({ value }) => {
    const [shape, parts] = drawn[value];
    return [value, Object.freeze({ shape, width: parts * 10 })];
  }),
);

/** The sign of a position (docs/rules.md, "Positions"), drawn so that it does not depend on a reader's fonts. */
export function signView(position: Position): SignView {
  return signs.get(position) as SignView;
}

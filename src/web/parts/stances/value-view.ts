import { attributions, type Edge, edgeOf, edges, edgeWords } from '../../../domain/attribution.js';
import { nothings } from '../../../domain/cells/cell.js';
import type { StanceCore } from '../../../domain/log/entry.js';
import { positions } from '../../../domain/log/position.js';
import { toneOf } from '../../../outputs/tone.js';
import { type SignView, signView } from './sign.js';

/** A value as every page draws it: its sign and its word on its tint, with an edge that says how it is known. */
export interface ValueView {
  readonly label: string;
  /** Null for what no record sets. */
  readonly sign: SignView | null;
  /** Its tint and its edge. */
  readonly looks: string;
  /** Null for what no record sets, and for a finding. */
  readonly edge: Edge | null;
  /** What the edge says, for whom it is not drawn; null on the record, which is what is meant where nothing is said. */
  readonly known: string | null;
}

type Valued = Pick<StanceCore, 'position' | 'attribution'>;

const views = new Map(
  positions.flatMap(({ value: position }) =>
    [null, ...attributions.map(({ value }) => value)].map((attribution) => [
      `${position} ${attribution}`,
      viewOf({ position, attribution }),
    ]),
  ),
);

const viewsOfNothings = new Map<string, ValueView>(
  nothings.map(({ value, label }) => [value, unsetView(label)]),
);

export function valueView({ position, attribution }: Valued): ValueView {
  return views.get(`${position} ${attribution}`) as ValueView;
}

/** Of a cell without a position: which nothing it is. */
export function nothingView(nothing: string): ValueView {
  return viewsOfNothings.get(nothing) as ValueView;
}

/** Words in the place of a value. */
export function unsetView(label: string): ValueView {
  return { label, sign: null, looks: 'tone-nothing', edge: null, known: null };
}

/** The key of the edges; empty where all that is shown is on the record. */
export function edgeKey(values: readonly Pick<ValueView, 'edge'>[]): readonly EdgeKey[] {
  return values.some(({ edge }) => edge !== null && edge !== 'record') ? edges : [];
}

/** A line of it. */
export interface EdgeKey {
  readonly value: Edge;
  readonly words: string;
}

function viewOf({ position, attribution }: Valued): ValueView {
  const edge = attribution === null ? null : edgeOf(attribution);
  const tone = `tone-${toneOf(position)}`;
  return {
    label: positions.find(({ value }) => value === position)?.label as string,
    sign: signView(position),
    looks: edge === null ? tone : `${tone} by-${edge}`,
    edge,
    known: edge === null || edge === 'record' ? null : edgeWords(edge),
  };
}

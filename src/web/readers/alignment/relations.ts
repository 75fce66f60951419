import { type Comparison, comparisons } from '../../../domain/cells/comparison.js';
import type { SignView } from '../../parts/stances/sign.js';

/** How a relation of two parties is written and drawn: “On opposite sides”, with the signs of both sides. */
export interface RelationView {
  readonly value: Comparison;
  readonly label: string;
  readonly signs: readonly SignView[];
}

const shapes: Readonly<Record<Comparison, readonly string[]>> = {
  both_for: ['up'],
  both_against: ['down'],
  open: ['diamond'],
  off_the_table: ['ring'],
  opposite_sides: ['up', 'down'],
  not_known: ['dash'],
};

/** In the order of the bars: what divides stands last of what is known. */
export const relationViews = (Object.keys(shapes) as Comparison[]).map((value): RelationView => {
  const label = comparisons.find((each) => each.value === value)?.label as string;
  return { value, label, signs: shapes[value].map((shape) => ({ shape, width: 10 })) };
});

export const knownRelations = relationViews.filter(({ value }) => value !== 'not_known');

export function relationView(value: Comparison): RelationView {
  return relationViews.find((each) => each.value === value) as RelationView;
}

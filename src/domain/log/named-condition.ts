import type { FieldProblem } from '../errors.js';
import type { DemandId } from '../identifiers.js';
import { isolating } from '../isolation.js';
import type { Demand, Negotiation } from '../structure/negotiation.js';
import type { StanceValues } from './stance-fields.js';

/** Conditions that are other demands, each to be agreed or dropped first: by the ends of their addresses. */
export type NamedConditions = Pick<StanceValues, 'agreedFirst' | 'droppedFirst'>;

export const conditionKinds = ['agreedFirst', 'droppedFirst'] as const;

/** The words of a list: `crimea nato-renunciation`. */
export function slugsIn(list: string | null): string[] {
  return (list ?? '').split(/\s+/).filter((slug) => slug !== '');
}

/** The demand that has a slug or once had it, since what is stored is never rewritten; undefined if none. */
export function demandBySlug({ demands }: Pick<Negotiation, 'demands'>, slug: string): Demand | undefined {
  return demands.find((demand) => demand.slug === slug || demand.formerSlugs.includes(slug));
}

/** What is wrong with them (docs/rules.md, "What a stance needs"); null if nothing. */
export function namedConditionsProblem(
  stance: NamedConditions & Pick<StanceValues, 'position' | 'demand'>,
  negotiation: Pick<Negotiation, 'demands'>,
): FieldProblem | null {
  const isOpen = stance.position === 'conditional' || stance.position === 'accepts';
  const seen = new Set<DemandId>();
  for (const field of conditionKinds)
    for (const slug of slugsIn(stance[field])) {
      const demand = demandBySlug(negotiation, slug);
      if (!isOpen) return { field, message: onlyOpen };
      if (!demand) return { field, message: isolating`There is no demand “${slug}” here. ${howToName}` };
      if (demand.id === stance.demand) return { field, message: ofItself };
      if (seen.has(demand.id)) return { field, message: isolating`“${slug}” is named twice. Name it once.` };
      seen.add(demand.id);
    }
  return null;
}

const onlyOpen =
  'Only “Open, with conditions” and “Would accept” wait for other demands. Choose one of them, or empty this field.';
const howToName =
  'Write the end of the address of a demand’s page, such as crimea; several with spaces between.';
const ofItself = 'A position on a demand cannot wait for this demand itself. Name another one.';

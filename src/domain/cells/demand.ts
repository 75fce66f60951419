import { codeOf, type Position } from '../log/position.js';

/** The state of a demand, derived from its cells (docs/rules.md, "Demand state"). */
export type DemandState = 'open' | 'agreed' | 'withdrawn';

export const demandStates = [
  { value: 'open', label: 'Open' },
  { value: 'agreed', label: 'Agreed' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const satisfies readonly { value: DemandState; label: string }[];

/** One position for each raiser and addressee; null where its cell is empty. */
export function demandState(
  raisers: readonly (Position | null)[],
  addressees: readonly (Position | null)[],
): DemandState {
  const involved = [...raisers, ...addressees];
  if (involved.length > 0 && involved.every((position) => position === 'agreed')) return 'agreed';
  const haveDropped = raisers.some((position) => position === 'withdrawn');
  const stillAsk = raisers.some((position) => position !== null && (codeOf(position) ?? 0) > 0);
  const unknown = raisers.some((position) => position === null || codeOf(position) === null);
  return haveDropped && !stillAsk && !unknown ? 'withdrawn' : 'open';
}

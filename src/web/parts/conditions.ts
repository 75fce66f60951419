import type { ConditionState } from '../../domain/cells/condition-state.js';
import { demandStates } from '../../domain/cells/demand.js';
import { isolating, listed } from '../../domain/isolation.js';
import { outcomes } from '../../domain/structure/outcome.js';

/** ““Russia receives the whole Donbas” agreed first — not met (open)”, all in one text; null without any. */
export function conditionsText(conditions: readonly ConditionState[]): string | null {
  const texts = conditions.map(({ demand, first, state, outcome, isMet, successors }) => {
    const scale = [...demandStates, ...outcomes];
    const stand = scale.find(({ value }) => value === (outcome ?? state))?.label.toLowerCase() ?? '';
    const met = `${first} first — ${isMet ? 'met' : 'not met'} (${stand})`;
    const text = isolating`“${demand.proposition}” ${met}`;
    const names = listed(successors.map(({ proposition }) => `“${proposition}”`));
    return names === '' ? text : `${text}, replaced by ${names}`;
  });
  return texts.join('; ') || null;
}

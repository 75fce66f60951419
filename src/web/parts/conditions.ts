import type { ConditionState } from '../../domain/cells/condition-state.js';
import { demandStates } from '../../domain/cells/demand.js';
import { isolating, listed } from '../../domain/isolation.js';
import { outcomes } from '../../domain/structure/outcome.js';

/** ““Russia receives the whole Donbas” agreed first — not met (open)”, all in one text; null without any. */
export function conditionsText(conditions: readonly ConditionState[]): string | null {
  const texts = conditions.map((condition) => {
    const { demand, first, successors } = condition;
    const met = `${first} first — ${metWords(condition)}`;
    const text = isolating`“${demand.proposition}” ${met}`;
    const names = listed(successors.map(({ proposition }) => `“${proposition}”`));
    return names === '' ? text : `${text}, replaced by ${names}`;
  });
  return texts.join('; ') || null;
}

/** “not met (open)”. */
export function metWords(condition: ConditionState): string {
  return `${condition.isMet ? 'met' : 'not met'} (${stateWords(condition)})`;
}

/** “open”: what has become of the demand for which a position waits. */
export function stateWords({ state, outcome }: ConditionState): string {
  const scale = [...demandStates, ...outcomes];
  return scale.find(({ value }) => value === (outcome ?? state))?.label.toLowerCase() ?? '';
}

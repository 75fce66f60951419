import type { Sequence } from '../identifiers.js';
import type { NamedConditions } from '../log/named-condition.js';
import { codeOf, type Position } from '../log/position.js';
import type { Party } from '../structure/negotiation.js';
import type { ConditionState } from './condition-state.js';
import type { StandMark } from './stand-mark.js';
import type { StandRow } from './stand-row.js';

/** The conditions of a stance: in words, and as demands that are to be agreed or dropped first. */
export interface StanceTerms extends NamedConditions {
  readonly conditions: string | null;
}

/** What a party waits for before a demand can be agreed. */
export interface Waiting {
  readonly party: Party;
  /** In the words of its stance; null if it says only which demands. */
  readonly conditions: string | null;
  /** The demands that it names, those that are not met. */
  readonly unmet: readonly ConditionState[];
}

/** The stances whose conditions a demand may wait for: of those between whom its gap is, while it is not agreed. */
export function waitingMarks({ gap, columns }: Pick<StandRow, 'gap' | 'columns'>): StandMark[] {
  if (gap === null || gap.gap === 'agreed') return [];
  return columns
    .flat()
    .filter(({ isAmong, position }) => isAmong && (saysYesOrMay(position) || (codeOf(position) ?? 0) < 0));
}

function saysYesOrMay(position: Position): boolean {
  return position === 'conditional' || position === 'accepts';
}

/** `terms` are those of the stances that set the cells, by their numbers; `statesOf` is a `conditionReader`. */
export function waitingOf(
  row: Pick<StandRow, 'gap' | 'columns'>,
  terms: ReadonlyMap<Sequence, StanceTerms>,
  statesOf: (stance: NamedConditions) => readonly ConditionState[],
): Waiting[] {
  return waitingMarks(row).flatMap(({ party, setting }) => {
    const own = terms.get(setting.version);
    if (!own) return [];
    const unmet = statesOf(own).filter(({ isMet }) => !isMet);
    return own.conditions === null && unmet.length === 0
      ? []
      : [{ party, conditions: own.conditions, unmet }];
  });
}

import { attributions } from '../../domain/attribution.js';
import { demandStates } from '../../domain/cells/demand.js';
import { outcomes } from '../../domain/structure/outcome.js';
import type { ConditionState } from '../../domain/cells/condition-state.js';
import type { RecordAt } from '../../domain/cells/cell.js';
import type { HoldingUp } from '../../domain/cells/holding-up.js';
import { positionScale } from '../../domain/log/position.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import { columnsOf, namedAll, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** For what a condition waits. */
const kinds = [
  { value: 'agreed_first', label: 'To be agreed first' },
  { value: 'dropped_first', label: 'To be dropped first' },
  { value: 'in_words', label: 'In words only' },
];

/** One condition of a position. */
export interface ConditionRow extends TableClocks {
  readonly party: Party;
  readonly demand: Demand;
  readonly setting: RecordAt;
  /** Null for a position whose conditions are words only. */
  readonly condition: ConditionState | null;
  readonly isNeeded: boolean;
  /** The numbers of the circles in which the condition is. */
  readonly circles: readonly number[];
  readonly words: string | null;
  /** Whose positions keep the condition from being met. */
  readonly holding: HoldingUp | null;
}

export const conditionColumns = columnsOf<ConditionRow>({
  party_slug: ['code', 'The address of the party that has the condition', ({ party }) => party.slug],
  party: ['text', 'Its name', ({ party }) => party.name],
  demand_slug: ['code', 'The address of the demand that waits', ({ demand }) => demand.slug],
  demand: ['text', 'Its proposition', ({ demand }) => demand.proposition],
  topic_slug: ['code', 'The topic’s address', ({ demand }) => demand.topic.slug],
  topic: ['text', 'The topic’s name', ({ demand }) => demand.topic.name],
  position: ['code', 'The party’s position on it', ({ setting }) => setting.stance.position],
  position_label: [
    'text',
    'The same for people',
    ({ setting }) => positionScale(setting.stance.position).label,
  ],
  kind: scaled(
    '“agreed_first” or “dropped_first” for another demand, “in_words” where the stance has words only',
    kinds,
    ({ condition }) => (condition === null ? 'in_words' : `${condition.first}_first`),
  ),
  condition_demand_slug: [
    'code',
    'The address of the demand for which it waits',
    ({ condition }) => condition?.demand.slug ?? null,
  ],
  condition_demand: ['text', 'Its proposition', ({ condition }) => condition?.demand.proposition ?? null],
  condition_state: scaled(
    'What has become of that demand: its outcome, else where its parties stand',
    [...demandStates, ...outcomes],
    ({ condition }) => condition && (condition.outcome ?? condition.state),
  ),
  is_met: [
    'number',
    '1 if the condition is met, else 0; empty for words',
    ({ condition }) => condition && Number(condition.isMet),
  ],
  replaced_by: namedAll(
    'The demands that have replaced that one',
    ({ condition }) => condition?.successors ?? null,
  ),
  is_needed: [
    'number',
    '1 if the waiting demand needs the party, so that the demand itself waits, else 0',
    ({ isNeeded }) => Number(isNeeded),
  ],
  circles: [
    'code',
    'The circles of demands that wait for one another in which the condition is, as numbers of this file',
    ({ circles }) => circles.join(' ') || null,
  ],
  conditions: ['text', 'The conditions of the stance in words', ({ words }) => words],
  attribution: scaled('How the position is known', attributions, ({ setting }) => setting.stance.attribution),
  effective_date: ['date', 'When it was taken, as given', ({ setting }) => setting.stance.date],
  stance_id: [
    'number',
    'The stance: the number of the entry that carries it',
    ({ setting }) => setting.version,
  ],
  ...clockColumns(),
  held_up_by: namedAll(
    'The parties that keep the condition from being met: those that are not for a demand that is to be agreed first and needs them, or that still ask for one that is to be dropped',
    ({ holding }) => holding && partiesOf(holding.heldUpBy),
  ),
  not_yet_agreed_by: namedAll(
    'The parties that are for a demand that is to be agreed first and needs them, but have not agreed to it',
    ({ holding }) => holding && partiesOf(holding.notYetAgreed),
  ),
});

function partiesOf(standing: HoldingUp['heldUpBy']): Party[] {
  return standing.map(({ party }) => party);
}

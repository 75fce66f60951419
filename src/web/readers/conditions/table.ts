import { holdingUp } from '../../../domain/cells/holding-up.js';
import { partiesNeeded } from '../../../domain/structure/demand-terms.js';
import { conditionColumns, type ConditionRow } from '../../../outputs/tables/condition-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable } from '../../parts/tables.js';
import {
  type ConditionsAsked,
  conditionsAsked,
  conditionsNames,
  repeatableConditionsNames,
} from './asked.js';

/** Every condition of every position. */
export const conditionsTable: NegotiationTable = {
  once: conditionsNames,
  repeatable: repeatableConditionsNames,
  load: async (place) => {
    const { services, request, reading } = place;
    const asked = await conditionsAsked(services, request, reading);
    const { negotiation, log, clocks } = reading;
    const { slug } = negotiation;
    const clocksOf = clocksIn(place);
    const circlesOf = circleNumbers(asked);
    const rows = asked.positions.flatMap(({ waits, ...position }): ConditionRow[] => {
      const { party, demand } = position;
      const common = {
        ...position,
        isNeeded: partiesNeeded(negotiation, demand).includes(party),
        ...clocksOf(paths.position(slug, party.slug, demand.slug)),
      };
      if (waits.length === 0) return [{ ...common, condition: null, circles: [], holding: null }];
      return waits.map((wait) => ({
        ...common,
        condition: wait.condition,
        circles: circlesOf.get(wait) ?? [],
        holding: holdingUp(wait.condition, negotiation, log, clocks),
      }));
    });
    return tableOf(conditionColumns, [rows]);
  },
};

/** By condition: the circles in which it is, numbered from 1. */
function circleNumbers({ circles }: ConditionsAsked): ReadonlyMap<object, number[]> {
  const found = new Map<object, number[]>();
  for (const [index, circle] of circles.entries())
    for (const wait of circle.flatMap(({ waits }) => waits))
      found.set(wait, [...(found.get(wait) ?? []), index + 1]);
  return found;
}

import type { Cell } from '../../src/domain/cells/cell.js';
import { isContested } from '../../src/domain/cells/contested.js';
import type { ModelCell } from './model.js';

const emptySummary = {
  setting: null,
  since: null,
  sinceInClass: null,
  days: [],
  movement: null,
  isContested: false,
};

/** What the model says of a cell, of one that the rules have found. */
export function cellSummary(cell: Cell): ModelCell {
  const beside = cell.beside.map(({ record }) => record);
  const lastChecked = cell.lastChecked?.record ?? null;
  if (!cell.isSet)
    return {
      ...{ ...emptySummary, value: cell.nothing, beside, lastChecked },
      ...(cell.denied && { denied: cell.denied.record }),
    };
  const { setting, since, movement } = cell;
  return {
    isContested: isContested(cell),
    value: setting.stance.position,
    setting: setting.record,
    since: since.record,
    sinceInClass: cell.sinceInClass?.record ?? null,
    days: [setting.stance.day, since.stance.day],
    movement,
    beside,
    lastChecked,
  };
}

import { type CellChange, lastReaffirmed } from '../../domain/cells/changes.js';
import type { Cell } from '../../domain/cells/cell.js';
import { attributions } from '../../domain/attribution.js';
import { movements } from '../../domain/cells/movement.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import type { Day } from '../../domain/when.js';
import { columnsOf, namedAll, scaled } from './definitions.js';
import { jsonText } from './json.js';
import { cellValue, cellValues } from './matrix-csv.js';
import { cellColumns } from './structure-columns.js';

/** One line of `changes.csv`. */
export interface ChangeRow {
  readonly party: Party;
  readonly demand: Demand;
  readonly change: CellChange;
  /** The parties towards which it moved while they did not, and those with which both moved. */
  readonly towards: readonly Party[];
  readonly bothMoved: readonly Party[];
  /** True of a position that was reaffirmed on other conditions. */
  readonly isOnOtherConditions: boolean;
  readonly permalink: string;
  readonly from: Day;
  readonly to: Day;
  readonly knownAt: string;
}

export const changesColumns = columnsOf<ChangeRow>({
  ...cellColumns<ChangeRow>(),
  before: scaled('The position at the end of the first day, or which nothing', cellValues, (row) =>
    cellValue(row.change.before),
  ),
  after: scaled('The position at the end of the last day', cellValues, (row) => cellValue(row.change.after)),
  movement: scaled(
    'The newest movement between the two, or reaffirmed if there was none; empty for a finding',
    movements,
    (row) => row.change.movement,
  ),
  attribution_before: scaled('How the earlier position is known', attributions, (row) =>
    attributionOf(row.change.before),
  ),
  attribution_after: scaled('How the later position is known', attributions, (row) =>
    attributionOf(row.change.after),
  ),
  effective_date: ['date', 'When this movement was made, as given', ({ change }) => change.moved.stance.date],
  stance_id: ['number', 'The stance that made it', ({ change }) => change.moved.version],
  permalink: ['address', 'The cell at the end of the period', ({ permalink }) => permalink],
  from: ['date', 'The first day', ({ from }) => from],
  to: ['date', 'The last day', ({ to }) => to],
  known_at: ['instant', 'The instant up to which the log was known', ({ knownAt }) => knownAt],
  moved_towards: namedAll(
    'The parties to which its stated position is nearer while theirs is the same',
    ({ towards }) => towards,
  ),
  both_moved: namedAll(
    'The parties to which its stated position is nearer as both moved',
    ({ bothMoved }) => bothMoved,
  ),
  last_reaffirmed_date: [
    'date',
    'When the later position was last said again since that movement, as given',
    ({ change }) => lastReaffirmed(change)?.stance.date ?? null,
  ],
  steps: [
    'text',
    'Every movement between the two, oldest first, and what only changed the class of evidence: a JSON list of objects with date, before, after, movement, attribution, stance_id',
    stepsOf,
  ],
  has_other_conditions: [
    'number',
    '1 if the position was reaffirmed on other conditions than before, 0 if on the same; empty where it moved',
    ({ change, isOnOtherConditions }) =>
      change.movement === 'reaffirmed' ? Number(isOnOtherConditions) : null,
  ],
});

function attributionOf(cell: Cell): string | null {
  return cell.isSet ? cell.setting.stance.attribution : null;
}

function stepsOf({ change }: ChangeRow): string {
  return jsonText(
    change.steps.newest().map(({ record, from, movement }) => ({
      date: record.stance.date,
      before: from?.stance.position ?? null,
      after: record.stance.position,
      movement,
      attribution: record.stance.attribution,
      stance_id: record.version,
    })),
  );
}

import { type CellChange, lastReaffirmed } from '../../domain/cells/changes.js';
import type { Cell } from '../../domain/cells/cell.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import type { Day } from '../../domain/when.js';
import type { Column } from './csv.js';
import { jsonText } from './json.js';
import { cellValue } from './matrix-csv.js';
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

type Definition = readonly [Column<ChangeRow>['kind'], string, Column<ChangeRow>['value']];

const definitions: Readonly<Record<string, Definition>> = {
  ...cellColumns<ChangeRow>(),
  before: [
    'code',
    'The position at the end of the first day, or which nothing',
    (row) => cellValue(row.change.before),
  ],
  after: ['code', 'The position at the end of the last day', (row) => cellValue(row.change.after)],
  movement: [
    'code',
    'The newest movement between the two, or reaffirmed if there was none; empty for a finding',
    (row) => row.change.movement,
  ],
  attribution_before: [
    'code',
    'How the earlier position is known',
    (row) => attributionOf(row.change.before),
  ],
  attribution_after: ['code', 'How the later position is known', (row) => attributionOf(row.change.after)],
  effective_date: ['date', 'When this movement was made, as given', ({ change }) => change.moved.stance.date],
  stance_id: ['number', 'The stance that made it', ({ change }) => change.moved.version],
  permalink: ['address', 'The cell at the end of the period', ({ permalink }) => permalink],
  from: ['date', 'The first day', ({ from }) => from],
  to: ['date', 'The last day', ({ to }) => to],
  known_at: ['instant', 'The instant up to which the log was known', ({ knownAt }) => knownAt],
  moved_towards: [
    'code',
    'The parties to which its stated position is nearer while theirs is the same',
    ({ towards }) => slugsOf(towards),
  ],
  both_moved: [
    'code',
    'The parties to which its stated position is nearer as both moved',
    ({ bothMoved }) => slugsOf(bothMoved),
  ],
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
};

export const changesColumns: readonly Column<ChangeRow>[] = Object.entries(definitions).map(
  ([name, [kind, description, value]]) => ({ name, kind, description, value }),
);

function slugsOf(parties: readonly Party[]): string | null {
  return parties.map(({ slug }) => slug).join(' ') || null;
}

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

import { type Cell, type Clocks, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import type { NegotiationLog } from './negotiation-log.js';
import { isFinding, type Position } from '../log/position.js';
import { type Gap, gapBetween } from './gap.js';
import type { Day } from '../when.js';

/** A position and the day from which it held. */
export interface CoursePoint {
  readonly day: Day;
  readonly position: Position;
}

/** A cell's positions one after another, each with the day it began; of several on one day, the last. */
export function courseOf(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
): CoursePoint[] {
  const records = log.cell(party, demand).settingRecords(clocks);
  const points: CoursePoint[] = [];
  for (const { stance } of records) {
    if (points.at(-1)?.day === stance.day) points.pop();
    points.push({ day: stance.day, position: stance.position });
  }
  return points;
}

/** One movement of one cell. */
export interface Moved {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly record: RecordAt;
  readonly movement: Movement;
  readonly evidenceChange: string | null;
}

/** Every movement of a cell up to the clocks, oldest first. */
export function movementsOf(log: NegotiationLog, party: PartyId, demand: DemandId, clocks: Clocks): Moved[] {
  const moved: Moved[] = [];
  let before: RecordAt | null = null;
  for (const record of log.cell(party, demand).settingRecords(clocks)) {
    const movement = movementBetween(before?.stance.position ?? null, record.stance.position);
    if (movement !== null) {
      const change = evidenceChange(before && classOfStance(before.stance), classOfStance(record.stance));
      moved.push({ party, demand, record, movement, evidenceChange: change });
    }
    before = record;
  }
  return moved;
}

/** A gap and the day from which it held. */
export interface GapPoint {
  readonly day: Day;
  readonly gap: Gap;
}

/** How the gap on a demand developed among the given parties: each gap with the day it began. */
export function gapCourse(
  log: NegotiationLog,
  demand: DemandId,
  parties: readonly PartyId[],
  clocks: Clocks,
): GapPoint[] {
  const days = new Set(
    parties.flatMap((party) => courseOf(log, party, demand, clocks).map(({ day }) => day)),
  );
  const points = [...days].sort().map((day) => {
    const cells = parties.map((party) => log.cellAt(party, demand, { ...clocks, asOf: day }));
    return { day, gap: gapBetween(cells.flatMap(positionIn)) };
  });
  return points.filter(({ gap }, index) => index === 0 || points[index - 1]?.gap !== gap);
}

function positionIn(cell: Cell): Position[] {
  return cell.isSet && !isFinding(cell.setting.stance.position) ? [cell.setting.stance.position] : [];
}

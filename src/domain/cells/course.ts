import { type Clocks, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { remembering } from './column.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Position } from '../log/position.js';
import { type Gap, gapBetween } from './gap.js';
import { type Day, dayOfNumber } from '../when.js';

/** A position and the day from which it held. */
export interface CoursePoint {
  readonly day: Day;
  readonly position: Position;
}

/** The courses of a demand have the same days. */
const days = remembering(dayOfNumber);

/** A cell's positions one after another, each with the day it began; of several on one day, the last. */
export function courseOf(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
): CoursePoint[] {
  const positions = log.cell(party, demand).settingPositions(clocks);
  const last = positions.filter(({ day }, index) => positions[index + 1]?.day !== day);
  return last.map(({ day, position }) => ({ day: days(day), position }));
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

/** How the gap on a demand developed among parties with these courses: each gap with the day it began. */
export function gapCourse(courses: readonly (readonly CoursePoint[])[]): GapPoint[] {
  const changes = new Map<Day, Map<number, Position>>();
  for (const [party, points] of courses.entries())
    for (const { day, position } of points)
      changes.set(day, (changes.get(day) ?? new Map()).set(party, position));
  const held = new Map<number, Position>();
  const gaps: GapPoint[] = [];
  for (const day of [...changes.keys()].sort()) {
    for (const [party, position] of changes.get(day) ?? []) held.set(party, position);
    const gap = gapBetween([...held.values()]);
    if (gaps.at(-1)?.gap !== gap) gaps.push({ day, gap });
  }
  return gaps;
}

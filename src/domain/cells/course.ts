import { type Clocks, type Contested, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { remembering } from './column.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import { clocksOn } from './past.js';
import type { NegotiationLog } from './negotiation-log.js';
import { codeOf, type Position } from '../log/position.js';
import { type FoundGap, gapBetween } from './gap.js';
import { type Day, dayOfNumber } from '../when.js';

/** A position and the day from which it held. */
export interface CoursePoint {
  readonly day: Day;
  readonly position: Position;
}

/** A position as it counts for the gap, and the day from which it did. */
export interface CountedPoint {
  readonly day: Day;
  readonly position: Position | null;
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
  return lastOfDays(log.cell(party, demand).settingPositions(clocksOn(demand, clocks)));
}

/** The same as it counts for the gap: null while the cell was contested or its position had no code. */
export function countedCourseOf(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
): CountedPoint[] {
  const points = lastOfDays(log.cell(party, demand).countedPositions(clocksOn(demand, clocks)));
  return points.map(({ day, position }) => {
    return { day, position: position !== null && codeOf(position) === null ? null : position };
  });
}

function lastOfDays<Value>(
  points: readonly { readonly day: number; readonly position: Value }[],
): { readonly day: Day; readonly position: Value }[] {
  const last = points.filter(({ day }, index) => points[index + 1]?.day !== day);
  return last.map(({ day, position }) => ({ day: days(day), position }));
}

/** A span of days in which a cell was contested: both its positions are printed and drawn. */
export interface Contest {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly from: Day;
  /** The first day on which it no longer was; null while it is. */
  readonly to: Day | null;
  /** Its two positions, read only where they are asked for: of a long record there are many. */
  readonly read: () => Contested;
}

/** The same with its days as numbers, by which many are compared in a fraction of the time. */
export interface NumberedContest extends Omit<Contest, 'from' | 'to'> {
  readonly from: number;
  readonly to: number | null;
}

export function contestOf({ party, demand, from, to, read }: NumberedContest): Contest {
  return { party, demand, from: days(from), to: to === null ? null : days(to), read };
}

export function numberedContestsIn(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
): NumberedContest[] {
  const spans = log.cell(party, demand).contests(clocksOn(demand, clocks));
  return spans.map(({ from, to, read }) => ({ party, demand, from, to, read }));
}

export function contestsIn(log: NegotiationLog, party: PartyId, demand: DemandId, clocks: Clocks): Contest[] {
  return numberedContestsIn(log, party, demand, clocks).map(contestOf);
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
export interface GapPoint extends Pick<FoundGap, 'gap' | 'isSoFar'> {
  readonly day: Day;
}

/** The course of a party that raised a demand, or that the demand needs. */
export interface CourseOfParty {
  readonly isRaiser: boolean;
  readonly isNeeded: boolean;
  readonly points: readonly CountedPoint[];
}

/** How the gap on a demand developed: each gap with the day it began. */
export function gapCourse(courses: readonly CourseOfParty[]): GapPoint[] {
  const changes = new Map<Day, Map<CourseOfParty, Position | null>>();
  for (const course of courses)
    for (const { day, position } of course.points)
      changes.set(day, (changes.get(day) ?? new Map()).set(course, position));
  const [raisers, needed] = [
    courses.filter(({ isRaiser }) => isRaiser),
    courses.filter(({ isNeeded }) => isNeeded),
  ];
  const held = new Map<CourseOfParty, Position | null>();
  const positionOf = (course: CourseOfParty) => held.get(course) ?? null;
  const points: GapPoint[] = [];
  for (const day of [...changes.keys()].sort()) {
    for (const [course, position] of changes.get(day) ?? []) held.set(course, position);
    const found = gapBetween({ raisers: raisers.map(positionOf), needed: needed.map(positionOf) });
    const { gap, isSoFar } = found;
    const last = points.at(-1);
    if (last?.gap !== gap || last.isSoFar !== isSoFar) points.push({ day, gap, isSoFar });
  }
  return points;
}

import type { EvidenceClass } from '../attribution.js';
import { type Clocks, type Contested, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { remembering } from './column.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import { clocksOn } from './past.js';
import type { NegotiationLog } from './negotiation-log.js';
import { codeOf, type Position } from '../log/position.js';
import {
  type CountedParty,
  type GapAmong,
  gapAmong,
  gapEvidence,
  gapRuleWords,
  gapWords,
} from './demand-summary.js';
import { type Day, dayOfNumber, type EdtfDate } from '../when.js';

/** A position and the day from which it held. */
export interface CoursePoint {
  readonly day: Day;
  readonly position: Position;
}

/** A position as it counts for the gap, and the day from which it did. */
export interface CountedPoint extends Pick<CountedParty, 'why' | 'isOnRecord'> {
  readonly day: Day;
  readonly position: Position | null;
  /** When the statement was made by which it changed, as given. */
  readonly date: () => EdtfDate;
}

/** The courses of a demand have the same days. */
const days = remembering(dayOfNumber);

/** A step of a course: a position that held from a day on, as it was dated, and how it was known. */
export interface CourseStep extends CoursePoint {
  readonly date: EdtfDate;
  readonly evidence: EvidenceClass | null;
  /** True if it was held already, and known in the same way. */
  readonly isReaffirmed: boolean;
}

/**
 * The positions that have set a cell, one after another; of those that say the same again only as many as are wanted, the
 * newest.
 */
export function courseOf(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
  mostReaffirmed = 0,
): CourseStep[] {
  const cell = log.cell(party, demand);
  const settings = cell.settingIndexes(clocksOn(demand, clocks));
  const steps: CourseStep[] = [];
  let left = mostReaffirmed;
  for (let place = settings.length - 1; place >= 0; place -= 1) {
    const [index, before] = [settings[place] as number, settings[place - 1]];
    const isReaffirmed = before !== undefined && cell.saysTheSame(index, before);
    if (isReaffirmed && left === 0) continue;
    if (isReaffirmed) left -= 1;
    const { day, date, position, evidence } = cell.sayingAt(index);
    steps.push({ day: days(day), date, position, evidence, isReaffirmed });
  }
  return steps.reverse();
}

/** The same as it counts for the gap: null while the cell was contested or its position had no code. */
export function countedCourseOf(
  log: NegotiationLog,
  party: PartyId,
  demand: DemandId,
  clocks: Clocks,
): CountedPoint[] {
  const cell = log.cell(party, demand);
  return ofLastOfDays(cell.countedPositions(clocksOn(demand, clocks))).map((point) => {
    const { position, isOnRecord } = point;
    const isUncoded = position !== null && codeOf(position) === null;
    return {
      day: days(point.day),
      position: isUncoded ? null : position,
      why: isUncoded ? 'contradictory' : 'contested',
      isOnRecord,
      date: () => cell.dateOf(point.row),
    };
  });
}

function ofLastOfDays<Point extends { readonly day: number }>(points: readonly Point[]): Point[] {
  return points.filter(({ day }, index) => points[index + 1]?.day !== day);
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

/** Oldest first. Their positions are kept by their rows, as they may be read after others had their turn. */
export function contestsIn(log: NegotiationLog, party: PartyId, demand: DemandId, clocks: Clocks): Contest[] {
  const cell = log.cell(party, demand);
  const contests: Contest[] = [];
  cell.eachContest(clocksOn(demand, clocks), (from, to, setting, contest) => {
    const [settingRow, contestRow] = [cell.rowAt(setting), cell.rowAt(contest)];
    const read = () => ({ setting: cell.readingOf(settingRow), contest: cell.readingOf(contestRow) });
    contests.push({ party, demand, from: days(from), to: to === null ? null : days(to), read });
  });
  return contests;
}

/** One movement of one cell. */
export interface Moved {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly record: RecordAt;
  /** The position that it left; null if there was none. */
  readonly from: Position | null;
  readonly movement: Movement;
  readonly evidenceChange: string | null;
}

/** Every movement of a cell up to the clocks, oldest first. */
export function movementsOf(log: NegotiationLog, party: PartyId, demand: DemandId, clocks: Clocks): Moved[] {
  const moved: Moved[] = [];
  let before: RecordAt | null = null;
  for (const record of log.cell(party, demand).settingRecords(clocks)) {
    const from = before?.stance.position ?? null;
    const movement = movementBetween(from, record.stance.position);
    if (movement !== null) {
      const change = evidenceChange(before && classOfStance(before.stance), classOfStance(record.stance));
      moved.push({ party, demand, record, from, movement, evidenceChange: change });
    }
    before = record;
  }
  return moved;
}

/** A gap and the day from which it held. */
export interface GapPoint extends GapAmong {
  readonly day: Day;
  /** The same as it was given: perhaps only a month. */
  readonly date: EdtfDate;
}

/** The course of a party that raised a demand, or that the demand needs. */
export interface CourseOfParty extends Pick<CountedParty, 'party'> {
  readonly isRaiser: boolean;
  readonly isNeeded: boolean;
  readonly points: readonly CountedPoint[];
}

/** How the gap on a demand developed: each gap, as it is told in words, with the day it began. */
export function gapCourse(courses: readonly CourseOfParty[]): GapPoint[] {
  const changes = new Map<Day, Map<CourseOfParty, CountedPoint>>();
  for (const course of courses)
    for (const point of course.points)
      changes.set(point.day, (changes.get(point.day) ?? new Map()).set(course, point));
  const [raisers, needed] = [
    courses.filter(({ isRaiser }) => isRaiser),
    courses.filter(({ isNeeded }) => isNeeded),
  ];
  const held = new Map<CourseOfParty, CountedPoint>();
  const heldBy = (course: CourseOfParty) => held.get(course) ?? notYet;
  const countedIn = (course: CourseOfParty): CountedParty => {
    const { position, why, isOnRecord } = heldBy(course);
    return { party: course.party, position, why, isOnRecord };
  };
  const points: GapPoint[] = [];
  let told = '';
  for (const day of [...changes.keys()].sort()) {
    const changed = changes.get(day) as Map<CourseOfParty, CountedPoint>;
    // Much only says again what was held: then the gap is told in the same words.
    const isSame = [...changed].every(([course, point]) => countsTheSame(point, heldBy(course)));
    for (const [course, point] of changed) held.set(course, point);
    if (isSame && told !== '') continue;
    const found = gapAmong(raisers.map(countedIn), needed.map(countedIn));
    const words = [gapWords(found), gapRuleWords(found), gapEvidence(found)].join('\n');
    if (words !== told) points.push({ day, date: dateOf(day, [...changed.values()]), ...found });
    told = words;
  }
  return points;
}

type Counted = Pick<CountedPoint, 'position' | 'why' | 'isOnRecord'>;

function countsTheSame(one: Counted, other: Counted): boolean {
  return one.position === other.position && one.why === other.why && one.isOnRecord === other.isOnRecord;
}

const notYet = { position: null, why: 'not_on_record', isOnRecord: false } as const;

/** The day itself if one of the statements names it. */
function dateOf(day: Day, points: readonly CountedPoint[]): EdtfDate {
  const dates = points.map(({ date }) => date());
  return dates.includes(day) ? day : (dates[0] as EdtfDate);
}

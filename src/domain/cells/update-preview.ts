import { evidenceClassLabel } from '../attribution.js';
import { type Cell, classOfStance, type Clocks, type MovementAt } from './cell.js';
import type { Sequence } from '../identifiers.js';
import type { Entry, StanceCore } from '../log/entry.js';
import { NegotiationLog } from './negotiation-log.js';
import { compareStances } from '../log/record.js';
import { type Day, longDate } from '../when.js';

/** A stance before publication, as far as the warnings look at it. */
export interface PreviewedStance extends StanceCore {
  readonly quote: string | null;
}

/** What publishing a stance will do to its cell, after those of the same update that are earlier in time. */
export interface StancePreview {
  readonly before: Cell;
  readonly after: Cell;
  /** Null where the stance does not set the cell or is a finding. */
  readonly moved: MovementAt | null;
  /** True if the stance sets its cell. */
  readonly sets: boolean;
  /** True if its demand was past by its day: then it is said afterwards, and sets nothing. */
  readonly isAfterwards: boolean;
  /** What an editor should look at again; a warning blocks nothing. */
  readonly warnings: readonly string[];
}

/**
 * What the stances of one update will do if they are published after the given entries.
 * @param entries every entry of the records of the cells that the stances touch, in the order of the log
 * @param past the demands that are past, each with its day
 */
export function previewOf(
  entries: readonly Entry[],
  stances: readonly PreviewedStance[],
  past: Clocks['past'] = new Map(),
): StancePreview[] {
  const log = new NegotiationLog(entries);
  const known = log.lastSequence;
  // One after the other in time: of two stances on one cell the later moves on from the earlier.
  const order = [...stances.keys()].sort((one, other) =>
    compareStances(stances[one] as StanceCore, stances[other] as StanceCore),
  );
  const reports = order.map((index, place): Entry => {
    const sequence = known + 1 + place;
    return { sequence, record: sequence, kind: 'report', stance: stances[index] as StanceCore };
  });
  log.extend(reports);
  const recordOf = (index: number) => known + 1 + order.indexOf(index);
  return stances.map((stance, index) => {
    const record = recordOf(index);
    const [earlier, later] = [clocksAt(record - 1, past), clocksAt(record, past)];
    const pastDay = past.get(stance.demand);
    const isAfterwards = pastDay !== undefined && stance.day > pastDay;
    const before = log.cellAt(stance.party, stance.demand, earlier);
    const after = log.cellAt(stance.party, stance.demand, later);
    const moved = isAfterwards ? null : log.cell(stance.party, stance.demand).movementOf(record, later);
    const sets = after.isSet && after.setting.record === record;
    const warnings =
      isAfterwards && pastDay
        ? [afterwards(pastDay), ...quoteWarnings(stance)]
        : warningsOf(stance, before, sets);
    return { before, after, moved, sets, isAfterwards, warnings };
  });
}

function clocksAt(known: Sequence, past: Clocks['past']): Clocks {
  return { asOf: null, known, evidence: 'default', ...(past && { past }) };
}

function afterwards(pastDay: Day): string {
  return `This demand is past since ${longDate(pastDay)}: it keeps its positions of that day, and readers see this as said afterwards.`;
}

function warningsOf(stance: PreviewedStance, before: Cell, sets: boolean): string[] {
  const standing = before.isSet ? before.setting.stance : null;
  const warnings: string[] = [];
  if (standing && standing.position === stance.position && sets && stance.attribution !== null)
    warnings.push('The same position as now: readers will see it as reaffirmed.');
  if (standing && stance.day < standing.day)
    warnings.push(
      `Older than what stands, which is of ${longDate(standing.date)}: it takes its place in the log.`,
    );
  const [own, theirs] = [classOfStance(stance), standing && classOfStance(standing)];
  if (own && theirs && strength[own] < strength[theirs])
    warnings.push(
      `${evidenceClassLabel(own)}, while what stands is ${evidenceClassLabel(theirs).toLowerCase()}: it stands beside it.`,
    );
  return [...warnings, ...quoteWarnings(stance)];
}

function quoteWarnings(stance: PreviewedStance): string[] {
  const isQuotable = stance.attribution !== null && classOfStance(stance) !== 'inferred';
  return isQuotable && stance.quote === null ? ['No quote: readers cannot compare the words.'] : [];
}

const strength = { inferred: 0, reported: 1, on_record: 2 } as const;

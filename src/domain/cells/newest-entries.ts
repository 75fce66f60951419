import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import type { EntryKind } from '../log/entry.js';
import type { EntryMark, NegotiationLog } from './negotiation-log.js';
import { fitsStance, type PositionFilter } from './position-filter.js';
import type { SequenceSet } from './sequence-set.js';

/** Which stances: those in the wanted cells that fit the filter. */
export interface WantedStances extends Pick<PositionFilter, 'positions' | 'attributions'> {
  readonly isAsked: (party: PartyId, demand: DemandId) => boolean;
}

/** One act, or all acts of a batch: at most some of their entries and records, newest first, and how many there are. */
export interface ActGroup {
  readonly batch: Sequence;
  readonly marks: readonly EntryMark[];
  readonly count: number;
  /** The last of the entries, further in the list than those shown. */
  readonly oldest: Sequence;
}

/** The most entries of a group that are shown. */
const mostInGroup = 100;

/** At most so many groups of what a log has, in its order: the entries of one batch follow one another. */
function groupsOf(log: NegotiationLog, marks: Iterable<EntryMark>, most: number): ActGroup[] {
  const groups: { batch: Sequence; marks: EntryMark[]; count: number; oldest: Sequence }[] = [];
  for (const mark of marks) {
    const batch = log.batchOf(mark.sequence);
    const group = groups.at(-1);
    if (group?.batch === batch) {
      group.count += 1;
      group.oldest = mark.sequence;
      if (group.marks.length < mostInGroup) group.marks.push(mark);
    } else {
      if (groups.length === most) break;
      groups.push({ batch, marks: [mark], count: 1, oldest: mark.sequence });
    }
  }
  return groups;
}

/**
 * The records acted on last, by a sequence number, newest first; those on which one act was the last, together. A record
 * counts if any of its versions is wanted, so that whoever read the first wording learns of its correction.
 */
export function recordsLastActedOn(
  log: NegotiationLog,
  known: Sequence,
  { isAsked, ...filter }: WantedStances,
  most: number,
): ActGroup[] {
  const wanted = log.recordsEver(known, isAsked, (position, attribution) =>
    fitsStance({ position, attribution }, filter),
  );
  return groupsOf(log, lastOnEach(log, known, wanted), most);
}

function* lastOnEach(log: NegotiationLog, known: Sequence, wanted: SequenceSet): Generator<EntryMark> {
  const found = new Set<Sequence>();
  if (wanted.size === 0) return;
  for (const mark of log.newestFirst(known)) {
    if (!wanted.has(mark.record) || found.has(mark.record)) continue;
    yield mark;
    if (found.add(mark.record).size === wanted.size) return;
  }
}

/** Which acts: of these kinds, on records of cells that are asked for, before one of them (null: none), at most `most`. */
export interface ActRange {
  readonly known: Sequence;
  readonly kinds: readonly EntryKind[];
  /** Null for every cell. */
  readonly isAsked: WantedStances['isAsked'] | null;
  readonly before: Sequence | null;
  readonly most: number;
}

/** The sequence numbers of acts on records, newest first. A record belongs to the cell of its first version. */
export function newestActs(log: NegotiationLog, range: ActRange): Sequence[] {
  const found: Sequence[] = [];
  for (const { sequence } of actsIn(log, range)) {
    if (found.length === range.most) break;
    found.push(sequence);
  }
  return found;
}

/** The same, the acts of one batch together. */
export function newestActGroups(log: NegotiationLog, range: ActRange): ActGroup[] {
  return groupsOf(log, actsIn(log, range), range.most);
}

function* actsIn(log: NegotiationLog, { known, kinds, isAsked, before }: ActRange): Generator<EntryMark> {
  const isMeant = ({ record }: EntryMark) => {
    if (isAsked === null) return true;
    const { party, demand } = log.firstCellOf(record);
    return isAsked(party, demand);
  };
  for (const mark of log.actsNewestFirst(Math.min(known, (before ?? known + 1) - 1)))
    if (kinds.includes(mark.kind) && isMeant(mark)) yield mark;
}

import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import type { EntryKind } from '../log/entry.js';
import type { NegotiationLog } from './negotiation-log.js';
import { fitsStance, type PositionFilter } from './position-filter.js';

/** Which stances: those in the wanted cells that fit the filter. */
export interface WantedStances extends Pick<PositionFilter, 'positions' | 'attributions'> {
  readonly isAsked: (party: PartyId, demand: DemandId) => boolean;
}

/**
 * The records acted on last, by a sequence number, newest first. A record counts if any of its versions is wanted, so
 * that whoever read the first wording learns of its correction.
 */
export function recordsLastActedOn(
  log: NegotiationLog,
  known: Sequence,
  { isAsked, ...filter }: WantedStances,
  most: number,
): Sequence[] {
  const wanted = log.recordsEver(known, isAsked, (position, attribution) =>
    fitsStance({ position, attribution }, filter),
  );
  const found = new Set<Sequence>();
  if (wanted.size === 0) return [];
  for (const { record } of log.newestFirst(known)) {
    if (wanted.has(record)) found.add(record);
    if (found.size === Math.min(most, wanted.size)) break;
  }
  return [...found];
}

/** Which acts: of these kinds, on records of one party (null: whichever), before one of them (null: none), at most `most`. */
export interface ActRange {
  readonly known: Sequence;
  readonly kinds: readonly EntryKind[];
  readonly party: PartyId | null;
  readonly before: Sequence | null;
  readonly most: number;
}

/** The sequence numbers of acts on records, newest first. A record belongs to the party of its first version. */
export function newestActs(log: NegotiationLog, { known, kinds, party, before, most }: ActRange): Sequence[] {
  const found: Sequence[] = [];
  for (const { sequence, kind, record } of log.actsNewestFirst(Math.min(known, (before ?? known + 1) - 1))) {
    if (found.length === most) break;
    if (kinds.includes(kind) && (party === null || log.firstPartyOf(record) === party)) found.push(sequence);
  }
  return found;
}

import type { Request } from 'express';
import { isolating } from '../../../domain/isolation.js';
import { type EntryKind, kindsThat } from '../../../domain/log/entry.js';
import type { ActRange } from '../../../domain/cells/newest-entries.js';
import { askedCells, isFiltered, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { topicOf } from '../../../domain/structure/briefing.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { badRequest } from '../../frame/http-errors.js';
import { type FilterName, positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { OwnAct } from '../../parts/own-act.js';
import { ownActs } from '../../parts/own-acts.js';

/** What a newspaper’s corrections column lists; clarifications and denials are shown only when asked for. */
export const correctionKinds = kindsThat(({ isListed }) => isListed === 'always');
/** Every kind of act that the page can show. */
export const listedKinds = [...correctionKinds, ...kindsThat(({ isListed }) => isListed === 'asked')];

/** The parts of the filter by which they are narrowed. */
export const correctionsFilterNames: readonly FilterName[] = ['party', 'topic'];
/** Asks for some kinds of acts; as often as wanted. */
export const kindName = 'kind';

export interface CorrectionsFilter {
  readonly kinds: readonly EntryKind[];
  readonly filter: PositionFilter;
}

export type CorrectionsRange = Pick<ActRange, 'known' | 'kinds' | 'isAsked'> &
  Pick<CorrectionsFilter, 'filter'>;

/** Which acts the address asks for; 400 with a sentence for unknown values. */
export function correctionsFilterOf(request: Request, negotiation: Negotiation): CorrectionsFilter {
  const parameters = request.query as unknown as URLSearchParams;
  const kinds = parameters.getAll(kindName) as EntryKind[];
  const unknown = kinds.find((kind) => !listedKinds.includes(kind));
  if (unknown !== undefined)
    throw badRequest(isolating`“${unknown}” is not a kind of act. Use ${listedKinds.join(', ')}.`);
  return {
    kinds: kinds.length > 0 ? kinds : correctionKinds,
    filter: positionFilterOf(request, negotiation),
  };
}

/** The same, as the log is asked for it. */
export function rangeOf(request: Request, { negotiation, clocks }: Reading): CorrectionsRange {
  const { kinds, filter } = correctionsFilterOf(request, negotiation);
  const isAsked = isFiltered(filter) ? askedCells(negotiation, filter) : null;
  return { known: clocks.known, kinds, isAsked, filter };
}

/** A correction of what was published by itself. */
export type OwnCorrection = OwnAct & { readonly kind: EntryKind };

/** Those in a range, newest first. What is about no party or no topic is not among those of one. */
export function ownCorrections(reading: Reading, { kinds, filter }: CorrectionsRange): OwnCorrection[] {
  const asked: readonly string[] = kinds;
  const { negotiation } = reading;
  const { parties } = negotiation;
  const partyOf = ({ party }: OwnAct) => parties.find(({ id }) => id === party)?.slug ?? '';
  return ownActs(reading).filter(
    (act): act is OwnCorrection =>
      asked.includes(act.kind) &&
      (filter.parties.length === 0 || filter.parties.includes(partyOf(act))) &&
      (filter.topics.length === 0 || filter.topics.includes(topicOf(act, negotiation)?.slug ?? '')),
  );
}

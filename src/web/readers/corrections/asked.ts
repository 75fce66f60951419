import type { Request } from 'express';
import { isolating } from '../../../domain/isolation.js';
import { type EntryKind, kindsThat } from '../../../domain/log/entry.js';
import type { ActRange } from '../../../domain/cells/newest-entries.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { badRequest } from '../../frame/http-errors.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { OwnAct } from '../../parts/own-act.js';
import { ownActs } from '../../parts/own-acts.js';

/** What a newspaper’s corrections column lists; clarifications and denials are shown only when asked for. */
export const correctionKinds = kindsThat(({ isListed }) => isListed === 'always');
/** Every kind of act that the page can show. */
export const listedKinds = [...correctionKinds, ...kindsThat(({ isListed }) => isListed === 'asked')];

export interface CorrectionsFilter {
  readonly kinds: readonly EntryKind[];
  /** A party's slug; null for all. */
  readonly party: string | null;
}

export type CorrectionsRange = Pick<ActRange, 'known' | 'kinds' | 'party'>;

/** Which acts the address asks for; 400 with a sentence for unknown values. */
export function correctionsFilterOf(request: Request, { parties }: Negotiation): CorrectionsFilter {
  const parameters = request.query as unknown as URLSearchParams;
  const kinds = parameters.getAll('kind') as EntryKind[];
  const unknown = kinds.find((kind) => !listedKinds.includes(kind));
  if (unknown !== undefined)
    throw badRequest(isolating`“${unknown}” is not a kind of act. Use ${listedKinds.join(', ')}.`);
  const party = parameters.get('party') || null;
  if (party !== null && !parties.some(({ slug }) => slug === party))
    throw badRequest(isolating`There is no party “${party}” in this negotiation at this time.`);
  return { kinds: kinds.length > 0 ? kinds : correctionKinds, party };
}

/** The same, as the log is asked for it. */
export function rangeOf(request: Request, { negotiation, clocks }: Reading): CorrectionsRange {
  const { kinds, party } = correctionsFilterOf(request, negotiation);
  const asked = negotiation.parties.find(({ slug }) => slug === party)?.id ?? null;
  return { known: clocks.known, kinds, party: asked };
}

/** A correction of what was published by itself. */
export type OwnCorrection = OwnAct & { readonly kind: EntryKind };

/** Those in a range, newest first. */
export function ownCorrections(reading: Reading, { kinds, party }: CorrectionsRange): OwnCorrection[] {
  const asked: readonly string[] = kinds;
  return ownActs(reading).filter(
    (act): act is OwnCorrection => asked.includes(act.kind) && (party === null || act.party === party),
  );
}

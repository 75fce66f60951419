import type { Request } from 'express';
import type { Party } from '../../domain/structure/negotiation.js';
import { notFound } from '../frame/http-errors.js';
import type { Reading } from '../frame/reading/reading.js';

/** The party that the address names; 404 if there is none. */
export function partyOf({ negotiation }: Reading, { params }: Request): Party {
  const party = negotiation.parties.find(({ slug }) => slug === params.party);
  if (party) return party;
  throw notFound('There is no such party in this negotiation at this time.');
}

/** The demand that the address names; 404 if there is none. */
export function demandOf(
  { negotiation }: Reading,
  { params }: Request,
): Reading['negotiation']['demands'][number] {
  const demand = negotiation.demands.find(({ slug }) => slug === params.demand);
  if (demand) return demand;
  throw notFound('There is no such demand in this negotiation at this time.');
}

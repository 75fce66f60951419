import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { type Day, isDay } from '../../../domain/when.js';
import { badRequest } from '../http-errors.js';
import type { Reading } from './reading.js';

/** The day since whose end movements are marked; null if the address names none. */
export function sinceOf(request: Request, { asOf }: Pick<Reading, 'asOf'>): Day | null {
  const since = (request.query as unknown as URLSearchParams).get('since') || null;
  if (since === null) return null;
  if (!isDay(since))
    throw badRequest(isolating`“${since}” is not a day. Write since as a full day, such as 2025-08-14.`);
  if (since > asOf) throw badRequest(`since=${since} is later than the page, which is of ${asOf}.`);
  return since;
}

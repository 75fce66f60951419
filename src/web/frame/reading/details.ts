import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { badRequest } from '../http-errors.js';

/** Asks a matrix to say in each cell how it is known, and since when. */
export const detailsName = 'details';

/** 400 with a sentence for another value than 1. */
export function hasDetailsIn(request: Request): boolean {
  const details = (request.query as unknown as URLSearchParams).get(detailsName) ?? '';
  if (details === '' || details === '1') return details === '1';
  throw badRequest(isolating`“${details}” is not a value of details. Write details=1, or leave it out.`);
}

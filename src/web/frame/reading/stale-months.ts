import type { Request } from 'express';
import { isolating } from '../../../domain/isolation.js';
import { mostStaleMonths, usualStaleMonths } from '../../../domain/cells/stale.js';
import { badRequest } from '../http-errors.js';
import { queryEntries } from '../paths.js';

/** The parameter by which a reader chooses after how many months a position is stale. */
export const staleName = 'stale';

/** What the address asks for; 400 with a sentence for what is no number of months. */
export function staleMonthsOf(request: Request): number {
  const text = (request.query as unknown as URLSearchParams).get(staleName) ?? '';
  if (text === '') return usualStaleMonths;
  const months = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Infinity;
  if (months <= mostStaleMonths) return months;
  throw badRequest(
    isolating`“${text}” is not a value of stale. Write a number of months from 1 to ${mostStaleMonths}, such as stale=3.`,
  );
}

/** For an address: what was chosen, unless it is the usual length. */
export function staleEntries(months: number): [string, string][] {
  return queryEntries({ [staleName]: months === usualStaleMonths ? null : String(months) });
}

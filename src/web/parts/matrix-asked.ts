import type { Request } from 'express';
import { isolating } from '../../domain/isolation.js';
import { badRequest } from '../frame/http-errors.js';
import { detailsName, hasDetailsIn } from '../frame/reading/details.js';
import { closedName, positionFilterOf, textName } from '../frame/reading/position-filter.js';
import type { Reading } from '../frame/reading/reading.js';
import { sinceOf } from '../frame/reading/since.js';
import { staleMonthsOf, staleName } from '../frame/reading/stale-months.js';
import type { MatrixAsked } from './matrix-figure.js';

/** Asks the page for the same as a plain HTML table to copy. */
export const plainTableName = 'table';

/**
 * The parameters of a matrix besides the clocks, each given once; those of the filter may be repeated. Its tables take
 * the same, so that one address gives every format, although some change nothing in them.
 */
export const matrixNames = ['since', textName, closedName, detailsName, staleName, plainTableName];

/** 400 with a sentence for what makes no sense. */
export function matrixAsked(request: Request, reading: Reading): MatrixAsked {
  return {
    since: sinceOf(request, reading),
    filter: positionFilterOf(request, reading.negotiation),
    hasDetails: hasDetailsIn(request),
    staleMonths: staleMonthsOf(request),
    hasPlainTable: hasPlainTableIn(request),
  };
}

/** 400 with a sentence for another value than 1. */
function hasPlainTableIn(request: Request): boolean {
  const asked = (request.query as unknown as URLSearchParams).get(plainTableName) ?? '';
  if (asked === '' || asked === '1') return asked === '1';
  throw badRequest(
    isolating`“${asked}” is not a value of ${plainTableName}. Write ${plainTableName}=1, or leave it out.`,
  );
}

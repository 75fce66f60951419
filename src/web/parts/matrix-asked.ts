import type { Request } from 'express';
import { detailsName, hasDetailsIn } from '../frame/reading/details.js';
import { closedName, positionFilterOf, textName } from '../frame/reading/position-filter.js';
import type { Reading } from '../frame/reading/reading.js';
import { sinceOf } from '../frame/reading/since.js';
import { staleMonthsOf, staleName } from '../frame/reading/stale-months.js';
import type { MatrixAsked } from './matrix-figure.js';

/**
 * The parameters of a matrix besides the clocks, each given once; those of the filter may be repeated. Its tables take
 * the same, so that one address gives every format, although some change nothing in them.
 */
export const matrixNames = ['since', textName, closedName, detailsName, staleName];

/** 400 with a sentence for what makes no sense. */
export function matrixAsked(request: Request, reading: Reading): MatrixAsked {
  return {
    since: sinceOf(request, reading),
    filter: positionFilterOf(request, reading.negotiation),
    hasDetails: hasDetailsIn(request),
    staleMonths: staleMonthsOf(request),
  };
}

import type { Request } from 'express';
import type { ExportContext } from '../../data/log/export-rows.js';
import { abandonedSignal } from '../frame/abandoned.js';
import { addressOf } from '../frame/address.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { reservingParties } from './reservations.js';
import type { Services } from '../frame/services.js';

/** What the rows of an export are made from, and of pages that print the same rows. */
export function exportContext(services: Services, request: Request, reading: Reading): ExportContext {
  const { negotiation, log, clocks, asOf, knownAt, permalinkQuery } = reading;
  const address = addressOf(services, request);
  const query = withQuery('', permalinkQuery);
  const permalink: ExportContext['permalink'] = (party, demand) =>
    `${address}${paths.position(negotiation.slug, party.slug, demand.slug)}${query}`;
  const reserving = reservingParties(reading);
  return {
    negotiation,
    log,
    clocks,
    asOf,
    knownAt,
    permalink,
    reserving,
    abandoned: abandonedSignal(request.res),
  };
}

import type { Request } from 'express';
import type { ExportContext } from '../../data/export-rows.js';
import { addressOf } from '../address.js';
import { paths, withQuery } from '../paths.js';
import type { Reading } from '../reading.js';
import type { Services } from '../services.js';

/** What the rows of an export, and of the pages that print the same rows, are made of. */
export function exportContext(services: Services, request: Request, reading: Reading): ExportContext {
  const { negotiation, log, clocks, asOf, knownAt, permalinkQuery } = reading;
  const address = addressOf(services, request);
  const permalink: ExportContext['permalink'] = (party, demand) =>
    `${address}${withQuery(paths.position(negotiation.slug, party.slug, demand.slug), permalinkQuery)}`;
  return { negotiation, log, clocks, asOf, knownAt, permalink };
}

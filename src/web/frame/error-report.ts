import type { Request } from 'express';
import { errorReportUrl } from '../../outputs/publisher.js';
import { addressOf } from './address.js';
import type { Services } from './services.js';

/** Where an error in what stands at a path, a permalink, is reported; null without a contact. */
export type ReportsErrors = (title: string, permalink: string) => string | null;

export function errorReports(services: Pick<Services, 'config'>, request: Request): ReportsErrors {
  const { contact } = services.config.publisher;
  const address = addressOf(services, request);
  return (title, permalink) =>
    contact && errorReportUrl(contact, { title, permalink: `${address}${permalink}` });
}

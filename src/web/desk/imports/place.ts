import type { Request, Response } from 'express';
import { findImport, type ImportSummary } from '../../../data/desk/imports.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { formatNames } from '../../frame/tables/table-answer.js';
import { notFound } from '../../frame/http-errors.js';
import { negotiationOf, numberOf } from '../../frame/place.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import type { ToJudge } from './judging.js';

/** Somebody's own import in a negotiation. */
export interface ImportPlace {
  readonly negotiation: Negotiation;
  readonly found: ImportSummary & { readonly contents: Uint8Array };
}

/** The import that the address names; 404 for somebody else's. */
export async function importPlaceOf(
  services: Services,
  request: Request,
  response: Response,
): Promise<ImportPlace> {
  const negotiation = await negotiationOf(services, request);
  const { userId } = editorOf(response);
  const wanted = { negotiationId: negotiation.id, userId, id: numberOf(request.params.import) };
  const found = await findImport(services.database.read, wanted);
  if (!found) throw notFound('There is no such import of yours in this negotiation.');
  return { negotiation, found };
}

/** The file of an import, and what it is checked against. */
export function toJudge({ negotiation, found }: ImportPlace): Omit<ToJudge, 'withRepeats'> {
  return { negotiationId: negotiation.id, contents: found.contents };
}

/** Whether the address asks for the rows that say nothing new. */
export function withRepeatsIn(request: Request): boolean {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['repeats', ...formatNames]);
  return parameters.get('repeats') === '1';
}

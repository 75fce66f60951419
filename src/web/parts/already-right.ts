import type { Request } from 'express';
import { cellsOfRecords, outcomesOfUpdate } from '../../data/log/records.js';
import { cellName } from '../../domain/cells/wording.js';
import type { Sequence } from '../../domain/identifiers.js';
import { listed } from '../../domain/isolation.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { Services } from '../frame/services.js';

/** Parameter that makes the page of an update name the stances that a correction of several has left as they were. */
export const alreadyRightName = 'already_right';

/** The query for such a page; empty if every stance was corrected. */
export function alreadyRightQuery(records: readonly Sequence[]): Readonly<Record<string, string | null>> {
  return { [alreadyRightName]: records.length === 0 ? null : records.join('.') };
}

/** For an editor who has just corrected several stances of an update: those that were right already; null for none. */
export async function leftAsTheyWere(
  { database: { read } }: Services,
  { query }: Request,
  negotiation: Negotiation,
  updateId: number,
): Promise<string | null> {
  const asked = (query as unknown as URLSearchParams).get(alreadyRightName);
  if (asked === null) return null;
  const meant = new Set(asked.split('.'));
  const ofUpdate = (await outcomesOfUpdate(read, updateId)).map(({ record }) => record);
  const cells = await cellsOfRecords(
    read,
    ofUpdate.filter((record) => meant.has(String(record))),
  );
  const names = [...cells.values()].map((cell) => cellName(negotiation, cell));
  return names.length === 0
    ? null
    : `Right already, and left as ${names.length === 1 ? 'it was' : 'they were'}: ${listed(names, '; ')}.`;
}

import type { Request } from 'express';

/** Asks a page to say so of the publication that led to it. */
export const asRecordedName = 'as_recorded';

/** What leads to such a page, where something typed of a known source is not taken over. */
export function asRecordedQuery(hasUnused: boolean): Readonly<Record<string, string | null>> {
  return { [asRecordedName]: hasUnused ? '1' : null };
}

/** Said to an editor whose publication has just cited a known source otherwise than it was typed; null to others. */
export function citedAsRecorded({ query }: Request, isEditor: boolean): string | null {
  const asked = (query as unknown as URLSearchParams).get(asRecordedName);
  return isEditor && asked === '1' ? notice : null;
}

const notice =
  'A source was known already and is cited as it is on record; what you typed of it otherwise was not taken over. To change the source, edit it among the recorded sources.';

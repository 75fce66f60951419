import type { Request } from 'express';

/** Parameter that makes a page say that its publication has cited a known source as it is recorded. */
export const asRecordedName = 'as_recorded';

/** The query for such a page, if something typed about a known source was not taken over. */
export function asRecordedQuery(hasUnused: boolean): Readonly<Record<string, string | null>> {
  return { [asRecordedName]: hasUnused ? '1' : null };
}

/** For an editor whose publication has just cited a known source differently from what was typed; null for others. */
export function citedAsRecorded({ query }: Request, isEditor: boolean): string | null {
  const asked = (query as unknown as URLSearchParams).get(asRecordedName);
  return isEditor && asked === '1' ? notice : null;
}

const notice =
  'A source was known already and is cited as it is on record; what you typed differently was not taken over. To change the source, edit it among the recorded sources.';

import type { Sequence } from '../../../domain/identifiers.js';
import { counted } from '../../../domain/cells/wording.js';
import type { Link } from '../../frame/layout.js';
import { withQuery } from '../../frame/paths.js';
import type { Query } from '../../frame/reading/reading.js';

/** The most records that a page shows. */
export const mostRecords = 50;

/**
 * The part of a cell's log that a page shows, from index `start` up to, but not including, `end`; the newest record is
 * 0.
 */
export interface LogPart {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** The record that the address names, as every link to a record does; null if it names none. */
  readonly asked: Sequence | null;
  /** False if the record named is not in the log at these clocks. */
  readonly hasAsked: boolean;
  /** Records that lead to the parts before and after it; null if there is none. */
  readonly newer: Sequence | null;
  readonly older: Sequence | null;
}

/** The part with the record named; without one, the part with the newest records. */
export function partOfLog(records: readonly Sequence[], asked: Sequence | null): LogPart {
  const place = asked === null ? -1 : records.indexOf(asked);
  const start = Math.floor(Math.max(place, 0) / mostRecords) * mostRecords;
  const end = Math.min(start + mostRecords, records.length);
  return {
    start,
    end,
    count: records.length,
    asked,
    hasAsked: asked === null || place >= 0,
    newer: start === 0 ? null : (records[start - mostRecords] ?? null),
    older: records[end] ?? null,
  };
}

/** The text below the records that says which part they are; null if they are the whole log. */
export function partText({ start, end, count }: LogPart): string | null {
  if (count <= mostRecords) return null;
  const shown =
    start === 0
      ? `The newest ${end} of ${counted(count, 'record')}`
      : `Records ${start + 1} to ${end} of ${count.toLocaleString('en-GB')}, the newest being the first`;
  return `${shown}; the CSV holds them all.`;
}

/** That the record which the address names is not there, above the log. */
export function missingText({ asked, hasAsked }: LogPart, isAnotherTime: boolean): string | null {
  if (hasAsked) return null;
  const [when, or] = isAnotherTime ? [' at this time', ', or of a later time'] : ['', ''];
  return `Record ${asked} is not in the log of this position${when}. Its number may be mistyped, or it is of another position${or}.`;
}

/** Links to the rest of the log. */
export function furtherParts({ newer, older }: LogPart, path: string, query: Query): Link[] {
  const at = (label: string, record: Sequence | null): Link[] =>
    record === null ? [] : [{ label, url: withQuery(path, { ...query, record: String(record) }) }];
  return [...at('Newer records', newer), ...at('Older records', older)];
}

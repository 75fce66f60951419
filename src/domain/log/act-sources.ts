import type { FieldProblem } from '../errors.js';
import { problemsOfSource } from '../structure/new-source.js';
import type { RecordState } from './record-state.js';
import type { Source } from '../structure/source.js';
import type { NewCitation } from './new-stance.js';
import { type SourceChoice, under } from './update.js';
import type { Day } from '../when.js';

/** What is wrong with the single source of an act and its citation. */
export function problemsOfActSource(source: SourceChoice, citation: NewCitation, today: Day): FieldProblem[] {
  const own = typeof source === 'number' ? [] : under('sources.0', problemsOfSource(source, today));
  const isTooLong = (citation.locator?.length ?? 0) > 200 || (citation.firstReportedBy?.length ?? 0) > 200;
  if (!isTooLong) return own;
  const message = 'A locator and “first reported by” have at most 200 characters.';
  return [...own, { field: 'locator', message }];
}

/** True if the record already cites the source at the same place, so that it would corroborate nothing. */
export function isCitedAlready({ citations }: RecordState, source: Source, locator: string | null): boolean {
  return citations.some((citation) => citation.source.id === source.id && citation.locator === locator);
}

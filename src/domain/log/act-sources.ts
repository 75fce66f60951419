import type { FieldProblem } from '../errors.js';
import { problemsOfSource } from '../structure/new-source.js';
import type { RecordState } from './record-state.js';
import type { Source } from '../structure/source.js';
import type { NewCitation } from './new-stance.js';
import { type SourceChoice, under } from './update.js';
import type { Day } from '../when.js';

/** What is wrong with the one source of an act and how it is cited. */
export function problemsOfActSource(source: SourceChoice, citation: NewCitation, today: Day): FieldProblem[] {
  const own = typeof source === 'number' ? [] : under('sources.0', problemsOfSource(source, today));
  const isTooLong = (citation.locator?.length ?? 0) > 200 || (citation.firstReportedBy?.length ?? 0) > 200;
  if (!isTooLong) return own;
  const message = 'A locator and “first reported by” have at most 200 characters.';
  return [...own, { field: 'locator', message }];
}

/** A source that the record cites already, at the same place, corroborates nothing. */
export function isCitedAlready({ citations }: RecordState, source: Source, locator: string | null): boolean {
  return citations.some((citation) => citation.source.id === source.id && citation.locator === locator);
}

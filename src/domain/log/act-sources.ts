import type { FieldProblem } from '../errors.js';
import { lengthProblem, problemsOfSource } from '../structure/new-source.js';
import type { RecordState } from './record-state.js';
import type { Citation, Source } from '../structure/source.js';
import { cleanName } from '../text.js';
import type { NewCitation } from './new-stance.js';
import { type SourceChoice, under } from './update.js';
import type { Day } from '../when.js';

/** A source under something that is published by itself, with the place in it. */
export interface CitedChoice {
  readonly source: SourceChoice;
  readonly locator: string | null;
}

/** What is wrong with the sources of something that is published by itself, each problem at its field. */
export function problemsOfCited(cited: readonly CitedChoice[], today: Day): FieldProblem[] {
  if (cited.length === 0) return [{ field: 'sources.0.outlet', message: 'Give at least one source.' }];
  return cited.flatMap(({ source, locator }, index) =>
    under(`sources.${index}`, [
      ...(typeof source === 'number' ? [] : problemsOfSource(source, today)),
      ...[lengthProblem('locator', locator, 200)].filter((problem) => problem !== null),
    ]),
  );
}

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

/** A place in a source on record. */
export interface CitedPlace {
  readonly sourceId: number;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

/** True if readers would see the same sources, as pages print them. */
export function areSameCitations(standing: readonly Citation[], others: readonly CitedPlace[]): boolean {
  if (standing.length !== others.length) return false;
  return standing.every(({ source, ...place }, index) => {
    const other = others[index];
    return (
      source.id === other?.sourceId &&
      printed(place.locator) === printed(other.locator) &&
      printed(place.firstReportedBy) === printed(other.firstReportedBy)
    );
  });
}

/** Older texts may hold characters that are now cleaned away. */
function printed(text: string | null): string | null {
  return text && cleanName(text);
}

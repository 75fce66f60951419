import type { FieldProblem } from '../errors.js';
import type { RecordState } from './record-state.js';
import { fieldOf } from './stance.js';
import type { StanceField } from './stance-field.js';
import { stanceFields } from './stance-fields.js';
import { cleanName, cleanText } from '../text.js';
import type { NewStance } from './new-stance.js';
import type { Day } from '../when.js';

/** A version ready to be published: as it will be stored, with the sources that it cites. */
export interface ReadyVersion {
  readonly stance: { readonly words: NewStance; readonly effectiveDay: Day };
  readonly citations: readonly {
    readonly sourceId: number;
    readonly locator: string | null;
    readonly firstReportedBy: string | null;
  }[];
}

/** The problem of an act that would change nothing. */
export const nothingDiffers: FieldProblem = {
  field: 'stances.0.row',
  message: 'Nothing differs from what stands.',
};

/** True if readers would see the same words, day and sources. */
export function isSameVersion(
  { stance: standing, ownCitations }: Pick<RecordState, 'stance' | 'ownCitations'>,
  { stance: { words, effectiveDay }, citations }: ReadyVersion,
): boolean {
  const areSameWords = stanceFields.every(
    (field) => printed(field, words[field.name]) === printed(field, fieldOf(standing, field.name)),
  );
  const cited = ownCitations.map(({ source, ...place }) => ({ sourceId: source.id, ...place }));
  const areSameSources =
    cited.length === citations.length &&
    cited.every(
      ({ sourceId, locator, firstReportedBy }, index) =>
        sourceId === citations[index]?.sourceId &&
        printedName(locator) === printedName(citations[index].locator) &&
        printedName(firstReportedBy) === printedName(citations[index].firstReportedBy),
    );
  return areSameWords && areSameSources && effectiveDay === standing.day;
}

/** As pages print it: older texts may hold characters that are now cleaned away. */
function printed({ value: { kind } }: StanceField, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value;
  return kind === 'text' || kind === 'time' ? cleanName(value) : cleanText(value).trim();
}

function printedName(text: string | null): string | null {
  return text && cleanName(text);
}

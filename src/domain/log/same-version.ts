import type { FieldProblem } from '../errors.js';
import type { RecordState } from './record-state.js';
import { fieldOf } from './stance.js';
import type { StanceField } from './stance-field.js';
import { stanceFields } from './stance-fields.js';
import { cleanName, cleanText } from '../text.js';
import type { NewStance } from './new-stance.js';
import type { Day } from '../when.js';

/** Words ready to be published: as they will be stored, with the sources on record under them. */
export interface ReadyVersion {
  readonly stance: { readonly words: NewStance; readonly effectiveDay: Day };
  readonly citations: readonly {
    readonly sourceId: number;
    readonly locator: string | null;
    readonly firstReportedBy: string | null;
  }[];
}

/** What an act is refused with that would change nothing. */
export const nothingDiffers: FieldProblem = {
  field: 'stances.0.row',
  message: 'Nothing differs from what stands.',
};

/** True if readers would see the same words, the same day and the same sources under them. */
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

/** As pages print it: older texts may hold what is cleaned away now. */
function printed({ value: { kind } }: StanceField, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value;
  return kind === 'text' || kind === 'time' ? cleanName(value) : cleanText(value).trim();
}

function printedName(text: string | null): string | null {
  return text && cleanName(text);
}

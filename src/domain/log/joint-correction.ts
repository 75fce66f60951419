import { confidenceOf } from '../attribution.js';
import type { FieldProblem } from '../errors.js';
import { areSameCitations, type CitedPlace } from './act-sources.js';
import type { NewStance } from './new-stance.js';
import type { RecordState } from './record-state.js';
import { fieldOf, valuesOfStance } from './stance.js';
import { type StanceFieldName, type StanceValues, stanceFields } from './stance-fields.js';

/** What each party of a joint statement has of its own: who said it, in which words, and where it stands. */
const ownFields: readonly StanceFieldName[] = [
  ...(['party', 'speaker', 'speakerRole'] as const),
  ...(['quote', 'quoteLanguage', 'quoteTranslation', 'quoteTranslator'] as const),
];

/** The fields in which new words differ from those of a record. */
function changedFields({ stance }: RecordState, words: StanceValues): StanceFieldName[] {
  return stanceFields.map(({ name }) => name).filter((name) => fieldOf(stance, name) !== words[name]);
}

/** What is wrong with a correction that is for all of a joint statement; its confidence is that which will be stored. */
export function problemsOfJointCorrection(
  state: RecordState,
  words: StanceValues,
  citations: readonly CitedPlace[],
): FieldProblem[] {
  const changed = changedFields(state, words);
  const isOwn = changed.some((name) => ownFields.includes(name));
  if (changed.length > 0 && !isOwn && areSameCitations(state.ownCitations, citations)) return [];
  const message =
    'Only what all share is corrected for all of them: speaker, quote and sources are each party’s own. Correct those by themselves.';
  return [{ field: 'forAll', message }];
}

/** Another record of the statement with the same correction of what it shared; null if it would stay as it is. */
export function correctedAlike(
  state: RecordState,
  words: StanceValues,
  { stance, ownCitations }: RecordState,
): NewStance | null {
  const shared = changedFields(state, words).filter(
    (name) => fieldOf(stance, name) === fieldOf(state.stance, name),
  );
  if (shared.length === 0) return null;
  const { attribution, confidence } = stance;
  const isUsual = attribution !== null && confidence === confidenceOf(attribution);
  const citations = ownCitations.map(({ locator, firstReportedBy }, source) => {
    return { source, locator, firstReportedBy };
  });
  return {
    ...valuesOfStance(stance),
    ...(isUsual && shared.includes('attribution') && { confidence: null }),
    ...Object.fromEntries(shared.map((name) => [name, words[name]])),
    citations,
  };
}

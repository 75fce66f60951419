import { type Attribution, attributions, evidenceClassOf, isAttribution } from '../attribution.js';
import type { FieldProblem } from '../errors.js';
import { lengthProblem } from '../structure/new-source.js';
import type { RecordState } from './record-state.js';
import type { StanceContext } from './new-stance.js';
import { problemOfDate } from '../date-as-written.js';
import type { EdtfDate } from '../when.js';

/** A denial as an editor enters it: what the record's own party said against it. */
export interface NewDenial {
  readonly attribution: Attribution;
  readonly speaker: number | null;
  readonly speakerRole: string | null;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly date: EdtfDate;
}

/** The attributions that a denial can have: it is on the record or not accepted (docs/rules.md, "One log"). */
export const denialAttributions = attributions.filter((each) => each.class === 'on_record');

/** Everything wrong with a denial, each problem at its field. */
export function problemsOfDenial(
  denial: NewDenial,
  { stance }: RecordState,
  { speakers, today }: Pick<StanceContext, 'speakers' | 'today'>,
): FieldProblem[] {
  const { attribution, speaker, speakerRole, quote, quoteLanguage, quoteTranslation, date } = denial;
  const isOnRecord = isAttribution(attribution) && evidenceClassOf(attribution) === 'on_record';
  const speaksForThem = speakers.some(({ id, party }) => id === speaker && party === stance.party);
  const problems = [
    problemIf(!isOnRecord, 'attribution', 'A denial is on the record: say how it is known.'),
    problemIf(speaker !== null && !speaksForThem, 'speaker', 'Choose a speaker of the party itself.'),
    lengthProblem('speakerRole', speakerRole, 200),
    lengthProblem('quote', quote, 5000),
    lengthProblem('quoteTranslation', quoteTranslation, 5000),
    problemIf(
      !quote && Boolean(quoteTranslation),
      'quote',
      'A translation needs the quote in its original language.',
    ),
    problemIf(
      quoteLanguage !== null && !/^[a-z]{2,3}$/.test(quoteLanguage),
      'quoteLanguage',
      'Give the language as a code of two or three letters, such as uk, ru or en.',
    ),
    problemOfDate('date', date, today),
  ];
  return problems.filter((problem) => problem !== null);
}

/** What is wrong with a denial by several parties together: nobody speaks for all of them. */
export function problemsOfJointDenial({ speaker }: NewDenial): FieldProblem[] {
  const message = 'A speaker speaks for one party: name nobody, or let each party deny it by itself.';
  return speaker === null ? [] : [{ field: 'speaker', message }];
}

/** Why the record cannot be denied at all; null if it can. */
export function denialRefusal({ stance, status }: RecordState): string | null {
  if (status === 'retracted') return 'This record has been retracted; there is nothing to deny.';
  if (status === 'denied') return 'This record is denied already.';
  if (stance.attribution === null) return 'A finding is ours, not a report: correct or retract it instead.';
  if (evidenceClassOf(stance.attribution) === 'on_record')
    return 'A party that contradicts its own words on the record takes a new stance: log an update.';
  return null;
}

function problemIf(isWrong: boolean, field: string, message: string): FieldProblem | null {
  return isWrong ? { field, message } : null;
}

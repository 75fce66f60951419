import { isolating } from '../isolation.js';
import { confidenceOf, confidences, evidenceClassOf, isAttribution } from '../attribution.js';
import type { FieldProblem } from '../errors.js';
import { lengthProblem } from '../structure/new-source.js';
import { namedConditionsProblem } from './named-condition.js';
import { priorities } from './priority.js';
import { directions } from './direction.js';
import { codeOf, isFinding, isPosition, needsRecordAndWords, positionScale } from './position.js';
import { hasHadAmount } from '../structure/question.js';
import { typedFields } from './stance-fields.js';
import type { NewStance, StanceContext } from './new-stance.js';
import { problemOfDate } from '../date-as-written.js';
import { isAfter, isTimeOfDay } from '../when.js';

type Rule = (stance: NewStance, context: StanceContext) => FieldProblem | null;

/**
 * The rules for one stance (docs/rules.md, "What a stance needs"); each problem names a field that the editor can
 * correct.
 */
const rules: readonly Rule[] = [
  ({ party }, { negotiation }) =>
    problemIf(
      !negotiation.parties.some(({ id }) => id === party),
      'party',
      'Choose a party of this negotiation.',
    ),
  ({ demand }, { negotiation }) =>
    problemIf(
      !negotiation.demands.some(({ id }) => id === demand),
      'demand',
      'Choose a demand of this negotiation.',
    ),
  speakerRule,
  dateRule,
  timeRule,
  citationRule,
  ({ quote, quoteTranslation }) =>
    problemIf(
      !quote && Boolean(quoteTranslation),
      'quote',
      'A translation needs the quote in its original language.',
    ),
  ({ quoteLanguage }) =>
    problemIf(
      quoteLanguage !== null && !/^[a-z]{2,3}$/.test(quoteLanguage),
      'quoteLanguage',
      'Give the language as a code of two or three letters, such as uk, ru or en.',
    ),
  ...typedFields.flatMap(({ name, value: { limit } }) =>
    limit === null ? [] : [(stance: NewStance) => lengthProblem(name, stance[name], limit)],
  ),
];

/** The rules that combine the position with other fields; they apply only if all choices are values of their scales. */
const rulesOfPosition: readonly Rule[] = [
  attributionRule,
  accountRule,
  redLineRule,
  ({ position, conditions, agreedFirst, droppedFirst }) =>
    problemIf(
      position === 'conditional' && !conditions && !agreedFirst && !droppedFirst,
      'conditions',
      'Open, with conditions: record the conditions.',
    ),
  (stance, { negotiation }) => namedConditionsProblem(stance, negotiation),
  priorityRule,
  ({ attribution, note }) =>
    problemIf(
      attribution === 'inferred' && !note,
      'note',
      'An inferred position needs a note that says why.',
    ),
  confidenceRule,
  directionRule,
  contradictionRule,
];

/** Everything wrong with a stance, each problem at its field. */
export function problemsOfStance(stance: NewStance, context: StanceContext): FieldProblem[] {
  const choices = problemsOfChoices(stance);
  const applying = choices.length === 0 ? [...rulesOfPosition, ...rules] : rules;
  const problems = applying.map((rule) => rule(stance, context));
  return [...choices, ...problems.filter((problem) => problem !== null)];
}

/** What a form sends need not be a value of a scale. */
function problemsOfChoices(stance: NewStance): FieldProblem[] {
  const { position, attribution, confidence, declaredPriority, direction } = stance;
  const isPriority = declaredPriority === null || priorities.some(({ value }) => value === declaredPriority);
  const isConfidence = confidence === null || confidences.some(({ value }) => value === confidence);
  const isDirection = direction === null || directions.some(({ value }) => value === direction);
  const problems = [
    problemIf(!isPosition(position), 'position', 'Choose a position.'),
    problemIf(attribution !== null && !isAttribution(attribution), 'attribution', 'Choose an attribution.'),
    problemIf(!isConfidence, 'confidence', 'Choose a confidence.'),
    problemIf(!isPriority, 'declaredPriority', 'Choose a declared priority, or none.'),
    problemIf(!isDirection, 'direction', 'Choose too low, too high or neither.'),
  ];
  return problems.filter((problem) => problem !== null);
}

function problemIf(isWrong: boolean, field: string, message: string): FieldProblem | null {
  return isWrong ? { field, message } : null;
}

function attributionRule({ position, attribution }: NewStance): FieldProblem | null {
  if (!isFinding(position))
    return problemIf(attribution === null, 'attribution', 'Say how the position is known.');
  const { label } = positionScale(position);
  return problemIf(
    attribution !== null,
    'attribution',
    isolating`“${label}” is a finding: it carries no attribution.`,
  );
}

function accountRule(
  { attribution, accountBy, party }: NewStance,
  context: StanceContext,
): FieldProblem | null {
  const field = 'accountBy';
  if (attribution !== 'counterparty_account')
    return problemIf(
      accountBy !== null,
      field,
      'Only an account by another party has a party that gives it.',
    );
  const isParty = context.negotiation.parties.some(({ id }) => id === accountBy);
  return problemIf(!isParty || accountBy === party, field, 'Say which other party gives this account.');
}

function redLineRule({ position, attribution, quote }: NewStance): FieldProblem | null {
  if (!needsRecordAndWords(position)) return null;
  const { label } = positionScale(position);
  if (attribution !== null && evidenceClassOf(attribution) !== 'on_record')
    return {
      field: 'attribution',
      message: isolating`“${label}” is declared by the party: it needs an attribution on the record.`,
    };
  const hasWords = Boolean(quote) || attribution === 'official_document';
  return problemIf(
    !hasWords,
    'quote',
    isolating`“${label}” needs the party’s own words: a quote or an official document.`,
  );
}

function priorityRule({ declaredPriority, attribution, quote }: NewStance): FieldProblem | null {
  if (declaredPriority === null) return null;
  if (attribution === null || evidenceClassOf(attribution) !== 'on_record')
    return {
      field: 'declaredPriority',
      message: 'A priority is declared by the party: it needs an attribution on the record.',
    };
  return problemIf(!quote, 'quote', 'A declared priority needs the party’s own words: a quote.');
}

function directionRule({ position, direction, demand }: NewStance, { negotiation }: StanceContext) {
  if (direction === null) return null;
  const field = 'direction';
  if ((codeOf(position) ?? 0) >= 0)
    return { field, message: 'Too low and too high say why a party is against an amount.' };
  return problemIf(
    !hasHadAmount(negotiation.questions, demand),
    field,
    'This demand is no alternative with an amount, so nothing in it is too low or too high.',
  );
}

function confidenceRule({ attribution, confidence, confidenceNote }: NewStance): FieldProblem | null {
  if (confidence === null) return null;
  if (attribution === null) return { field: 'confidence', message: 'A finding carries no confidence.' };
  const isOverridden = confidence !== confidenceOf(attribution);
  return problemIf(
    isOverridden && !confidenceNote,
    'confidenceNote',
    'A confidence other than the usual one needs a note.',
  );
}

function speakerRule(
  { speaker, party, accountBy }: NewStance,
  { speakers }: StanceContext,
): FieldProblem | null {
  if (speaker === null) return null;
  const found = speakers.find(({ id }) => id === speaker);
  const speaksForThem = found !== undefined && (found.party === party || found.party === accountBy);
  return problemIf(
    !speaksForThem,
    'speaker',
    'Choose a speaker of the party, or of the party that gives the account.',
  );
}

function dateRule({ date }: NewStance, { today }: StanceContext): FieldProblem | null {
  if (date === '') return { field: 'date', message: 'Say when the party took the position.' };
  const message =
    'This date is in the future. Date an announced step when it was announced; its day is an event.';
  return problemOfDate('date', date, null) ?? problemIf(isAfter(date, today), 'date', message);
}

function timeRule({ date, time }: NewStance): FieldProblem | null {
  if (time === null) return null;
  if (!isTimeOfDay(time)) return { field: 'time', message: 'Write the time of day as 14:30.' };
  return problemIf(date.length !== 10, 'time', 'A time of day needs a full date.');
}

function citationRule({ citations }: NewStance, { sourceCount }: StanceContext): FieldProblem | null {
  const areKnown = citations.every(({ source }) => source >= 0 && source < sourceCount);
  if (citations.length === 0 || !areKnown)
    return { field: 'citations', message: 'Choose at least one of the sources above.' };
  const isTooLong = citations.some(
    ({ locator, firstReportedBy }) => (locator?.length ?? 0) > 200 || (firstReportedBy?.length ?? 0) > 200,
  );
  return problemIf(isTooLong, 'citations', 'A locator and “first reported by” have at most 200 characters.');
}

function contradictionRule({ position, citations }: NewStance): FieldProblem | null {
  if (position !== 'contradictory') return null;
  const statements = new Set(citations.map(({ source, locator }) => `${source} ${locator ?? ''}`));
  return problemIf(statements.size < 2, 'citations', 'Contradictory signals cite at least two statements.');
}

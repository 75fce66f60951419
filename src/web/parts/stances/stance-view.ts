import { directionOf, isolating, listed } from '../../../domain/isolation.js';
import { confidences } from '../../../domain/attribution.js';
import type { Clocks } from '../../../domain/cells/cell.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { directionWords } from '../../../domain/log/direction.js';
import { codeOf } from '../../../domain/log/position.js';
import { quoteCheckLabel } from '../../../domain/log/quote-check.js';
import { tombstone } from '../../../domain/log/removal.js';
import type { Stance, StanceWords } from '../../../domain/log/stance.js';
import {
  conditionKinds,
  demandBySlug,
  type NamedConditions,
  slugsIn,
} from '../../../domain/log/named-condition.js';
import { priorityWords } from '../../../domain/log/priority.js';
import { stanceField, typedFields, type TypedName } from '../../../domain/log/stance-fields.js';
import { amountOnce } from '../../../domain/structure/question.js';
import { longDate } from '../../../domain/when.js';
import { attributionWords, jointWords } from '../../../domain/cells/wording.js';
import { type ValueView, valueView } from './value-view.js';

export interface QuoteView {
  readonly text: string;
  /** A BCP 47 tag; null if none was recorded. */
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | 'auto';
  readonly translation: string | null;
  readonly translator: string | null;
  /** True if the text was replaced by the tombstone. */
  readonly isRemoved: boolean;
}

type Quoted = Pick<StanceWords, 'quote' | 'quoteLanguage' | 'quoteTranslation' | 'quoteTranslator'>;

interface LabelledText {
  readonly name: string;
  readonly label: string;
  /** Null if there is none. */
  readonly text: string | null;
}

/** One version of a record in words, ready to print. */
export interface StanceView {
  readonly value: ValueView;
  /** The date as given, with the time of day if one is recorded. */
  readonly date: string;
  /** “counts from 30 June 2024”, if the date is shorter than a day. */
  readonly countsFrom: string | null;
  readonly attribution: string;
  /**
   * “As told by United States, not in the party’s own words.” Null for a party’s own position, and if no account is named.
   */
  readonly told: string | null;
  readonly confidence: string | null;
  readonly confidenceNote: string | null;
  readonly speaker: string | null;
  /** “too low”, where an amount is rejected; otherwise null. */
  readonly direction: string | null;
  readonly summary: string | null;
  /** Texts shown under a label, such as the conditions and the note. */
  readonly labelled: readonly LabelledText[];
  /** “Only if agreed first”, and the demand that is meant. */
  readonly namedConditions: readonly { readonly label: string; readonly demand: string }[];
  /** “called its first or main demand”; null if the party has declared none. */
  readonly declaredPriority: string | null;
  /** “jointly with France and Germany”; null for a party’s own stance. */
  readonly jointly: string | null;
  readonly quote: QuoteView | null;
  /** “Found in the article’s text”; null if it was not checked. */
  readonly quoteCheck: string | null;
}

export function stanceView(
  stance: Omit<Stance, 'sequence' | 'joint'>,
  negotiation: Negotiation,
  jointly: string | null = null,
): StanceView {
  const { date, day, speaker, speakerRole, confidence } = stance;
  return {
    value: valueView(stance),
    date: dateOf(stance),
    countsFrom: date === day ? null : `counts from ${longDate(day)}`,
    attribution: attributionText(stance, negotiation),
    told: toldText(stance, negotiation),
    confidence: confidences.find(({ value }) => value === confidence)?.label ?? null,
    confidenceNote: stance.confidenceNote,
    speaker: listed([speaker?.name, speakerRole]) || null,
    direction: directionOfAmount(stance, negotiation),
    summary: stance.summary,
    labelled: labelledOf(stance),
    namedConditions: namedConditionsOf(stance, negotiation),
    declaredPriority: stance.declaredPriority && priorityWords(stance.declaredPriority),
    jointly,
    quote: quoteView(stance),
    quoteCheck: checkWords(stance),
  };
}

/** As it was given, with the time of day if there is one. */
export function dateOf({ date, time }: Pick<Stance, 'date' | 'time'>): string {
  return time === null ? longDate(date) : `${longDate(date)}, ${time}`;
}

/** Null unless an amount is rejected that has a limit. */
function directionOfAmount(
  { position, demand, direction }: Pick<Stance, 'position' | 'demand' | 'direction'>,
  { questions }: Pick<Negotiation, 'questions'>,
): string | null {
  const amount = (codeOf(position) ?? 0) < 0 ? amountOnce(questions, demand) : null;
  return amount && directionWords(direction, amount);
}

function labelledOf(stance: Pick<Stance, TypedName>): LabelledText[] {
  return typedFields
    .filter(({ told }) => told.isLabelled)
    .map(({ name, form: { label } }) => ({ name, label, text: stance[name] }));
}

function namedConditionsOf(stance: NamedConditions, negotiation: Negotiation): StanceView['namedConditions'] {
  return conditionKinds.flatMap((kind) =>
    slugsIn(stance[kind]).map((slug) => ({
      label: stanceField(kind).form.label,
      demand: demandBySlug(negotiation, slug)?.proposition ?? slug,
    })),
  );
}

function toldText({ accountBy }: Pick<Stance, 'accountBy'>, { parties }: Negotiation): string | null {
  const teller = parties.find(({ id }) => id === accountBy)?.name;
  return teller === undefined ? null : isolating`As told by ${teller}, not in the party’s own words.`;
}

/** “jointly with France and Germany”: whose records in the same statement stand, in the order of the negotiation. */
export function jointText(
  { log, clocks: { known } }: { readonly log: NegotiationLog; readonly clocks: Pick<Clocks, 'known'> },
  record: Sequence,
  { parties }: Negotiation,
): string | null {
  const others = log.jointWith(record, known);
  return jointWords(parties.filter(({ id }) => others.includes(id)).map(({ name }) => name));
}

/** “Unnamed sources”; of an account by another party, whose: “Account by Ukraine”. */
export function attributionText(
  stance: Pick<Stance, 'attribution' | 'accountBy'>,
  { parties }: Negotiation,
): string {
  const by = parties.find(({ id }) => id === stance.accountBy);
  const isAccount = by && stance.attribution === 'counterparty_account';
  return isAccount ? isolating`Account by ${by.name}` : attributionWords(stance);
}

/** Nothing of a quote that was removed or not checked: most were recorded before there was a check. */
function checkWords({ quote, quoteCheck }: Pick<Stance, 'quote' | 'quoteCheck'>): string | null {
  if (quote === tombstone || quoteCheck === null) return null;
  return `${quoteCheckLabel(quoteCheck)} in the article’s text`;
}

/** The text of a quote; null if there is none. */
export function quoteView({
  quote,
  quoteLanguage: language,
  quoteTranslation: translation,
  quoteTranslator: translator,
}: Quoted): QuoteView | null {
  if (quote === null) return null;
  return {
    text: quote,
    language,
    direction: directionOf(language),
    translation,
    translator,
    isRemoved: quote === tombstone,
  };
}

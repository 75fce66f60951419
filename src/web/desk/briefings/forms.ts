import { isolating } from '../../../domain/isolation.js';
import type { Briefing, BriefingSubject, BriefingWords } from '../../../domain/structure/briefing.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { NewReservation } from '../../../domain/structure/reservation.js';
import type { SourceChoice } from '../../../domain/log/update.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { type OwnActName, type OwnNounPath, paths } from '../../frame/paths.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import {
  dateField,
  quoteFields,
  quoteIn,
  reasonField,
  sourceFields,
  sourceIn,
} from '../../frame/plain-form/shared-fields.js';

export type OwnForm = 'new' | OwnActName;

const words: Readonly<Record<OwnNounPath, string>> = { briefings: 'briefing', reservations: 'reservation' };

const ledes: Readonly<Record<OwnForm, string>> = {
  new: 'It is published with a number of its own and stays in the record.',
  clarify: 'Clearer words for the same briefing. The words before stay in the log, struck.',
  withdraw: 'The party’s own words by which it no longer reserves the whole, with their source.',
  retract: 'For what should never have been published. It stays in the record, struck.',
  restore: 'For a retraction that was itself a mistake. It counts again.',
  'retract-withdrawal':
    'For a withdrawal that should never have been recorded. It stays in the record, struck, and the party reserves the whole again.',
  'restore-withdrawal': 'For a retraction that was itself a mistake. The withdrawal counts again.',
};

const verbs: Readonly<Record<OwnForm, string>> = {
  new: 'Publish',
  clarify: 'Clarify',
  withdraw: 'Record the withdrawal of',
  retract: 'Retract',
  restore: 'Restore',
  'retract-withdrawal': 'Retract the withdrawal of',
  'restore-withdrawal': 'Restore the withdrawal of',
};

export interface OwnFormPlace {
  readonly negotiation: Negotiation;
  readonly noun: OwnNounPath;
  /** 0 for a new one. */
  readonly record: number;
}

export function ownForm(name: OwnForm, { negotiation, noun, record }: OwnFormPlace): PlainForm {
  const { slug } = negotiation;
  const list = noun === 'briefings' ? paths.briefings(slug) : paths.reservations(slug);
  const heading = name === 'new' ? `New ${words[noun]}` : `${verbs[name]} the ${words[noun]}`;
  return {
    negotiation,
    heading,
    lede: ledes[name],
    action: name === 'new' ? list : paths.ownAct(slug, noun, record, name),
    submit: name === 'new' ? `Publish the ${words[noun]}` : heading,
    definitions: fieldsOf(name, negotiation, noun),
    cancelUrl: list,
  };
}

function fieldsOf(name: OwnForm, negotiation: Negotiation, noun: OwnNounPath): FieldDefinition[] {
  if (name === 'clarify') return [textField];
  if (name === 'withdraw') return [...lineFields, ...sourceFields];
  if (name !== 'new') return [reasonField];
  return noun === 'briefings'
    ? [aboutField(negotiation), dayField, textField]
    : [partyField(negotiation), ...lineFields, ...sourceFields];
}

const lineFields: readonly FieldDefinition[] = [...quoteFields(true), dateField];

const dayField: FieldDefinition = {
  kind: 'text',
  name: 'day',
  label: 'Day',
  hint: 'Of which day it is, in full: 14 Aug 2025. The newest day is shown.',
  isRequired: true,
};

const textField: FieldDefinition = {
  kind: 'textarea',
  name: 'text',
  label: 'Text',
  hint: 'What it is about and where it stands, in the tracker’s own words: at most 900 characters.',
  isRequired: true,
};

function aboutField({ topics, demands }: Negotiation): FieldDefinition {
  return {
    kind: 'select',
    name: 'about',
    label: 'About',
    choices: [
      { value: '', label: 'The negotiation' },
      ...topics.map(({ id, name }) => ({ value: `topic-${id}`, label: isolating`Topic: ${name}` })),
      ...demands.map(({ id, proposition }) => ({
        value: `demand-${id}`,
        label: isolating`Demand: ${proposition}`,
      })),
    ],
  };
}

function partyField({ parties }: Negotiation): FieldDefinition {
  const choices = [{ value: '', label: 'Choose…' }, ...choicesOf(parties, ({ name }) => name)];
  return { kind: 'select', name: 'party', label: 'Party', choices };
}

/** The form as a briefing now stands. */
export function clarificationValues({ words: { text } }: Briefing): FormValues {
  return { text: [text] };
}

export function briefingIn(values: FormValues): BriefingWords {
  return { ...aboutIn(textIn(values, 'about')), day: textIn(values, 'day'), text: textIn(values, 'text') };
}

/** What was chosen; anything else is an id that the rules refuse. */
function aboutIn(chosen: string): BriefingSubject {
  const [, kind, id] = /^(topic|demand)-(\d{1,9})$/.exec(chosen) ?? [];
  if (chosen === '') return { topic: null, demand: null };
  return kind === 'demand' ? { topic: null, demand: Number(id) } : { topic: Number(id ?? 0), demand: null };
}

export function reservationIn(values: FormValues): {
  readonly words: NewReservation;
  readonly source: SourceChoice;
} {
  return {
    words: {
      party: numberIn(values, 'party'),
      quote: textIn(values, 'quote'),
      ...quoteIn(values),
      date: textIn(values, 'date'),
    },
    source: sourceIn(values),
  };
}

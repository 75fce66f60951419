import { isolating } from '../../../domain/isolation.js';
import { clarifySources } from '../../../actions/records/clarify-sources.js';
import { corroborateRecord } from '../../../actions/records/corroborate-record.js';
import { denyRecord } from '../../../actions/records/deny-record.js';
import type { Database } from '../../../data/engine/database.js';
import type { HeldStructure } from '../../../data/memory/structure-memory.js';
import type { Actor } from '../../../domain/people/actor.js';
import type { Ability } from '../../../domain/people/permissions.js';
import type { Attribution } from '../../../domain/attribution.js';
import type { Speaker } from '../../../domain/structure/negotiation.js';
import type { Citation } from '../../../domain/structure/source.js';
import { corroborationRefusal } from '../../../domain/log/joint-statement.js';
import { denialAttributions, denialRefusal, type NewDenial } from '../../../domain/log/new-denial.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { TargetState } from '../../../domain/log/target.js';
import type { NewCitation } from '../../../domain/log/new-stance.js';
import type { SourceChoice } from '../../../domain/log/update.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import type { RecordPlace } from '../../frame/place.js';
import { offering } from '../../parts/update-form/stance-fields.js';

/** What an act with a source needs besides who, what and when. */
export interface SourceActInput {
  readonly negotiationId: number;
  readonly structure: HeldStructure;
  readonly record: number;
  /** The corroboration or denial of which the sources are clarified; 0 for what is on the record itself. */
  readonly target: number;
  readonly source: SourceChoice;
  readonly citation: NewCitation;
  /** Whether it is on the other records of the joint statement as well. */
  readonly isForAll: boolean;
}

/** What an act with a source is on, and where its form leads. */
export interface SourceActPlace extends RecordPlace {
  readonly target: TargetState | null;
  readonly action: string;
}

export interface SourceAct {
  readonly name: 'corroborate' | 'deny' | 'clarify';
  readonly ability: Ability;
  /** On a record, or on one of its corroborations and denials. */
  readonly on: 'record' | 'entry';
  readonly words: { readonly heading: string; readonly lede: string; readonly submit: string };
  /** Why it cannot be on another record of the joint statement as well; null if it is on one thing alone. */
  readonly refusal: ((record: RecordState) => string | null) | null;
  /** What the form holds when it is opened. */
  readonly initial: (target: TargetState | null) => FormValues;
  readonly definitions: (speakers: readonly Speaker[], record: RecordState) => readonly FieldDefinition[];
  readonly perform: (
    database: Database,
    actor: Actor,
    input: SourceActInput,
    values: FormValues,
    now: Date,
  ) => Promise<unknown>;
}

const citationFields: readonly FieldDefinition[] = [
  { kind: 'text', name: 'locator', label: 'Place in the source', hint: 'A page, a paragraph, a minute.' },
  offering({
    kind: 'text',
    name: 'firstReportedBy',
    label: 'First reported by',
    hint: 'Whose report the outlet passes on: outlets that quote one agency are one origin.',
  }),
];

const reasonField: FieldDefinition = { kind: 'textarea', name: 'reason', label: 'Reason', hint: 'Optional.' };

function valuesOfCitation(citation: Citation | undefined): FormValues {
  return {
    'sources.0.id': [String(citation?.source.id ?? '')],
    locator: [citation?.locator ?? ''],
    firstReportedBy: [citation?.firstReportedBy ?? ''],
  };
}

export const sourceActs: readonly SourceAct[] = [
  {
    name: 'corroborate',
    ability: 'publish',
    on: 'record',
    words: {
      heading: 'Corroborate a record',
      lede: 'Another source for what stands. The position does not change; the evidence grows.',
      submit: 'Add the source',
    },
    refusal: corroborationRefusal,
    initial: () => ({}),
    definitions: () => citationFields,
    perform: (database, actor, input, _values, now) => corroborateRecord(database, actor, input, now),
  },
  {
    name: 'clarify',
    ability: 'correct',
    on: 'entry',
    words: {
      heading: 'Clarify a source',
      lede: 'For the details of what a corroboration or denial cites: another address of the same report, the place in it, who reported it first. Nothing that a reader would call a change.',
      submit: 'Publish the clarification',
    },
    refusal: null,
    initial: (target) => valuesOfCitation(target?.citations[0]),
    definitions: () => [...citationFields, reasonField],
    perform: (database, actor, input, values, now) =>
      clarifySources(database, actor, { ...input, reason: textIn(values, 'reason') }, now),
  },
  {
    name: 'deny',
    ability: 'publish',
    on: 'record',
    words: {
      heading: 'Record a denial',
      lede: 'The party itself denies, on the record, what was reported of it. The report stays in the log with the denial under it, and counts no more. Only words that contradict the recorded position are a denial: to deny a meeting, a date or the wording is a note on the record.',
      submit: 'Record the denial',
    },
    refusal: denialRefusal,
    initial: () => ({}),
    definitions: denialFields,
    perform: (database, actor, input, values, now) =>
      denyRecord(database, actor, { ...input, denial: denialOf(values) }, now),
  },
];

function denialFields(speakers: readonly Speaker[], { stance }: RecordState): FieldDefinition[] {
  const own = speakers.filter(({ party }) => party === stance.party);
  const spoken = choicesOf(own, ({ name, role }) => isolating`${name}, ${role}`);
  return [
    {
      kind: 'select',
      name: 'attribution',
      label: 'How the denial is known',
      choices: [{ value: '', label: 'Choose…' }, ...denialAttributions],
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'date',
      label: 'Date of the denial',
      hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
      isRequired: true,
    },
    {
      kind: 'select',
      name: 'speaker',
      label: 'Speaker',
      choices: [{ value: '', label: 'Nobody named' }, ...spoken],
    },
    {
      kind: 'text',
      name: 'speakerRole',
      label: 'Speaker’s role then',
      hint: 'Left empty, the present role is copied.',
    },
    { kind: 'textarea', name: 'quote', label: 'Quote', hint: 'Short, exactly as the outlet prints it.' },
    { kind: 'text', name: 'quoteLanguage', label: 'Language of the quote', hint: 'A code: uk, ru, en.' },
    { kind: 'textarea', name: 'quoteTranslation', label: 'Translation' },
    ...citationFields,
  ];
}

function denialOf(values: FormValues): NewDenial {
  return {
    attribution: textIn(values, 'attribution') as Attribution,
    speaker: textIn(values, 'speaker') === '' ? null : numberIn(values, 'speaker'),
    speakerRole: optionalTextIn(values, 'speakerRole'),
    quote: optionalTextIn(values, 'quote'),
    quoteLanguage: optionalTextIn(values, 'quoteLanguage'),
    quoteTranslation: optionalTextIn(values, 'quoteTranslation'),
    date: textIn(values, 'date'),
  };
}

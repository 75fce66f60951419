import { isolating, listed } from '../../../domain/isolation.js';
import { attributions, confidences, evidenceClassLabel } from '../../../domain/attribution.js';
import { directions } from '../../../domain/log/direction.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import { priorities } from '../../../domain/log/priority.js';
import { positions } from '../../../domain/log/position.js';
import type { StanceField } from '../../../domain/log/stance-field.js';
import { type NamesOf, stanceFields as fields } from '../../../domain/log/stance-fields.js';
import type { Source } from '../../../domain/structure/source.js';
import { shortDate } from '../../../domain/when.js';
import type { Choice } from '../../frame/forms/choosing.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { citationSlots, withAbove } from './rows.js';

/** What the fields of a stance and of a source offer to choose from. */
export interface FieldChoices {
  readonly negotiation: Negotiation;
  readonly speakers: readonly Speaker[];
  /** The newest sources on record. */
  readonly sources: readonly Source[];
  /** Outlets and agencies on record, the most used first. */
  readonly names: readonly string[];
}

const none = (label: string): Choice => ({ value: '', label });
const dateHint = 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.';

/** What every stance needs, then what it may need. */
export function stanceFields(
  { negotiation, speakers }: Pick<FieldChoices, 'negotiation' | 'speakers'>,
  sourceCount: number,
  citationCount: number,
): { readonly main: FieldDefinition[]; readonly details: FieldDefinition[] } {
  const choices = choicesFor(negotiation, speakers);
  const asked = (part: StanceField['form']['part']) =>
    fields.filter(({ form }) => form.part === part).map((field) => definitionOf(field, choices));
  const firstReportedBy = offering(
    text('citations.0.firstReportedBy', 'First reported by', 'Whose report the outlet passes on.'),
  );
  const source = select('citations.0.source', 'Source', sourceChoices(sourceCount, 'Choose…'));
  return {
    main: asked('main').flatMap((field) => (field.name === 'summary' ? [source, field] : [field])),
    details: [
      ...inOrderOfUse([...asked('details'), firstReportedBy]),
      text('citations.0.locator', 'Place in the source', 'A page, a paragraph, a minute.'),
      ...furtherSources(sourceCount, citationCount),
    ],
  };
}

/** What most stances have comes first, in lines of three: who keeps typing passes few fields. */
const mostUsed: readonly string[] = [
  ...['speaker', 'speakerRole', 'citations.0.firstReportedBy', 'note'],
  ...['conditions', 'agreedFirst', 'droppedFirst', 'declaredPriority'],
  ...['accountBy', 'quoteLanguage', 'quoteTranslator', 'quoteTranslation'],
];

function inOrderOfUse(details: readonly FieldDefinition[]): FieldDefinition[] {
  const place = ({ name }: FieldDefinition) => [...mostUsed, name].indexOf(name);
  return details.toSorted((one, other) => place(one) - place(other));
}

type Choices = Readonly<Record<NamesOf<'choice' | 'reference'>, readonly Choice[]>>;

/** The choices of each field that has them, “nothing” first. */
function choicesFor(negotiation: Negotiation, speakers: readonly Speaker[]): Choices {
  const parties = choicesOf(negotiation.parties, (party) => withClosed(party.name, party));
  return {
    party: [none('Choose…'), ...parties],
    demand: [none('Choose…'), ...demandChoices(negotiation)],
    position: [none('Choose…'), ...positionChoices()],
    attribution: [none('None (a finding)'), ...attributionChoices()],
    accountBy: [none('Nobody'), ...parties],
    speaker: [none('Nobody named'), ...speakerChoices(negotiation, speakers)],
    confidence: [none('As usual for the attribution'), ...confidences],
    declaredPriority: [
      none('None declared'),
      ...priorities.map(({ value, label, meaning }) => ({ value, label: `${label}: ${meaning}` })),
    ],
    direction: [none('Not given'), ...directions],
  };
}

function definitionOf(
  { name, value: { kind, isRequired }, form: { label, hint } }: StanceField,
  choices: Choices,
): FieldDefinition {
  const said = { name, label, isRequired, ...(hint !== null && { hint }) };
  if (name in choices) return { ...said, kind: 'select', choices: choices[name as keyof Choices] };
  return { ...said, kind: kind === 'long text' ? 'textarea' : 'text' };
}

/**
 * A citation field for each source of the form after the first, but at least one, for two statements in one source; and
 * enough for everything that is already cited.
 */
function furtherSources(sourceCount: number, citationCount: number): FieldDefinition[] {
  const slots = citationSlots.slice(1, Math.max(2, sourceCount, citationCount));
  return slots.flatMap((slot, index) => {
    const which = ['second', 'third', 'fourth', 'fifth'][index] as string;
    const label = `${which.charAt(0).toUpperCase()}${which.slice(1)} source`;
    return [
      select(`${slot}.source`, label, sourceChoices(sourceCount, 'None')),
      text(`${slot}.locator`, `Place in the ${which} source`),
      offering(text(`${slot}.firstReportedBy`, `${label}: first reported by`)),
    ];
  });
}

/** The most names that are suggested while somebody types. */
const mostOffered = 300;

/** A field for the name of an outlet or agency; the names on record are given to the first such field of a page. */
export function offering(field: FieldDefinition, names: readonly string[] = []): FieldDefinition {
  return {
    ...field,
    autocomplete: 'on',
    offers: { id: 'names-on-record', names: names.slice(0, mostOffered) },
  };
}

/** A source on record, or a new one; the first on a page holds the names suggested by all. */
export function sourceFields(
  { sources, names }: FieldChoices,
  isFirst: boolean,
): {
  readonly main: FieldDefinition[];
  readonly details: FieldDefinition[];
} {
  const known = choicesOf(sources, ({ outlet, title, publishedDate }) =>
    listed([outlet, title, publishedDate && shortDate(publishedDate)], ' · '),
  );
  return {
    main: [
      text('url', 'Web address', 'Pasted as it is. One that is on record already is recognised.'),
      ...(known.length > 0 ? [select('id', 'Or a source on record', [none('A new source'), ...known])] : []),
      offering(text('outlet', 'Outlet'), isFirst ? names : []),
      text('title', 'Title'),
      text('publishedDate', 'Published on', dateHint),
    ],
    details: [
      text('author', 'Author'),
      text('archiveUrl', 'Archived copy', 'Its web address.'),
      text('accessedDate', 'Accessed on'),
      area('note', 'Note on the source'),
    ],
  };
}

function text(name: string, label: string, hint?: string): FieldDefinition {
  return { kind: 'text', name, label, ...(hint && { hint }) };
}

function area(name: string, label: string, hint?: string): FieldDefinition {
  return { kind: 'textarea', name, label, ...(hint && { hint }) };
}

function select(name: string, label: string, choices: readonly Choice[]): FieldDefinition {
  return { kind: 'select', name, label, choices };
}

function demandChoices({ demands }: Negotiation): Choice[] {
  return choicesOf(demands, (demand) =>
    withClosed(isolating`${demand.topic.name}: ${demand.proposition}`, demand),
  );
}

/** Closed ones can still be chosen in a correction. */
function withClosed(label: string, { isClosed }: { readonly isClosed: boolean }): string {
  return isClosed ? isolating`${label} (closed)` : label;
}

function positionChoices(): Choice[] {
  return positions.map(({ value, label, sign, code }) => ({
    value,
    label: `${sign} ${label}`,
    words: [label, ...(code === null ? [] : [String(code), ...(code > 0 ? [`+${code}`] : [])])],
  }));
}

/** Each with its class of evidence. */
export function attributionChoices(): Choice[] {
  return attributions.map(({ value, label, class: evidence }) => {
    const evidenceLabel = evidenceClassLabel(evidence);
    // The word that is typed to find it comes first.
    return {
      value,
      label: label.startsWith(evidenceLabel) ? label : `${label} (${evidenceLabel.toLowerCase()})`,
    };
  });
}

export function speakerChoices({ parties }: Negotiation, speakers: readonly Speaker[]): Choice[] {
  return choicesOf(speakers, (speaker) => {
    const { party, name, role } = speaker;
    const spokenFor = parties.find(({ id }) => id === party)?.name ?? '';
    return withClosed(isolating`${spokenFor}: ${name}, ${role}`, speaker);
  });
}

function sourceChoices(count: number, noneLabel: string): Choice[] {
  const numbered = Array.from({ length: count }, (_, index) => ({
    value: String(index),
    label: `Source ${index + 1}`,
  }));
  return [none(noneLabel), ...numbered];
}

type RowFields = ReturnType<typeof stanceFields>;

/** One row may be for several parties or demands. */
export function withSameFor({ main, details }: RowFields): RowFields {
  const sameFor = text('sameFor', 'Same for', 'Further parties, or demands: France, Germany.');
  const together: FieldDefinition = {
    ...{ kind: 'checkboxes', name: 'together', label: 'Given jointly' },
    choices: [{ value: 'yes', label: 'as one joint statement' }],
  };
  return {
    main: main.flatMap((field) => (field.name === 'party' ? [field, sameFor, together] : [field])),
    details,
  };
}

/** Every stance but the first may be part of the same joint statement as the one above it. */
export function withJointly({ main, details }: RowFields): RowFields {
  const choices = [none('No'), { value: withAbove, label: 'Jointly with the stance above' }];
  const hint = 'What several parties have stated together, such as a communiqué.';
  return { main, details: [...details, { ...select('jointly', 'Joint statement', choices), hint }] };
}

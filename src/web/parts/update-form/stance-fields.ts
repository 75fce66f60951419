import { isolating, listed } from '../../../domain/isolation.js';
import { attributions, confidences, evidenceClassLabel } from '../../../domain/log/attribution.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import { positions } from '../../../domain/log/position.js';
import type { Source } from '../../../domain/structure/source.js';
import { shortDate } from '../../../domain/when.js';
import type { Choice } from '../../frame/forms/choosing.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { citationSlots } from './update-form.js';

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
const dateHint = 'As far as it is known: 2025-08-09, 2025-08 or 2025.';

/** What every stance needs, then what it may need. */
export function stanceFields(
  { negotiation, speakers }: Pick<FieldChoices, 'negotiation' | 'speakers'>,
  sourceCount: number,
  citationCount: number,
): { readonly main: FieldDefinition[]; readonly details: FieldDefinition[] } {
  const parties = choicesOf(negotiation.parties, (party) => withClosed(party.name, party));
  return {
    main: [
      select('party', 'Party', [none('Choose…'), ...parties], true),
      select('demand', 'Demand', [none('Choose…'), ...demandChoices(negotiation)], true),
      select('position', 'Position', [none('Choose…'), ...positionChoices()], true),
      select('attribution', 'Attribution', [none('None (a finding)'), ...attributionChoices()]),
      { ...text('date', 'Effective date', `When the party took it. ${dateHint}`), isRequired: true },
      select('citations.0.source', 'Source', sourceChoices(sourceCount, 'Choose…')),
      { kind: 'textarea', name: 'summary', label: 'Summary', hint: 'In the tracker’s own words.' },
    ],
    details: [
      select(
        'accountBy',
        'Account by',
        [none('Nobody'), ...parties],
        false,
        'Whose account of this party it is.',
      ),
      area('quote', 'Quote', 'Short, exactly as the outlet prints it, in the original language.'),
      text('quoteLanguage', 'Language of the quote', 'A code of two or three letters: uk, ru, en.'),
      area('quoteTranslation', 'Translation'),
      text('quoteTranslator', 'Translated by'),
      select('speaker', 'Speaker', [none('Nobody named'), ...speakerChoices(negotiation, speakers)]),
      text('speakerRole', 'Speaker’s role then', 'Left empty, the present role is copied.'),
      area('conditions', 'Conditions', 'Compulsory for “Open, with conditions”.'),
      area('note', 'Note', 'Compulsory for an inferred position.'),
      text('time', 'Time of day', 'Where it matters, as 14:30, at the place where it was said.'),
      select('confidence', 'Confidence', [none('As usual for the attribution'), ...confidences]),
      area('confidenceNote', 'Note on confidence'),
      text('citations.0.locator', 'Place in the source', 'A page, a paragraph, a minute.'),
      offering(
        text('citations.0.firstReportedBy', 'First reported by', 'Whose report the outlet passes on.'),
      ),
      ...furtherSources(sourceCount, citationCount),
    ],
  };
}

/**
 * A place for each source of the form beside the first, and one at least, for two statements in one source; and for
 * everything that is cited already.
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

/** At most so many names are offered while somebody types. */
const mostOffered = 300;

/** A field for the name of an outlet or agency; those on record stand at the first of a page. */
export function offering(field: FieldDefinition, names: readonly string[] = []): FieldDefinition {
  return {
    ...field,
    autocomplete: 'on',
    offers: { id: 'names-on-record', names: names.slice(0, mostOffered) },
  };
}

/** A source on record, or a new one; the first of a page holds the names that all of it offers. */
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

function select(
  name: string,
  label: string,
  choices: readonly Choice[],
  isRequired = false,
  hint?: string,
): FieldDefinition {
  return { kind: 'select', name, label, choices, isRequired, ...(hint && { hint }) };
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

function attributionChoices(): Choice[] {
  return attributions.map(({ value, label, class: evidence }) => {
    const evidenceLabel = evidenceClassLabel(evidence);
    return { value, label: label.startsWith(evidenceLabel) ? label : `${evidenceLabel}: ${label}` };
  });
}

function speakerChoices({ parties }: Negotiation, speakers: readonly Speaker[]): Choice[] {
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

import type { DeniedReports } from '../../../data/memory/denied-reports.js';
import { isAttribution } from '../../../domain/attribution.js';
import { pastDays } from '../../../domain/cells/past.js';
import { redLineWarning } from '../../../domain/log/stance-warnings.js';
import { isolating } from '../../../domain/isolation.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { type CellOf, isSameCell } from '../../../domain/cells/cell-conflict.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { cellWords, counted } from '../../../domain/cells/wording.js';
import { articleField } from '../../../domain/desk/draft.js';
import { positions } from '../../../domain/log/position.js';
import type { Source } from '../../../domain/structure/source.js';
import {
  type FieldDefinition,
  type FieldState,
  type FormField,
  formField,
} from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { paths } from '../../frame/paths.js';
import type { Picker } from '../structure/on-the-way.js';
import { type CellView, cellView } from '../stances/cell-view.js';
import { unsetView, type ValueView, valueView } from '../stances/value-view.js';
import { type CreationView, creationView, type Lacking, withNotListed } from './creations.js';
import { type FieldChoices, sourceFields, stanceFields, withJointly, withSameFor } from './stance-fields.js';
import type { RowWarnings } from './row-warnings.js';
import { citationCount, rowCount, rowLimits, rowsOf, type RowKind } from './rows.js';
import { conflictChoices } from './update-form.js';

/** One source or stance of the form. */
export interface RowView {
  readonly id: string;
  readonly legend: string;
  /** “Russia on “…””; null if nothing is chosen, or for a source. */
  readonly about: string | null;
  readonly main: readonly RowField[];
  readonly details: readonly RowField[];
  readonly detailsLabel: string;
  /** True if something in them is filled in or wrong. */
  readonly isOpen: boolean;
  /** The text of the article, with the value of the button that lists what stands in it; null in other rows. */
  readonly article: { readonly field: FormField; readonly list: string | null } | null;
  /** The value of the button that removes the row; null if it is the only one. */
  readonly remove: string | null;
  /** What the editor should look at again; a warning blocks nothing. */
  readonly warnings: readonly string[];
  /** “Recognised: …”, if a source's address is on record; otherwise null. */
  readonly remark: string | null;
  /** What somebody else has meanwhile published on the cell, and what to do with this row; otherwise null. */
  readonly conflict: ConflictView | null;
  /** Says that another editor is working on the cell; null if nobody is. */
  readonly presence: string | null;
  /** The cell as it is now; null for sources, and until both party and demand are chosen. */
  readonly standing: CellView | null;
}

/** A field, and what can be made there if its list lacks it; otherwise null. */
export interface RowField {
  readonly field: FormField;
  readonly creation: CreationView | null;
}

/** The three sides of a conflict, and the choice between them. */
export interface ConflictView {
  readonly saw: CellView;
  readonly stands: CellView;
  /** The position that this row gives. */
  readonly mine: ValueView;
  readonly saws: { readonly name: string; readonly value: string };
  readonly choice: FormField;
}

/** A cell in another editor's form, and how many minutes ago that was last saved. */
export interface CellElsewhere extends CellOf {
  readonly minutes: number;
}

/** What rows are made from besides what was typed. */
export interface RowContext extends FieldChoices {
  /** Of the cells that are reported and denied. */
  readonly denied: DeniedReports;
  readonly elsewhere: readonly CellElsewhere[];
  /** What the viewer may make without leaving the form. */
  readonly makes: readonly Picker[];
  /** What lists lack, by the names of their fields. */
  readonly lacking: ReadonlyMap<string, Lacking>;
  readonly log: NegotiationLog;
  readonly known: Sequence;
  readonly warnings: RowWarnings;
  /** By row index: the source on record that its address names. */
  readonly recognised: ReadonlyMap<number, Source>;
}

export function sourceRows(context: RowContext, state: FieldState): RowView[] {
  const count = rowCount(state.values, 'sources');
  return Array.from({ length: count }, (_, index) => ({
    ...rowView('sources', index, count, sourceFields(context, index === 0), state, context),
    legend: `Source ${index + 1}`,
    about: null,
    detailsLabel: 'Author, archived copy, note',
    warnings: context.warnings.sources.get(index) ?? [],
    remark: remarkOf(context.recognised.get(index)),
    conflict: null,
    presence: null,
    standing: null,
  }));
}

/** One text for all of the update, folded away with what is rarely told of a source: so it costs no key. */
const articleDefinition = {
  kind: 'textarea',
  name: articleField,
  label: 'The article’s text',
  hint: 'Pasted here, quotes are searched in it. It is never published, and thrown away with publication.',
} as const;

export function withArticle(
  [first, ...others]: readonly RowView[],
  state: FieldState,
  list: string | null = null,
): RowView[] {
  const { isOpen, ...row } = first as RowView;
  const field = formField(articleDefinition, state);
  return [
    {
      ...row,
      isOpen: isOpen || field.value !== '' || field.error !== null,
      detailsLabel: 'The article’s text, author, archived copy, note',
      article: { field, list },
    },
    ...others,
  ];
}

function remarkOf(source: Source | undefined): string | null {
  return source ? isolating`On record already, and used as it is: ${source.outlet}, ${source.title}` : null;
}

/** The stances of an update: each may be for several parties, and be given with the one above it. */
export function stanceRows(context: RowContext, state: FieldState): RowView[] {
  return stanceRowsWith(context, state, (fields, index) =>
    withSameFor(index === 0 ? fields : withJointly(fields)),
  );
}

/** The one stance of a correction. */
export function singleStanceRow(context: RowContext, state: FieldState): RowView {
  return stanceRowsWith(context, state, (fields) => fields)[0] as RowView;
}

type RowFields = ReturnType<typeof stanceFields>;

function stanceRowsWith(
  context: RowContext,
  state: FieldState,
  fieldsOf: (fields: RowFields, index: number) => RowFields,
): RowView[] {
  const fields = stanceFields(context, rowCount(state.values, 'sources'), citationCount(state.values));
  const rows = rowsOf(state.values, 'stances');
  return rows.map((row, index) => ({
    ...rowView('stances', index, rows.length, fieldsOf(fields, index), state, context),
    legend: `Stance ${index + 1}`,
    about: aboutOf(context, row),
    detailsLabel: 'Speaker, conditions, translation, note and more',
    warnings: [...(context.warnings.stances.get(index) ?? []), ...redLineWarnings(context, row)],
    remark: null,
    conflict: conflictOf(context, state, row, index),
    presence: presenceText(context, numberIn(row, 'party'), numberIn(row, 'demand')),
    standing: standingOf(context, numberIn(row, 'party'), numberIn(row, 'demand'), context.known),
  }));
}

function redLineWarnings({ log, known, negotiation }: RowContext, row: FormValues): string[] {
  const [party, demand] = [numberIn(row, 'party'), numberIn(row, 'demand')];
  const cell = log.cellAt(party, demand, {
    ...{ asOf: null, known, evidence: 'default' },
    past: pastDays(negotiation, known),
  });
  const typed = { position: textIn(row, 'position'), attribution: textIn(row, 'attribution') };
  const warning = redLineWarning(cell.isSet ? cell.setting.stance.position : null, typed);
  return warning === null ? [] : [warning];
}

/** The party and demand of a row, as far as they are chosen. */
function aboutOf({ negotiation: { parties, demands } }: RowContext, row: FormValues): string | null {
  const party = parties.find(({ id }) => id === numberIn(row, 'party'))?.name ?? null;
  const demand = demands.find(({ id }) => id === numberIn(row, 'demand'))?.proposition ?? null;
  if (demand === null) return party;
  return party === null ? isolating`“${demand}”` : cellWords(party, demand);
}

function presenceText({ elsewhere }: RowContext, party: number, demand: number): string | null {
  const other = elsewhere.find((each) => isSameCell(each, { party, demand }));
  if (!other) return null;
  const when = other.minutes === 0 ? 'just now' : `${counted(other.minutes, 'minute')} ago`;
  return `Another editor had this position in a form ${when}.`;
}

function conflictOf(
  context: RowContext,
  state: FieldState,
  row: FormValues,
  index: number,
): ConflictView | null {
  const saw = numberIn(row, 'saw');
  if (Number.isNaN(saw)) return null;
  const cell = [numberIn(row, 'party'), numberIn(row, 'demand')] as const;
  const [before, now] = [standingOf(context, ...cell, saw), standingOf(context, ...cell, context.known)];
  if (!before || !now) return null;
  const position = positions.find(({ value }) => value === textIn(row, 'position'))?.value ?? null;
  const known = textIn(row, 'attribution');
  const attribution = isAttribution(known) ? known : null;
  const choices = [{ value: '', label: 'Choose…' }, ...conflictChoices];
  const name = `stances.${index}.choice`;
  return {
    saw: before,
    stands: now,
    mine: position === null ? unsetView('No position yet') : valueView({ position, attribution }),
    saws: { name: `stances.${index}.saw`, value: String(saw) },
    choice: formField(
      { kind: 'select', name, label: 'What becomes of yours', choices, isRequired: true },
      state,
    ),
  };
}

/** The cell as readers see it with the log up to a sequence number. */
function standingOf(
  { negotiation, log, denied }: RowContext,
  party: number,
  demand: number,
  known: Sequence,
): CellView | null {
  const chosenParty = negotiation.parties.find(({ id }) => id === party);
  const chosenDemand = negotiation.demands.find(({ id }) => id === demand);
  if (!chosenParty || !chosenDemand) return null;
  const cell = log.cellAt(party, demand, {
    ...{ asOf: null, known, evidence: 'default' },
    past: pastDays(negotiation, known),
  });
  const url = paths.position(negotiation.slug, chosenParty.slug, chosenDemand.slug);
  return cellView(cell, url, undefined, denied);
}

type Fields = { readonly main: readonly FieldDefinition[]; readonly details: readonly FieldDefinition[] };

function rowView(
  kind: RowKind,
  index: number,
  count: number,
  fields: Fields,
  state: FieldState,
  { makes, lacking }: Pick<RowContext, 'makes' | 'lacking'>,
) {
  const inRow = (definition: FieldDefinition): RowField => {
    const name = `${kind}.${index}.${definition.name}`;
    const lacks = lacking.get(name);
    return {
      field: formField({ ...withNotListed(definition, makes), name }, state),
      creation: lacks ? creationView(name, lacks, state) : null,
    };
  };
  const details = fields.details.map(inRow);
  return {
    id: `${kind}-${index + 1}`,
    main: fields.main.map(inRow),
    details,
    article: null,
    isOpen: details.some(({ field }) => field.error !== null || textIn(state.values, field.name) !== ''),
    remove: count > 1 ? `remove.${kind}.${index}` : null,
  };
}

/** The place on the form of the field that a problem names: `stances.2.citations` is at the row's first source. */
export function fieldOfProblem(field: string): string {
  return field.replace(/\.citations$/, '.citations.0.source').replace(/^(sources|stances)$/, '$1.0.row');
}

/** Why no row can be added; null if one can. */
export function mostText(values: FieldState['values'], kind: RowKind): string | null {
  if (addButton(values, kind) !== null) return null;
  const noun = kind === 'sources' ? 'sources' : 'stances';
  return `${rowLimits[kind]} ${noun} are the most that one update takes. Publish these first, then log what is left as a second update.`;
}

/** The value of the button that adds a row; null if no more are possible. */
export function addButton(values: FieldState['values'], kind: RowKind): string | null {
  return rowCount(values, kind) < rowLimits[kind] ? `add.${kind}` : null;
}

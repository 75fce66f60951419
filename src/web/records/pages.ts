import type { FieldProblem } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import type { RecordState } from '../../domain/record-state.js';
import { counted, positionSentence } from '../../domain/wording.js';
import { type FieldDefinition, type FormField, formField } from '../forms/form-fields.js';
import { type FormValues, textIn } from '../forms/form-values.js';
import { type Link, type Page, plainHead } from '../layout.js';
import { paths } from '../paths.js';
import { type CitationView, citationView } from '../stances/citation-view.js';
import { type StanceView, stanceView } from '../stances/stance-view.js';
import { type FieldsOfForm, problemLinks } from '../updates/problem-links.js';
import {
  addButton,
  fieldOfProblem,
  mostText,
  type RowContext,
  type RowView,
  sourceRows,
  stanceRows,
} from '../updates/rows-view.js';

/** What an act is on, as it stands. */
export interface RecordSummary {
  readonly sentence: string;
  readonly url: string;
  readonly stance: StanceView;
  readonly citations: readonly CitationView[];
}

/** The words of an act's form. */
export interface ActWords {
  readonly heading: string;
  readonly lede: string;
  readonly submit: string;
}

interface ActPage extends Page, ActWords {
  readonly records: readonly RecordSummary[];
  readonly notice: string | null;
  readonly problems: readonly Link[];
  readonly action: string;
  readonly csrfToken: string;
  readonly cancel: Link;
}

/** The form of a correction or a clarification: the record’s own fields, and why. */
export interface VersionPage extends ActPage {
  readonly record: RecordSummary;
  readonly reason: FormField;
  readonly version: string;
  readonly sources: readonly RowView[];
  readonly stance: RowView;
  readonly addSource: string | null;
  /** Why no more sources can be added; null where they can. */
  readonly mostSourcesText: string | null;
}

/** The form of an act that needs only its reason: of one record or of a whole update. */
export interface ReasonPage extends ActPage {
  readonly reason: FormField;
  /** Says how many records are not shown; null if all are. */
  readonly moreText: string | null;
  /** Records of the update that the act passes over. */
  readonly skipped: readonly { readonly sentence: string; readonly why: string }[];
  readonly moreSkippedText: string | null;
}

/** The form that removes texts of a record for legal reasons. */
export interface RemovalPage extends ActPage {
  readonly texts: FormField;
  readonly reason: FormField;
}

/** The form of an act that brings a source: a corroboration or a denial. */
export interface SourceActPage extends ActPage {
  readonly source: RowView;
  readonly fields: readonly FormField[];
  /** The names that it asks about; sent again, they are taken as they stand. */
  readonly asked: string;
}

/** Stands between names in a field that holds several. */
export const betweenNames = ' · ';

export interface ActState {
  readonly negotiation: Negotiation;
  readonly words: ActWords;
  /** The records that the act is on. */
  readonly records: readonly RecordState[];
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  /** What stands in the way, said above the form; null if nothing does. */
  readonly notice: string | null;
  readonly action: string;
  readonly cancelUrl: string;
  readonly csrfToken: string;
}

export function versionPage(state: ActState, context: RowContext, reasonHint: string): VersionPage {
  const { values } = state;
  const problems = state.problems.map(({ field, message }) => ({ field: fieldOfProblem(field), message }));
  const fieldState = { values, problems, standing: null };
  const reason = reasonField(state, reasonHint);
  const sources = sourceRows(context, fieldState);
  const stance = {
    ...(stanceRows(context, fieldState)[0] as RowView),
    legend: 'As it should read',
    isOpen: true,
  };
  const page = actPage({ ...state, problems }, { fields: [reason], sources, stances: [stance] });
  return {
    ...page,
    record: page.records[0] as RecordSummary,
    reason,
    version: textIn(values, 'version'),
    sources,
    stance,
    addSource: addButton(values, 'sources'),
    mostSourcesText: mostText(values, 'sources'),
  };
}

/** What an act on a whole update passes over, and how many records there are beyond those shown. */
export interface ReasonExtent {
  readonly more: number;
  readonly skipped: readonly { readonly record: RecordState; readonly why: string }[];
  readonly moreSkipped: number;
}

export function reasonPage(
  state: ActState,
  reasonHint: string,
  { more, skipped, moreSkipped }: ReasonExtent,
): ReasonPage {
  const reason = reasonField(state, reasonHint);
  const moreText = (count: number) => (count > 0 ? `And ${counted(count, 'more record')}.` : null);
  return {
    ...actPage(state, { fields: [reason] }),
    reason,
    moreText: moreText(more),
    skipped: skipped.map(({ record, why }) => ({ sentence: sentenceOf(state.negotiation, record), why })),
    moreSkippedText: moreText(moreSkipped),
  };
}

export function removalPage(state: ActState, texts: FieldDefinition, reasonHint: string): RemovalPage {
  const { values, problems } = state;
  const fields = {
    texts: formField(texts, { values, problems, standing: null }),
    reason: reasonField(state, reasonHint),
  };
  return { ...actPage(state, { fields: Object.values(fields) }), ...fields };
}

export function sourceActPage(
  state: ActState,
  context: RowContext,
  definitions: readonly FieldDefinition[],
): SourceActPage {
  const { values, problems } = state;
  const fieldState = { values, problems, standing: null };
  const source = { ...(sourceRows(context, fieldState)[0] as RowView), legend: 'Source' };
  const fields = definitions.map((definition) => formField(definition, fieldState));
  const page = actPage(state, { fields, sources: [source] });
  return { ...page, source, fields, asked: context.warnings.near.join(betweenNames) };
}

function actPage(
  { negotiation, words, records, notice, problems, action, cancelUrl, csrfToken }: ActState,
  { fields = [], sources = [], stances = [] }: Partial<FieldsOfForm>,
) {
  const { slug, name } = negotiation;
  return {
    head: { ...plainHead(words.heading), negotiation: { slug, name } },
    ...words,
    records: records.map((record) => recordSummary(negotiation, record)),
    notice,
    problems: problemLinks(problems, { fields, sources, stances }),
    action,
    csrfToken,
    cancel: { label: 'Cancel', url: cancelUrl },
  };
}

function reasonField({ values, problems }: ActState, hint: string): FormField {
  const definition = { kind: 'textarea', name: 'reason', label: 'Reason', hint } as const;
  return formField(definition, { values, problems, standing: null });
}

function recordSummary(negotiation: Negotiation, record: RecordState): RecordSummary {
  return {
    sentence: sentenceOf(negotiation, record),
    url: positionUrl(negotiation, record),
    stance: stanceView(record.stance, negotiation),
    citations: record.citations.map(citationView),
  };
}

function sentenceOf({ parties, demands }: Negotiation, { stance }: RecordState): string {
  const party = parties.find(({ id }) => id === stance.party)?.name ?? '';
  const demand = demands.find(({ id }) => id === stance.demand)?.proposition ?? '';
  return positionSentence(party, stance.position, demand);
}

/** The page of the cell in which the record stands. */
export function positionUrl(
  { slug, parties, demands }: Negotiation,
  { stance }: { readonly stance: Pick<RecordState['stance'], 'party' | 'demand'> },
): string {
  const party = parties.find(({ id }) => id === stance.party)?.slug ?? '';
  const demand = demands.find(({ id }) => id === stance.demand)?.slug ?? '';
  return paths.position(slug, party, demand);
}

import { isolating } from '../../../domain/isolation.js';
import { codingTests } from '../../../domain/log/coding-tests.js';
import { positionUrl } from '../../parts/position-url.js';
import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import { counted, jointWords, positionSentence } from '../../../domain/cells/wording.js';
import { type FieldDefinition, type FormField, formField } from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { type CitationView, citationView } from '../../parts/stances/citation-view.js';
import { type StanceView, stanceView } from '../../parts/stances/stance-view.js';
import { type FieldsOfForm, problemLinks } from '../../parts/update-form/problem-links.js';
import {
  addButton,
  fieldOfProblem,
  mostText,
  type RowContext,
  type RowView,
  singleStanceRow,
  sourceRows,
} from '../../parts/update-form/rows-view.js';

/** The record that an act is on, as it is now. */
export interface RecordSummary {
  readonly sentence: string;
  readonly url: string;
  readonly stance: StanceView;
  readonly citations: readonly CitationView[];
}

/** The texts of an act's form. */
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

/** The form of a correction or clarification: the record’s own fields, and the reason. */
export interface VersionPage extends ActPage {
  readonly record: RecordSummary;
  readonly reason: FormField;
  readonly version: string;
  readonly codingTests: readonly string[];
  readonly sources: readonly RowView[];
  readonly stance: RowView;
  /** Whether it is for what the other records of the joint statement share; null if there are none. */
  readonly forAll: FormField | null;
  readonly addSource: string | null;
  /** Why no more sources can be added; null if they can. */
  readonly mostSourcesText: string | null;
}

/** The form of an act that needs only a reason: on one record or on a whole update. */
export interface ReasonPage extends ActPage {
  readonly reason: FormField;
  /** Whether it is for the other records of the joint statement as well; null if there are none. */
  readonly forAll: FormField | null;
  /** Says how many records are not shown; null if all are. */
  readonly moreText: string | null;
  /** Records of the update that the act leaves out. */
  readonly skipped: readonly { readonly sentence: string; readonly why: string }[];
  readonly moreSkippedText: string | null;
}

/** The form that removes texts of a record for legal reasons. */
export interface RemovalPage extends ActPage {
  readonly texts: FormField;
  readonly reason: FormField;
}

/** The form of an act that adds a source: a corroboration or a denial. */
export interface SourceActPage extends ActPage {
  readonly source: RowView;
  readonly fields: readonly FormField[];
  /** The names that it asks about; sent again, they are accepted as typed. */
  readonly asked: string;
}

/** Separates names in a field that holds several. */
export const betweenNames = ' · ';

export interface ActState {
  readonly negotiation: Negotiation;
  readonly words: ActWords;
  /** The records that the act is on. */
  readonly records: readonly RecordState[];
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  /** What prevents the act, shown above the form; null if nothing does. */
  readonly notice: string | null;
  readonly action: string;
  readonly cancelUrl: string;
  readonly csrfToken: string;
}

export function versionPage(
  state: ActState,
  context: RowContext,
  reasonHint: string,
  others: readonly string[],
): VersionPage {
  const { values } = state;
  const problems = state.problems.map(({ field, message }) => ({ field: fieldOfProblem(field), message }));
  const fieldState = { values, problems, standing: null };
  const reason = reasonField(state, reasonHint);
  const sources = sourceRows(context, fieldState);
  const stance = {
    ...singleStanceRow(context, fieldState),
    legend: 'As it should read',
    isOpen: true,
  };
  const forAll = others.length === 0 ? null : formField(forAllField(others), fieldState);
  const fields = forAll === null ? [reason] : [forAll, reason];
  const page = actPage({ ...state, problems }, { fields, sources, stances: [stance] });
  return {
    ...page,
    record: page.records[0] as RecordSummary,
    reason,
    forAll,
    version: textIn(values, 'version'),
    codingTests,
    sources,
    stance,
    addSource: addButton(values, 'sources'),
    mostSourcesText: mostText(values, 'sources'),
  };
}

/** What an act on a whole update leaves out, and how many records there are beyond those shown. */
export interface ReasonExtent {
  readonly more: number;
  readonly skipped: readonly { readonly record: RecordState; readonly why: string }[];
  readonly moreSkipped: number;
  /** The parties of the other records of a joint statement that the act can be on as well. */
  readonly others: readonly string[];
}

/** Asks whether an act is for the whole joint statement. */
export function forAllField(parties: readonly string[]): FieldDefinition {
  const label = isolating`Also what was given ${jointWords(parties) ?? ''}`;
  return { kind: 'checkboxes', name: 'forAll', label: 'Joint statement', choices: [{ value: 'yes', label }] };
}

export function reasonPage(
  state: ActState,
  reasonHint: string,
  { more, skipped, moreSkipped, others }: ReasonExtent,
): ReasonPage {
  const reason = reasonField(state, reasonHint);
  const { values, problems } = state;
  const forAll =
    others.length === 0 ? null : formField(forAllField(others), { values, problems, standing: null });
  const moreText = (count: number) => (count > 0 ? `And ${counted(count, 'more record')}.` : null);
  return {
    ...actPage(state, { fields: [reason] }),
    reason,
    forAll,
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

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/records/reason': ReasonPage;
    readonly 'desk/records/removal': RemovalPage;
    readonly 'desk/records/source-act': SourceActPage;
    readonly 'desk/records/version': VersionPage;
  }
}

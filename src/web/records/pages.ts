import type { FieldProblem } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import type { RecordState } from '../../domain/record-state.js';
import { positionSentence } from '../../domain/wording.js';
import { type FormField, formField } from '../forms/form-fields.js';
import { type FormValues, textIn } from '../forms/form-values.js';
import { type Link, type Page, plainHead } from '../layout.js';
import { paths } from '../paths.js';
import { type CitationView, citationView } from '../stances/citation-view.js';
import { type StanceView, stanceView } from '../stances/stance-view.js';
import { problemLinks } from '../updates/new-page.js';
import {
  addButton,
  fieldOfProblem,
  type RowContext,
  type RowView,
  sourceRows,
  stanceRows,
} from '../updates/rows-view.js';

/** What is corrected or retracted, as it stands. */
export interface RecordSummary {
  readonly sentence: string;
  readonly url: string;
  readonly stance: StanceView;
  readonly citations: readonly CitationView[];
}

interface ActPage extends Page {
  readonly heading: string;
  readonly record: RecordSummary;
  readonly notice: string | null;
  readonly problems: readonly Link[];
  readonly action: string;
  readonly csrfToken: string;
  readonly reason: FormField;
  readonly cancel: Link;
}

/** The form of a correction: the record's own fields, and why. */
export interface CorrectPage extends ActPage {
  readonly version: string;
  readonly sources: readonly RowView[];
  readonly stance: RowView;
  readonly addSource: string | null;
}

export type RetractPage = ActPage;

export interface ActState {
  readonly negotiation: Negotiation;
  readonly record: RecordState;
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  /** What stands in the way, said above the form; null if nothing does. */
  readonly notice: string | null;
  readonly csrfToken: string;
}

export function correctPage(state: ActState, context: RowContext): CorrectPage {
  const { negotiation, record, values } = state;
  const problems = state.problems.map(({ field, message }) => ({ field: fieldOfProblem(field), message }));
  const fieldState = { values, problems, standing: null };
  return {
    ...actPage(state, 'Correct a record'),
    problems: problemLinks(problems),
    action: paths.correctRecord(negotiation.slug, record.record),
    reason: reasonField(state, 'Readers see it beside the struck words. At least 10 characters.'),
    version: textIn(values, 'version'),
    sources: sourceRows(context, fieldState),
    stance: { ...(stanceRows(context, fieldState)[0] as RowView), legend: 'As it should read', isOpen: true },
    addSource: addButton(values, 'sources'),
  };
}

export function retractPage(state: ActState): RetractPage {
  return {
    ...actPage(state, 'Retract a record'),
    problems: problemLinks(state.problems),
    action: paths.retractRecord(state.negotiation.slug, state.record.record),
    reason: reasonField(
      state,
      'The record stays in the log, struck, with this reason. At least 10 characters.',
    ),
  };
}

function actPage({ negotiation, record, notice, csrfToken }: ActState, heading: string) {
  const { slug, name } = negotiation;
  const summary = recordSummary(negotiation, record);
  return {
    head: { ...plainHead(heading), negotiation: { slug, name } },
    heading,
    record: summary,
    notice,
    csrfToken,
    cancel: { label: 'Cancel', url: summary.url },
  };
}

function reasonField({ values, problems }: ActState, hint: string): FormField {
  const definition = { kind: 'textarea', name: 'reason', label: 'Reason', hint, isRequired: true } as const;
  return formField(definition, { values, problems, standing: null });
}

function recordSummary(negotiation: Negotiation, { stance, citations }: RecordState): RecordSummary {
  const party = negotiation.parties.find(({ id }) => id === stance.party);
  const demand = negotiation.demands.find(({ id }) => id === stance.demand);
  return {
    sentence: positionSentence(party?.name ?? '', stance.position, demand?.proposition ?? ''),
    url: paths.position(negotiation.slug, party?.slug ?? '', demand?.slug ?? ''),
    stance: stanceView(stance, negotiation),
    citations: citations.map(citationView),
  };
}

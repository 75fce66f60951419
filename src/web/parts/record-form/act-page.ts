import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import { positionSentence } from '../../../domain/cells/wording.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { positionUrl } from '../position-url.js';
import { type CitationView, citationView } from '../stances/citation-view.js';
import { type StanceView, stanceView } from '../stances/stance-view.js';
import { type FieldsOfForm, problemLinks } from '../update-form/problem-links.js';

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

/** The form of an act on records. */
export interface ActPage extends Page, ActWords {
  readonly records: readonly RecordSummary[];
  readonly notice: string | null;
  readonly problems: readonly Link[];
  readonly action: string;
  readonly csrfToken: string;
  readonly cancel: Link;
}

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

export function actPage(
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

export function reasonField({ values, problems }: ActState, hint: string): FormField {
  const definition = { kind: 'textarea', name: 'reason', label: 'Reason', hint } as const;
  return formField(definition, { values, problems, standing: null });
}

function recordSummary(negotiation: Negotiation, record: RecordState): RecordSummary {
  return {
    sentence: recordSentence(negotiation, record),
    url: positionUrl(negotiation, record),
    stance: stanceView(record.stance, negotiation),
    citations: record.citations.map(citationView),
  };
}

/** “Ukraine rejects: Ukraine cedes territory”: what a record says now. */
export function recordSentence(
  { parties, demands }: Negotiation,
  { stance }: Pick<RecordState, 'stance'>,
): string {
  const party = parties.find(({ id }) => id === stance.party)?.name ?? '';
  const demand = demands.find(({ id }) => id === stance.demand)?.proposition ?? '';
  return positionSentence(party, stance.position, demand);
}

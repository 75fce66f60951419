import type { RecordState } from '../../../domain/log/record-state.js';
import type { TargetState } from '../../../domain/log/target.js';
import { counted, entryName } from '../../../domain/cells/wording.js';
import { type FieldDefinition, type FormField, formField } from '../../frame/forms/form-fields.js';
import {
  type ActPage,
  actPage,
  type ActState,
  reasonField,
  recordSentence,
} from '../../parts/record-form/act-page.js';
import { forAllField } from '../../parts/record-form/version-page.js';
import { citationView } from '../../parts/stances/citation-view.js';
import { type ActView, denialView } from '../../parts/stances/record-view.js';
import { type RowContext, type RowView, sourceRows } from '../../parts/update-form/rows-view.js';

/** The form of an act that needs only a reason: on one record or on a whole update. */
export interface ReasonPage extends ActPage {
  readonly reason: FormField;
  /** The corroboration or denial that it is on; null if it is on records. */
  readonly target: TargetView | null;
  /** Whether it is for the other records of the joint statement as well; null if there are none. */
  readonly forAll: FormField | null;
  /** Says how many records are not shown; null if all are. */
  readonly moreText: string | null;
  /** Records of the update that the act leaves out. */
  readonly skipped: readonly { readonly sentence: string; readonly why: string }[];
  readonly moreSkippedText: string | null;
}

/** A corroboration or denial, as the log shows it. */
export interface TargetView extends Pick<ActView, 'denial' | 'citations'> {
  readonly title: string;
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

/** What an act on a whole update leaves out, and how many records there are beyond those shown. */
export interface ReasonExtent {
  readonly more: number;
  readonly skipped: readonly { readonly record: RecordState; readonly why: string }[];
  readonly moreSkipped: number;
  /** The parties of the other records of a joint statement that the act can be on as well. */
  readonly others: readonly string[];
  /** The corroboration or denial that it is on; null if it is on records. */
  readonly target: TargetState | null;
}

export function reasonPage(
  state: ActState,
  reasonHint: string,
  { more, skipped, moreSkipped, others, target }: ReasonExtent,
): ReasonPage {
  const reason = reasonField(state, reasonHint);
  const { values, problems } = state;
  const forAll =
    others.length === 0 ? null : formField(forAllField(others), { values, problems, standing: null });
  const moreText = (count: number) => (count > 0 ? `And ${counted(count, 'more record')}.` : null);
  return {
    ...actPage(state, { fields: [reason] }),
    reason,
    target: target && targetView(target),
    forAll,
    moreText: moreText(more),
    skipped: skipped.map(({ record, why }) => ({ sentence: recordSentence(state.negotiation, record), why })),
    moreSkippedText: moreText(moreSkipped),
  };
}

function targetView({ kind, sequence, denial, citations }: TargetState): TargetView {
  return {
    title: `The ${kind}, ${entryName(sequence)}`,
    denial: denialView(denial),
    citations: citations.map(citationView),
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

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/records/reason': ReasonPage;
    readonly 'desk/records/removal': RemovalPage;
    readonly 'desk/records/source-act': SourceActPage;
  }
}

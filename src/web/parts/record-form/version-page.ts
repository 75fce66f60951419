import { isolating } from '../../../domain/isolation.js';
import { codingTests } from '../../../domain/log/coding-tests.js';
import { jointWords } from '../../../domain/cells/wording.js';
import { longInstant } from '../../../domain/when.js';
import { type FieldDefinition, type FormField, formField } from '../../frame/forms/form-fields.js';
import { textIn } from '../../frame/forms/form-values.js';
import { discardLabel } from '../update-form/new-page.js';
import {
  addButton,
  fieldOfProblem,
  mostText,
  type RowContext,
  type RowView,
  singleStanceRow,
  sourceRows,
  withArticle,
} from '../update-form/rows-view.js';
import { actPage, type ActPage, type ActState, reasonField, type RecordSummary } from './act-page.js';

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
  /** How it is kept as a draft; null of a form that the browser’s tab keeps. */
  readonly draft: VersionDraft | null;
}

/** The draft of a correction that is proposed, or of its review. */
export interface VersionDraft {
  readonly key: string;
  readonly revision: string;
  /** The path of the form, without a query. */
  readonly path: string;
  /** “Kept as a draft on 21 August 2025, 09:00 UTC”; null if nothing was saved yet. */
  readonly savedText: string | null;
  /** The proposal that it takes up again; null for none. */
  readonly reworks: string | null;
  /** Who proposed it and when; null in the form of whoever proposes. */
  readonly remark: string | null;
  /** The words of the button that discards what was typed. */
  readonly discard: string;
}

/** How the form is kept, before it is put into words. */
export interface KeptVersion extends Pick<VersionDraft, 'path' | 'remark'> {
  readonly key: string;
  readonly revision: number;
  readonly savedAt: string | null;
  readonly isReview: boolean;
}

export function versionPage(
  state: ActState,
  context: RowContext,
  {
    reasonHint,
    others,
    kept = null,
  }: {
    readonly reasonHint: string;
    /** The parties of the other records of its joint statement. */
    readonly others: readonly string[];
    readonly kept?: KeptVersion | null;
  },
): VersionPage {
  const { values } = state;
  const problems = state.problems.map(({ field, message }) => ({ field: fieldOfProblem(field), message }));
  const fieldState = { values, problems, standing: null };
  const reason = reasonField(state, reasonHint);
  const sources = withArticle(sourceRows(context, fieldState), fieldState);
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
    head: kept ? { ...page.head, script: 'update-form.js' } : page.head,
    record: page.records[0] as RecordSummary,
    reason,
    forAll,
    version: textIn(values, 'version'),
    codingTests,
    sources,
    stance,
    addSource: addButton(values, 'sources'),
    mostSourcesText: mostText(values, 'sources'),
    draft: kept && {
      ...{ key: kept.key, path: kept.path, remark: kept.remark },
      revision: String(kept.revision),
      savedText: kept.savedAt === null ? null : `Kept as a draft on ${longInstant(kept.savedAt)}`,
      reworks: textIn(values, 'reworks') || null,
      discard: discardLabel(kept.isReview),
    },
  };
}

/** Asks whether an act is for the whole joint statement. */
export function forAllField(parties: readonly string[]): FieldDefinition {
  const label = isolating`Also what was given ${jointWords(parties) ?? ''}`;
  return { kind: 'checkboxes', name: 'forAll', label: 'Joint statement', choices: [{ value: 'yes', label }] };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/records/version': VersionPage;
  }
}

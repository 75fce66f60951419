import type { FoundInArticle } from '../../../domain/desk/article-text.js';
import { isolating } from '../../../domain/isolation.js';
import { codingTests } from '../../../domain/log/coding-tests.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { type ArticleView, articleView } from './article-view.js';
import { problemLinks } from './problem-links.js';
import { longInstant } from '../../../domain/when.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import type { Viewer } from '../../frame/request-context.js';
import {
  addButton,
  fieldOfProblem,
  mostText,
  type RowContext,
  type RowView,
  sourceRows,
  stanceRows,
  withArticle,
} from './rows-view.js';

/** The form for an update: one headline, its sources, its stances. */
export interface NewUpdatePage extends Page {
  readonly heading: string;
  readonly lede: string;
  /** Who proposed it and when; null if nobody did. */
  readonly remark: string | null;
  /** What prevents it from being sent; null if nothing does. */
  readonly notice: string | null;
  readonly action: string;
  /** The path of the form, without a query. */
  readonly path: string;
  /** The button that sends it, and the value that the button sends. */
  readonly submit: { readonly label: string; readonly value: string };
  readonly csrfToken: string;
  readonly key: string;
  readonly seen: string;
  readonly revision: string;
  /** “Kept as a draft on 21 August 2025, 09:00 UTC”; null if nothing was saved yet. */
  readonly savedText: string | null;
  readonly problems: readonly Link[];
  readonly headline: FormField;
  /** What stands in the text of the article; null if none was pasted. */
  readonly article: ArticleView | null;
  /** What is missing here, in words; null where the editor makes it. */
  readonly missing: FormField | null;
  /** The number of the proposal that is taken up again; null for none. */
  readonly reworks: string | null;
  readonly codingTests: readonly string[];
  readonly sources: readonly RowView[];
  readonly stances: readonly RowView[];
  readonly addSource: string | null;
  readonly addStance: string | null;
  /** Why no more can be added; null if they can. */
  readonly mostSourcesText: string | null;
  readonly mostStancesText: string | null;
  readonly cancel: Link;
  /** The words of the button that discards what was typed. */
  readonly discard: string;
}

/** What the form is for: publishing, proposing, or publishing a proposal. */
export type UpdateFormPurpose = Pick<
  NewUpdatePage,
  'heading' | 'lede' | 'remark' | 'path' | 'action' | 'submit'
> & {
  readonly cancelUrl: string;
  /** True for a review: what is discarded are the reviewer’s changes, and not the proposal. */
  readonly isReview?: boolean;
  /** True for proposals, which may name what is missing in words. */
  readonly asksMissing?: boolean;
};

/** Why a form is shown again. */
export interface Refused {
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string | null;
}

/** The values of the form, how they are kept, and why it is shown again. */
export interface UpdateFormState extends Refused {
  readonly values: FormValues;
  readonly key: string;
  readonly revision: number;
  /** RFC 3339, UTC; null if nothing was saved yet. */
  readonly savedAt: string | null;
  /** What stands in the text of the article; null if none was pasted. */
  readonly found: FoundInArticle | null;
  /** True if that was just asked for. */
  readonly asksFound: boolean;
}

export function newUpdatePage(
  context: RowContext,
  { cancelUrl, asksMissing = false, isReview = false, ...purpose }: UpdateFormPurpose,
  { values, key, revision, savedAt, found, asksFound, problems = [], notice = null }: UpdateFormState,
  { csrfToken }: Pick<Viewer, 'csrfToken'>,
): NewUpdatePage {
  const { slug, name } = context.negotiation;
  const placed = problems.map(({ field, message }) => ({ field: fieldOfProblem(field), message }));
  const state = { values, problems: placed, standing: null };
  const missing = asksMissing ? formField(missingField, state) : null;
  const [headline, sources, stances] = [
    formField(headlineField, state),
    withArticle(sourceRows(context, state), state, 'list'),
    stanceRows(context, state),
  ];
  return {
    head: {
      ...plainHead(isolating`${purpose.heading}: ${name}`),
      negotiation: { slug, name },
      script: 'update-form.js',
    },
    ...purpose,
    notice,
    csrfToken,
    key,
    seen: textIn(values, 'seen'),
    revision: String(revision),
    savedText: savedAt === null ? null : `Kept as a draft on ${longInstant(savedAt)}`,
    problems: problemLinks(placed, { fields: missing ? [headline, missing] : [headline], sources, stances }),
    headline,
    article: found && articleView(found, state, namesOfRows(stances), asksFound),
    missing,
    reworks: asksMissing ? textIn(values, 'reworks') || null : null,
    codingTests,
    sources: revision === 0 && headline.value === '' && problems.length === 0 ? beginning(sources) : sources,
    stances,
    addSource: addButton(values, 'sources'),
    addStance: addButton(values, 'stances'),
    mostSourcesText: mostText(values, 'sources'),
    mostStancesText: mostText(values, 'stances'),
    cancel: { label: 'Cancel', url: cancelUrl },
    discard: discardLabel(isReview),
  };
}

/** Of the button that discards what was typed in the form. */
export function discardLabel(isReview: boolean): string {
  return isReview ? 'Discard my changes' : 'Discard the draft';
}

/** Whoever opens a new form begins with the address of its source. */
function beginning([first, ...others]: readonly RowView[]): RowView[] {
  if (!first) return [];
  const main = first.main.map((each, index) =>
    index === 0 ? { ...each, field: { ...each.field, isFocused: true } } : each,
  );
  return [{ ...first, main }, ...others];
}

/** “Stance 2: Russia on “…””. */
function namesOfRows(rows: readonly RowView[]): string[] {
  return rows.map(({ legend, about }) => (about === null ? legend : isolating`${legend}: ${about}`));
}

const headlineField = {
  kind: 'text',
  name: 'headline',
  label: 'Headline',
  hint: 'What changed, in one line: “Moscow’s list and Kyiv’s answer before the Alaska meeting”.',
  isRequired: true,
} as const;

const missingField = {
  kind: 'textarea',
  name: 'missing',
  label: 'Missing here',
  hint: 'A party, demand, topic or speaker that cannot be chosen yet, in words: whoever reviews this makes it. Its field in the stance may then stay empty, without a preview.',
} as const;

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/updates/new': NewUpdatePage;
  }
}

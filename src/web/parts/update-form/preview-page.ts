import { isolating } from '../../../domain/isolation.js';
import { saidAfterwards } from '../../../domain/cells/moved-words.js';
import { movementWords } from '../../../domain/cells/wording.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { type CellView, cellView } from '../stances/cell-view.js';
import { type CitationView, sourceView } from '../stances/citation-view.js';
import { type NewStanceView, newStanceViews } from '../stances/new-stance-view.js';
import type { UpdateFormPurpose } from './new-page.js';
import type { PreviewFacts } from './preview-facts.js';

/** What publishing a stance will do to its cell, as readers will see it. */
export interface PreviewedStanceView extends NewStanceView {
  readonly before: CellView;
  readonly after: CellView;
  /** “Reversed”, or that the cell stays as it is. */
  readonly effect: string;
  readonly warnings: readonly string[];
}

/** An update as readers will see it, before it is sent. */
export interface PreviewPage extends Page {
  readonly heading: string;
  readonly headline: string;
  readonly sources: readonly (CitationView & {
    /** The links after “Logged before, in:”; empty for a new source. */
    readonly logged: readonly Link[];
    readonly warnings: readonly string[];
  })[];
  readonly stances: readonly PreviewedStanceView[];
  readonly warningCount: number;
  readonly action: string;
  readonly csrfToken: string;
  /** The values of the form, sent along unchanged. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly submit: UpdateFormPurpose['submit'];
  readonly edit: Link;
}

export interface PreviewForm {
  readonly purpose: UpdateFormPurpose;
  readonly values: FormValues;
  readonly editUrl: string;
  readonly csrfToken: string;
}

export function previewPage(
  facts: PreviewFacts,
  { purpose, values, editUrl, csrfToken }: PreviewForm,
): PreviewPage {
  const { negotiation, update, sources, logged, warnings } = facts;
  const { slug, name } = negotiation;
  const stances = previewedStances(facts);
  const repeated = logged.filter((updates) => updates.length > 0);
  const texts = Object.entries(values).flatMap(([field, values_]) =>
    values_.map((value) => ({ name: field, value })),
  );
  return {
    head: { ...plainHead(isolating`Preview: ${update.headline}`), negotiation: { slug, name } },
    heading: 'Preview',
    headline: update.headline,
    sources: sources.map((source, index) => ({
      ...sourceView(source),
      logged: (logged[index] ?? []).map(({ id, headline }) => ({
        label: headline,
        url: paths.update(slug, id),
      })),
      warnings: warnings.sources.get(index) ?? [],
    })),
    stances,
    warningCount:
      repeated.length +
      [...warnings.sources.values()].flat().length +
      stances.flatMap((stance) => stance.warnings).length,
    action: purpose.action,
    csrfToken,
    fields: texts,
    submit: purpose.submit,
    edit: { label: 'Back to the form', url: editUrl },
  };
}

/** What each stance of an unpublished update says, and what publishing it will do. */
export function previewedStances(facts: PreviewFacts): PreviewedStanceView[] {
  return newStanceViews(facts.update.stances, facts).map((view, index) => stanceOf(facts, view, index));
}

function stanceOf(facts: PreviewFacts, view: NewStanceView, index: number): PreviewedStanceView {
  const preview = facts.stances[index];
  if (!preview) throw new Error(`The update has no stance ${index}.`);
  const { before, after, moved, warnings } = preview;
  return {
    ...view,
    before: cellView(before, view.url, undefined, facts.denied),
    after: cellView(after, view.url, undefined, facts.denied),
    effect: moved ? movementWords(moved.movement, moved.evidenceChange) : unmoved(preview),
    warnings: [
      ...warnings,
      ...(facts.olderAnswers[index] ?? []),
      ...(facts.warnings.stances.get(index) ?? []),
    ],
  };
}

function unmoved({ sets, isAfterwards }: PreviewFacts['stances'][number]): string {
  if (isAfterwards) return saidAfterwards;
  return sets ? 'A finding: no movement' : 'Does not set the cell';
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/updates/preview': PreviewPage;
  }
}

import type { Request, Response } from 'express';
import { checkUpdate } from '../../../actions/updates/check-update.js';
import { lastSequence } from '../../../data/log/publications.js';
import { foundInArticle } from '../../../domain/desk/article-text.js';
import { articleField } from '../../../domain/desk/draft.js';
import { CellConflict } from '../../../domain/cells/cell-conflict.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../../domain/errors.js';
import { longestArticle } from '../../../domain/log/quote-check.js';
import { latestToday } from '../../../domain/when.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Source } from '../../../domain/structure/source.js';
import type { NewUpdate } from '../../../domain/log/update.js';
import { formOf } from '../../frame/forms/form-body.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { badRequest } from '../../frame/http-errors.js';
import { withQuery } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import {
  discard,
  draftUrl,
  keep,
  type Kept,
  type KeptForm,
  keyIn,
  openKept,
  ownFields,
} from '../kept-form.js';
import { createLacking, withWordsFor } from './create-lacking.js';
import { newUpdatePage, type Refused, type UpdateFormPurpose } from './new-page.js';
import { previewPage } from './preview-page.js';
import { previewFacts } from './preview-facts.js';
import { hasUnusedDetails } from './row-warnings.js';
import { problemsAtOrigins, problemsOfNames, rowsMade } from './rows-made.js';
import { cellsElsewhere, recognisedSources, rowContext, understoodValues } from './row-context.js';
import { rowCount } from './rows.js';
import {
  actOf,
  type FormAct,
  newUpdateOf,
  problemsOfChoices,
  problemsOfJointly,
  readRows,
  withAct,
  withConflicts,
  withoutEmptyRows,
  withoutLeftOut,
} from './update-form.js';

/** A form for an update: what it is for, and where it is sent. */
export interface UpdateForm extends KeptForm {
  readonly negotiation: Negotiation;
  readonly purpose: UpdateFormPurpose;
  /** What is said above it of these values, in place of the remark of its purpose. */
  readonly remarkOn?: (values: FormValues) => Promise<string | null>;
  /**
   * Publishes or proposes it; returns the address to go to. `seen` is the newest sequence number when the form was
   * opened; `hasUnused` says that a source is cited differently from what was typed, `missing` what is missing here, `reworks` which proposal it takes up again.
   */
  readonly send: (
    update: NewUpdate,
    seen: Sequence,
    beside: { readonly hasUnused: boolean; readonly missing: string | null; readonly reworks: number | null },
  ) => Promise<string>;
}

/**
 * Shows a form under an address of its own (`draft` is its key), so that Back, reload and another day find what was
 * typed; with `preview`, shows what it would publish. A form that was already sent redirects to what became of it.
 */
export async function openUpdateForm(
  services: Services,
  request: Request,
  response: Response,
  form: UpdateForm,
  ownParameters: readonly string[] = [],
): Promise<void> {
  const kept = await openKept(services, request, response, form, ['preview', 'found', ...ownParameters]);
  if (kept === null) return;
  const isNew = kept.savedAt === undefined;
  if (isNew) {
    const seen = [String(await lastSequence(services.database.read))];
    return show(services, response, form, { ...kept, values: { ...kept.values, seen } });
  }
  const parameters = request.query as unknown as URLSearchParams;
  if (parameters.get('preview') === '1') return preview(services, response, form, kept);
  const asksFound = parameters.get('found') === '1';
  await show(services, response, form, kept, { notice: kept.notice ?? null, asksFound });
}

/**
 * Does what the pressed button says: adds or removes a row, saves a draft, shows what would be published, or sends the
 * update and goes to the result. Whatever is refused comes back as it was typed, and is saved.
 */
export async function submitUpdateForm(
  services: Services,
  request: Request,
  response: Response,
  form: UpdateForm,
): Promise<void> {
  const given = readRows(formOf(request), [
    ...['headline', 'seen', articleField, 'into', ...ownFields],
    ...(form.purpose.asksMissing ? ['missing', 'reworks'] : []),
  ]);
  const typed = await understoodValues(services, form.negotiation, given);
  const key = keyIn(typed);
  if (Number.isNaN(numberIn(typed, 'seen'))) throw badRequest('The form lacks its key: open it anew.');
  const { purpose } = form;
  const act = actOf(typed);
  if (act.do === 'discard') return discard(services, response, form, typed);
  if (act.do === 'save') {
    response.json(await keep(services, response, form, typed));
    return;
  }
  if (act.do === 'create') {
    const asTyped = withWordsFor(typed, given, act);
    try {
      return await createLacking(services, response, form, asTyped, act);
    } catch (error) {
      return await refuse(services, response, form, asTyped, error);
    }
  }
  if (act.do !== 'submit' && act.do !== 'preview') {
    const saved = await keep(services, response, form, withAct(typed, act));
    if (act.do === 'pick' || act.do === 'list')
      return response.redirect(303, `${draftUrl(purpose, key, saved, { found: '1' })}#found`);
    return response.redirect(303, `${draftUrl(purpose, key, saved)}${anchorOf(typed, act)}`);
  }
  const values = withoutEmptyRows(typed);
  const made = rowsMade(values, form.negotiation);
  try {
    const names = problemsOfNames(made.values, form.negotiation);
    if (names.length > 0) throw new InvalidInput(names);
    const { update, seen, complete } = await ready(services, made.values);
    if (act.do === 'submit') {
      const hasUnused = await hasUnusedDetails(services.database.read, complete);
      const missing = optionalTextIn(values, 'missing');
      const reworks = textIn(values, 'reworks') === '' ? null : numberIn(values, 'reworks');
      return response.redirect(303, await form.send(update, seen, { hasUnused, missing, reworks }));
    }
    await requirePublishable(services, response, form, { update, seen });
    const saved = await keep(services, response, form, { ...complete, key: [key] });
    response.redirect(303, draftUrl(purpose, key, saved, { preview: '1' }));
  } catch (error) {
    if (!(error instanceof InvalidInput)) return await refuse(services, response, form, made.values, error);
    const placed = new InvalidInput(problemsAtOrigins(error.problems, made));
    await refuse(services, response, form, values, placed);
  }
}

/** The update given by the values: with sources recognised, and without the rows that are left out. */
async function ready(services: Services, values: FormValues) {
  const choices = [...problemsOfChoices(values), ...problemsOfJointly(values)];
  if (choices.length > 0) throw new InvalidInput(choices);
  const complete = withoutLeftOut(values);
  const recognised = await recognisedSources(services.database, complete);
  const { idempotencyKey: _key, ...typed } = newUpdateOf(complete);
  const articleText = textIn(values, articleField);
  const update = { ...newUpdateOf(withRecognised(complete, recognised)), typed, articleText };
  return { complete, update, seen: numberIn(values, 'seen') };
}

/** Checks beforehand what publication will check; throws the same errors. */
async function requirePublishable(
  { database, clock }: Services,
  response: Response,
  { negotiation }: UpdateForm,
  { update, seen }: { readonly update: NewUpdate; readonly seen: Sequence },
): Promise<void> {
  const { userId } = editorOf(response);
  await checkUpdate(database.read, { negotiationId: negotiation.id, update, userId, seen }, clock());
}

async function preview(services: Services, response: Response, form: UpdateForm, kept: Kept): Promise<void> {
  try {
    const values = { ...kept.values, key: [kept.key], revision: [String(kept.revision)] };
    const { update, seen, complete } = await ready(services, values);
    await requirePublishable(services, response, form, { update, seen });
    const facts = await previewFacts(services, form.negotiation, update, complete);
    const { csrfToken } = editorOf(response);
    const editUrl = withQuery(form.purpose.path, { draft: kept.key });
    const page = previewPage(facts, { purpose: form.purpose, values, editUrl, csrfToken });
    await renderPage(response, 'desk/updates/preview', page);
  } catch (error) {
    const values = { ...kept.values, key: [kept.key], revision: [String(kept.revision)] };
    await refuse(services, response, form, values, error);
  }
}

/**
 * Shows the form as it was typed, with what prevents it from being sent, and saves it as a draft. Rethrows anything
 * that is not a refusal.
 */
async function refuse(
  services: Services,
  response: Response,
  form: UpdateForm,
  typed: FormValues,
  error: unknown,
): Promise<void> {
  if (!(error instanceof InvalidInput || error instanceof Conflict)) throw error;
  const known = await lastSequence(services.database.read);
  const values = error instanceof CellConflict ? withConflicts(typed, error.cells, known) : typed;
  const saved = await keep(services, response, form, values);
  const kept = { values, key: saved.key, revision: saved.revision };
  if (error instanceof InvalidInput)
    return show(services, response, form, kept, { problems: error.problems }, 422);
  await show(services, response, form, kept, { notice: error.message }, 409);
}

async function show(
  services: Services,
  response: Response,
  { negotiation, purpose, remarkOn }: UpdateForm,
  { values, key, revision, savedAt }: Kept,
  refused: Refused & { readonly asksFound?: boolean } = {},
  status = 200,
): Promise<void> {
  const editor = editorOf(response);
  const elsewhere = await cellsElsewhere(services, negotiation.id, editor.userId);
  const context = await rowContext(services, negotiation, values, { elsewhere, role: editor.role });
  const text = textIn(values, articleField);
  const open = context.speakers.filter(({ isClosed }) => !isClosed);
  const isRead = text !== '' && text.length <= longestArticle;
  const found = isRead ? foundInArticle(text, open, latestToday(services.clock())) : null;
  const kept = { values, key, revision, savedAt: savedAt ?? null, found };
  const state = { asksFound: false, ...kept, ...refused };
  const remark = remarkOn ? await remarkOn(values) : purpose.remark;
  const page = newUpdatePage(context, { ...purpose, remark }, state, editor);
  await renderPage(response, 'desk/updates/new', page, status);
}

/** The place on the page where a row was added or removed. */
function anchorOf(typed: FormValues, act: FormAct): string {
  if (act.do === 'again') return `#stances-${rowCount(withAct(typed, act), 'stances')}`;
  if (act.do !== 'add' && act.do !== 'remove') return '';
  const names = Object.keys(withAct(typed, act)).filter((name) => name.startsWith(`${act.kind}.`));
  const last = Math.max(0, ...names.map((name) => Number(name.split('.')[1])));
  const index = act.do === 'add' ? last : Math.min(act.index, last);
  return `#${act.kind}-${index + 1}`;
}

/** A recognised source is taken as it is on record, whatever else was typed in its row. */
export function withRecognised(values: FormValues, recognised: ReadonlyMap<number, Source>): FormValues {
  const chosen = [...recognised].map(([index, { id }]) => [`sources.${index}.id`, [String(id)]] as const);
  return { ...values, ...Object.fromEntries(chosen) };
}

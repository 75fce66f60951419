import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { discardDraft } from '../../../actions/desk/discard-draft.js';
import { saveDraft } from '../../../actions/desk/save-draft.js';
import { createOnTheWay } from '../../../actions/structure/create-on-the-way.js';
import { checkUpdate } from '../../../actions/updates/check-update.js';
import { type DraftToSave, findDraft, type SavedDraft } from '../../../data/desk/drafts.js';
import type { Database } from '../../../data/engine/database.js';
import { lastSequence } from '../../../data/log/publications.js';
import { CellConflict } from '../../../domain/cells/cell-conflict.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Source } from '../../../domain/structure/source.js';
import type { NewUpdate } from '../../../domain/log/update.js';
import { fieldId } from '../../frame/forms/form-fields.js';
import { formOf } from '../../frame/forms/form-body.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { type Creating, isMadeIn, made, withMade } from './creating.js';
import { newUpdatePage, type Refused, type UpdateFormPurpose } from './new-page.js';
import { previewPage } from './preview-page.js';
import { previewFacts } from './preview-facts.js';
import { hasUnusedDetails } from './row-warnings.js';
import { problemsAtOrigins, problemsOfNames, rowsMade } from './rows-made.js';
import { cellsElsewhere, recognisedSources, rowContext, understoodValues } from './row-context.js';
import {
  actOf,
  type FormAct,
  newUpdateOf,
  problemsOfChoices,
  problemsOfJointly,
  readRows,
  rowCount,
  withAct,
  withConflicts,
  withoutEmptyRows,
  withoutLeftOut,
} from './update-form.js';

const keyShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Fields that belong to the form, not to its draft. */
const ownFields = ['key', 'revision', 'do'];

/** A form for an update: what it is for, and where it is sent. */
export interface UpdateForm {
  readonly negotiation: Negotiation;
  readonly purpose: UpdateFormPurpose;
  /** The values of a new form; `parameters` are those of `openUpdateForm`. */
  readonly initial: (parameters: URLSearchParams) => Promise<FormValues>;
  /**
   * Publishes or proposes it; returns the address to go to. `seen` is the newest sequence number when the form was
   * opened; `hasUnused` says that a source is cited differently from what was typed, `missing` what is missing here, `reworks` which proposal it takes up again.
   */
  readonly send: (
    update: NewUpdate,
    seen: Sequence,
    beside: { readonly hasUnused: boolean; readonly missing: string | null; readonly reworks: number | null },
  ) => Promise<string>;
  /** The address of what was sent earlier under this key; null if nothing was. */
  readonly sentWith: (key: string) => Promise<string | null>;
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
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['draft', 'preview', 'kept', ...ownParameters]);
  const key = parameters.get('draft');
  const { path } = form.purpose;
  if (key === null) return response.redirect(303, withQuery(path, [...parameters, ['draft', randomUUID()]]));
  if (!keyShape.test(key)) throw badRequest('This is not the address of a draft. Open the form anew.');
  const draft = await findDraft(services.database.read, editorOf(response).userId, key);
  if (!draft || draft.isSent) {
    const sent = await form.sentWith(key);
    if (sent !== null) return response.redirect(303, sent);
  }
  if (!draft || draft.isSent) {
    const seen = String(await lastSequence(services.database.read));
    const values = { ...(await form.initial(parameters)), seen: [seen] };
    return show(services, response, form, { values, key, revision: 0 });
  }
  const kept: Kept = { values: draft.fields, key, revision: draft.revision, savedAt: draft.savedAt };
  if (parameters.get('preview') === '1') return preview(services, response, form, kept);
  const apart = parameters.get('kept') === '1' ? keptApart : null;
  const notice = draft.discardedAt === null ? apart : discarded;
  await show(services, response, form, kept, { notice });
}

const keptApart =
  'This form was changed or sent off in another tab meanwhile. What you typed here is kept as a draft of its own; the other one is untouched.';

const discarded = 'You have discarded this draft. Whatever you do with it here takes it back.';

/** The values of a form, and how they are kept. */
interface Kept {
  readonly values: FormValues;
  readonly key: string;
  readonly revision: number;
  /** RFC 3339, UTC; absent if nothing was saved yet. */
  readonly savedAt?: string;
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
    ...['headline', 'seen', ...ownFields],
    ...(form.purpose.asksMissing ? ['missing', 'reworks'] : []),
  ]);
  const typed = await understoodValues(services, form.negotiation, given);
  const key = textIn(typed, 'key');
  if (!keyShape.test(key) || Number.isNaN(numberIn(typed, 'seen')))
    throw badRequest('The form lacks its key: open it anew.');
  const { purpose } = form;
  const act = actOf(typed);
  if (act.do === 'discard') return discard(services, response, form, typed);
  if (act.do === 'save') {
    response.json(await keep(services, response, form, typed));
    return;
  }
  if (act.do === 'create') {
    const name = `stances.${act.index}.${act.picker}`;
    // Words that mean something by now are asked back, not replaced by it.
    return create(services, response, form, { ...typed, [name]: given[name] ?? [] }, act);
  }
  if (act.do !== 'submit' && act.do !== 'preview') {
    const saved = await keep(services, response, form, withAct(typed, act));
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

/**
 * Makes what a list of the form lacks and saves the form, in which it is then chosen. Sent again, it leads to what the
 * first made. What is refused comes back as it was typed.
 */
async function create(
  services: Services,
  response: Response,
  form: UpdateForm,
  typed: FormValues,
  act: Creating,
): Promise<void> {
  const { database, clock } = services;
  const [editor, now, draft] = [editorOf(response), clock(), draftOf(services, response, form, typed)];
  const make = async (within: Database): Promise<SavedDraft> => {
    const present = await findDraft(within.read, editor.userId, draft.key);
    if (present && isMadeIn(present.fields, draft.fields, act)) return present;
    const on = { database: within, actor: editor, negotiationId: form.negotiation.id, now };
    return saveDraft(within, editor, {
      ...draft,
      fields: withMade(draft.fields, act, await made(on, typed, act)),
    });
  };
  try {
    const saved = await createOnTheWay(database, editor, make, now);
    const field = fieldId(`stances.${act.index}.${act.picker}`);
    response.redirect(303, `${draftUrl(form.purpose, draft.key, saved)}#${field}`);
  } catch (error) {
    await refuse(services, response, form, typed, error);
  }
}

/** The update given by the values: with sources recognised, and without the rows that are left out. */
async function ready(services: Services, values: FormValues) {
  const choices = [...problemsOfChoices(values), ...problemsOfJointly(values)];
  if (choices.length > 0) throw new InvalidInput(choices);
  const complete = withoutLeftOut(values);
  const recognised = await recognisedSources(services.database, complete);
  const { idempotencyKey: _key, ...typed } = newUpdateOf(complete);
  const update = { ...newUpdateOf(withRecognised(complete, recognised)), typed };
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
  { negotiation, purpose }: UpdateForm,
  { values, key, revision, savedAt }: Kept,
  refused: Refused = {},
  status = 200,
): Promise<void> {
  const editor = editorOf(response);
  const elsewhere = await cellsElsewhere(services, negotiation.id, editor.userId);
  const context = await rowContext(services, negotiation, values, { elsewhere, role: editor.role });
  const state = { values, key, revision, savedAt: savedAt ?? null, ...refused };
  const page = newUpdatePage(context, purpose, state, editor);
  await renderPage(response, 'desk/updates/new', page, status);
}

/** Saves the form's values as a draft of whoever typed them. */
async function keep(
  services: Services,
  response: Response,
  form: UpdateForm,
  values: FormValues,
): Promise<SavedDraft> {
  return saveDraft(services.database, editorOf(response), draftOf(services, response, form, values));
}

function draftOf(
  { clock }: Services,
  response: Response,
  { negotiation, purpose }: UpdateForm,
  values: FormValues,
): DraftToSave {
  return {
    key: textIn(values, 'key'),
    userId: editorOf(response).userId,
    negotiationId: negotiation.id,
    path: purpose.path,
    fields: Object.fromEntries(Object.entries(values).filter(([name]) => !ownFields.includes(name))),
    revision: numberIn(values, 'revision') || 0,
    savedAt: clock(),
  };
}

/** Saves the form's values once more, so that all of them can be taken back, and discards the draft. */
async function discard(
  services: Services,
  response: Response,
  form: UpdateForm,
  typed: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const [editor, now] = [editorOf(response), clock()];
  const { key } = await keep(services, response, form, typed);
  await discardDraft(database, editor, key, now);
  response.redirect(303, withQuery(paths.drafts, { discarded: key }));
}

function draftUrl(
  { path }: UpdateFormPurpose,
  key: string,
  saved: SavedDraft,
  more: Readonly<Record<string, string>> = {},
): string {
  const apart: Record<string, string> = saved.key === key ? {} : { kept: '1' };
  return withQuery(path, { draft: saved.key, ...apart, ...more });
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

import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { discardDraft } from '../../actions/desk/discard-draft.js';
import { saveDraft } from '../../actions/desk/save-draft.js';
import { type DraftToSave, findDraft, type SavedDraft } from '../../data/desk/drafts.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import { type FormValues, numberIn, textIn } from '../frame/forms/form-values.js';
import { badRequest } from '../frame/http-errors.js';
import { paths, withQuery } from '../frame/paths.js';
import { refuseUnknownParameters } from '../frame/reading/reading.js';
import { editorOf } from '../frame/request-context.js';
import type { Services } from '../frame/services.js';

const keyShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Fields that belong to the form, not to its draft. */
export const ownFields = ['key', 'revision', 'do'];

/** A form of which what is typed is kept on the server as a draft, under an address of its own. */
export interface KeptForm {
  readonly negotiation: Pick<Negotiation, 'id'>;
  readonly purpose: {
    /** The path of the form, without a query. */
    readonly path: string;
  };
  /** The values of a new form; `parameters` are those of its address. */
  readonly initial: (parameters: URLSearchParams) => Promise<FormValues>;
  /** The address of what was sent earlier under this key; null if nothing was. */
  readonly sentWith: (key: string) => Promise<string | null>;
}

/** The values of a form, and how they are kept. */
export interface Kept {
  readonly values: FormValues;
  readonly key: string;
  readonly revision: number;
  /** RFC 3339, UTC; absent if nothing was saved yet. */
  readonly savedAt?: string;
  /** What is said of the draft above the form; absent if nothing is. */
  readonly notice?: string | null;
}

/**
 * What is kept under the address (`draft` is its key), so that Back, reload and another day find what was typed. Null if
 * the answer is a redirect: of an address without a key, and of a form that was sent, to what became of it.
 */
export async function openKept(
  services: Services,
  request: Request,
  response: Response,
  form: KeptForm,
  ownParameters: readonly string[] = [],
): Promise<Kept | null> {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['draft', 'kept', ...ownParameters]);
  const key = parameters.get('draft');
  const { path } = form.purpose;
  const redirect = (to: string) => {
    response.redirect(303, to);
    return null;
  };
  if (key === null) return redirect(withQuery(path, [...parameters, ['draft', randomUUID()]]));
  if (!keyShape.test(key)) throw badRequest('This is not the address of a draft. Open the form anew.');
  const draft = await findDraft(services.database.read, editorOf(response).userId, key);
  if (draft && !draft.isSent) {
    const apart = parameters.get('kept') === '1' ? keptApart : null;
    const { fields: values, revision, savedAt, discardedAt } = draft;
    return { values, key, revision, savedAt, notice: discardedAt === null ? apart : discarded };
  }
  const sent = await form.sentWith(key);
  if (sent !== null) return redirect(sent);
  return { values: await form.initial(parameters), key, revision: 0 };
}

const keptApart =
  'This form was changed or sent off in another tab meanwhile. What you typed here is kept as a draft of its own; the other one is untouched.';

const discarded = 'You have discarded this draft. Whatever you do with it here takes it back.';

/** The key under which a posted form is kept; 400 if it has none. */
export function keyIn(values: FormValues): string {
  const key = textIn(values, 'key');
  if (!keyShape.test(key)) throw badRequest('The form lacks its key: open it anew.');
  return key;
}

/** Saves the form's values as a draft of whoever typed them. */
export async function keep(
  services: Services,
  response: Response,
  form: KeptForm,
  values: FormValues,
): Promise<SavedDraft> {
  return saveDraft(services.database, editorOf(response), draftOf(services, response, form, values));
}

/** The form's values as a draft. */
export function draftOf(
  { clock }: Services,
  response: Response,
  { negotiation, purpose }: KeptForm,
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
export async function discard(
  services: Services,
  response: Response,
  form: KeptForm,
  typed: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const [editor, now] = [editorOf(response), clock()];
  const { key } = await keep(services, response, form, typed);
  await discardDraft(database, editor, key, now);
  response.redirect(303, withQuery(paths.drafts, { discarded: key }));
}

/** The address of a form that was saved; that of another draft, if saving would have overwritten something. */
export function draftUrl(
  { path }: KeptForm['purpose'],
  key: string,
  saved: SavedDraft,
  more: Readonly<Record<string, string>> = {},
): string {
  const apart: Record<string, string> = saved.key === key ? {} : { kept: '1' };
  return withQuery(path, { draft: saved.key, ...apart, ...more });
}

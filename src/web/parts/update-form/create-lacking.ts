import type { Response } from 'express';
import { saveDraft } from '../../../actions/desk/save-draft.js';
import { createOnTheWay } from '../../../actions/structure/create-on-the-way.js';
import { findDraft, type SavedDraft } from '../../../data/desk/drafts.js';
import type { Database } from '../../../data/engine/database.js';
import { fieldId } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { draftOf, draftUrl, type KeptForm } from '../kept-form.js';
import { type Creating, isMadeIn, made, withMade } from './creating.js';

/**
 * Makes what a list of the form lacks and saves the form, in which it is then chosen; goes to its draft. Sent again, it
 * leads to what the first made. Throws what its own action throws.
 */
export async function createLacking(
  services: Services,
  response: Response,
  form: KeptForm,
  typed: FormValues,
  creating: Creating,
): Promise<void> {
  const { database, clock } = services;
  const [actor, now, draft] = [editorOf(response), clock(), draftOf(services, response, form, typed)];
  const make = async (within: Database): Promise<SavedDraft> => {
    const present = await findDraft(within.read, actor.userId, draft.key);
    if (present && isMadeIn(present.fields, draft.fields, creating)) return present;
    const on = { database: within, actor, negotiationId: form.negotiation.id, now };
    const fields = withMade(draft.fields, creating, await made(on, typed, creating));
    return saveDraft(within, actor, { ...draft, fields });
  };
  const saved = await createOnTheWay(database, actor, make, now);
  const field = fieldId(`stances.${creating.index}.${creating.picker}`);
  response.redirect(303, `${draftUrl(form.purpose, draft.key, saved)}#${field}`);
}

/** Words that mean something by now are asked back where it is to be made, not replaced by what they mean. */
export function withWordsFor(values: FormValues, given: FormValues, { picker, index }: Creating): FormValues {
  const name = `stances.${index}.${picker}`;
  return { ...values, [name]: given[name] ?? [] };
}

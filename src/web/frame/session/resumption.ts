import type { Request } from 'express';
import { hasTooManyFields, postedForm } from '../forms/form-body.js';
import { readInSlices } from '../forms/sliced-form.js';
import { fieldsOf, type KeptField, withoutSecrets } from '../forms/kept-fields.js';

/** A form that came when the session had ended: after signing in it can be sent again. */
export interface Resumption {
  /** The path that it was sent to. */
  readonly at: string;
  /** The fields as the sign-in form carries them: URL-encoded, in one field. */
  readonly packed: string;
  readonly fields: readonly KeptField[];
}

/** The names under which the sign-in form carries it along. */
export const resumptionFields = { at: 'resumeAt', fields: 'resume' } as const;

/** What the sign-in form carries along; null where it carries nothing, or a path that is not ours. */
export async function resumptionIn(form: URLSearchParams): Promise<Resumption | null> {
  const at = form.get(resumptionFields.at) ?? '';
  if (!/^\/(?![/\\])[^\\\s]*$/.test(at)) return null;
  const packed = form.get(resumptionFields.fields) ?? '';
  return hasTooManyFields(packed) ? null : { at, packed, fields: fieldsOf(await readInSlices(packed)) };
}

/** The posted form as it can be sent again; null where nothing was typed, as into one that carries a file. */
export function resumptionOf(request: Request): Resumption | null {
  const form = postedForm(request);
  const fields = form ? fieldsOf(form.fields) : [];
  if (!form || fields.length === 0) return null;
  return { at: request.originalUrl, packed: withoutSecrets(form.encoded), fields };
}

import type { Request } from 'express';
import { hasTooManyFields, postedForm } from '../forms/form-body.js';
import { readInSlices } from '../forms/sliced-form.js';
import { fieldsOf, type KeptField, withoutSecrets } from '../forms/kept-fields.js';

/** A form that arrived after its session had ended; it can be sent again after signing in. */
export interface Resumption {
  /** The path to which it was sent. */
  readonly at: string;
  /** Its fields as one field of the sign-in form, URL-encoded. */
  readonly packed: string;
  readonly fields: readonly KeptField[];
}

/** The fields of the sign-in form that carry it. */
export const resumptionFields = { at: 'resumeAt', fields: 'resume' } as const;

/** What the sign-in form carries; null for nothing, or for a path that is not ours. */
export async function resumptionIn(form: URLSearchParams): Promise<Resumption | null> {
  const at = form.get(resumptionFields.at) ?? '';
  if (!/^\/(?![/\\])[^\\\s]*$/.test(at)) return null;
  const packed = form.get(resumptionFields.fields) ?? '';
  return hasTooManyFields(packed) ? null : { at, packed, fields: fieldsOf(await readInSlices(packed)) };
}

/** The posted form so that it can be sent again; null if nothing was typed, and for a form with a file. */
export function resumptionOf(request: Request): Resumption | null {
  const form = postedForm(request);
  const fields = form ? fieldsOf(form.fields) : [];
  if (!form || fields.length === 0) return null;
  return { at: request.originalUrl, packed: withoutSecrets(form.encoded), fields };
}

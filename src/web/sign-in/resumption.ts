import type { Request } from 'express';
import { hasTooManyFields } from '../forms/form-body.js';
import { fieldsOf, type KeptField } from '../kept-fields.js';

/** A form that came when the session had ended: after signing in it can be sent again. */
export interface Resumption {
  /** The path that it was sent to. */
  readonly at: string;
  readonly fields: readonly KeptField[];
}

/** The names under which the sign-in form carries it along. */
export const resumptionFields = { at: 'resumeAt', fields: 'resume' } as const;

/** The fields as the sign-in form carries them: URL-encoded, in one field. */
export function packed({ fields }: Resumption): string {
  return new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value])).toString();
}

/** What the sign-in form carries along; null where it carries nothing, or a path that is not ours. */
export function resumptionIn(form: URLSearchParams): Resumption | null {
  const at = form.get(resumptionFields.at) ?? '';
  if (!/^\/(?![/\\])[^\\\s]*$/.test(at)) return null;
  const fields = form.get(resumptionFields.fields) ?? '';
  return hasTooManyFields(fields) ? null : { at, fields: fieldsOf(new URLSearchParams(fields)) };
}

export function resumptionOf(request: Request, fields: readonly KeptField[]): Resumption {
  return { at: request.originalUrl, fields };
}

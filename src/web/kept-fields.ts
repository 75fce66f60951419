import type { Request } from 'express';
import { formOf } from './forms/form-body.js';
import { csrfField } from './security/request-forgery.js';

/** A field of a form as it was typed. */
export interface KeptField {
  readonly name: string;
  readonly value: string;
}

/** Fields that a refusal never shows again. */
const secretFields = [csrfField, 'password', 'current'];

/** What was typed into a form that is refused, so that it can be sent again; never a secret. */
export function keptFields(request: Request): KeptField[] {
  const fields = typeof request.body === 'string' ? [...formOf(request)] : [];
  return fields.filter(([name]) => !secretFields.includes(name)).map(([name, value]) => ({ name, value }));
}

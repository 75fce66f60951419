import { isolating } from '../../../domain/isolation.js';
import { z } from 'zod';
import { cleanField } from '../../../domain/log/clean-field.js';
import { badRequest } from '../http-errors.js';
import { csrfField } from '../security/request-forgery.js';
import type { FormValues } from './form-values.js';

const oneText = z.array(z.string()).max(1, { error: 'is given more than once' }).optional();
const manyTexts = z.array(z.string()).max(500, { error: 'is given too often' }).optional();

/** A form with rows has fields of its own, so its shape is used once: compiling it would take longer. */
const usedOnce = { jitless: true };

/**
 * The posted fields, cleaned. Names that the form does not have, and a field given twice that should be given once, are
 * refused (400): our own pages send neither.
 */
export function readFormValues(
  form: URLSearchParams,
  single: readonly string[],
  multiple: readonly string[] = [],
): FormValues {
  const shape = z.strictObject(
    Object.fromEntries([
      ...[csrfField, ...single].map((name) => [name, oneText]),
      ...multiple.map((name) => [name, manyTexts]),
    ]),
  );
  const given = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
  const parsed = shape.safeParse(given, usedOnce);
  if (!parsed.success) throw badRequest(`The form was not sent by our page: ${sentence(parsed.error)}`);
  const { [csrfField]: _token, ...values } = parsed.data;
  return Object.fromEntries(
    Object.entries(values as FormValues).map(([name, texts]) => [
      name,
      texts.map((text) => cleanField(name, text)),
    ]),
  );
}

function sentence({ issues }: z.ZodError): string {
  const said = issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? isolating`it does not know ${issue.keys.map((key) => `“${key.slice(0, 60)}”`).join(', ')}`
      : isolating`“${issue.path.join('.')}” ${issue.message}`,
  );
  return `${said.join('; ')}.`;
}

import type { FieldProblem } from '../../../domain/errors.js';
import type { Link } from '../layout.js';
import { fieldId, type FormField } from './form-fields.js';

/** Each problem after the name of its field, linked to it: the list above a form is read before its fields are. */
export function problemList(
  problems: readonly FieldProblem[],
  fields: readonly Pick<FormField, 'name' | 'label'>[],
): Link[] {
  return problems.map(({ field: name, message }) => {
    const field = fields.find((each) => each.name === name);
    return { label: field ? `${field.label}: ${message}` : message, url: `#${fieldId(name)}` };
  });
}

import type { FieldProblem } from '../../../domain/errors.js';
import { fieldId, type FormField } from '../../frame/forms/form-fields.js';
import type { Link } from '../../frame/layout.js';
import type { RowView } from './rows-view.js';

/** The fields of a form with rows. */
export interface FieldsOfForm {
  readonly fields: readonly FormField[];
  readonly sources: readonly RowView[];
  readonly stances: readonly RowView[];
}

/** Each problem as “Russia on “…”, summary: …”, linked to where it can be corrected. */
export function problemLinks(problems: readonly FieldProblem[], form: FieldsOfForm): Link[] {
  return inOrderOfFields(problems, form).map(({ field: name, message }) => {
    const row = rowOf(form, name);
    const field = fieldsOf(row, form).find((each) => each.name === name);
    const label = field && (row ? inSentence(field.label) : field.label);
    const words = [row && nameOf(row, form), label].filter(Boolean).join(', ');
    return {
      label: `${words && `${words}: `}${field?.error ?? message}`,
      url: `#${name.endsWith('.row') && row ? row.id : fieldId(name)}`,
    };
  });
}

/** Row by row as they were found, and in each row as its fields are read; what concerns no single field is first. */
function inOrderOfFields(problems: readonly FieldProblem[], form: FieldsOfForm): FieldProblem[] {
  const rows = new Set(problems.map(({ field }) => rowOf(form, field)));
  return [...rows].flatMap((row) => {
    const names = fieldsOf(row, form).map(({ name }) => name);
    return problems
      .filter(({ field }) => rowOf(form, field) === row)
      .toSorted((a, b) => names.indexOf(a.field) - names.indexOf(b.field));
  });
}

function fieldsOf(row: RowView | null, { fields }: FieldsOfForm): readonly FormField[] {
  if (!row) return fields;
  return [...row.main, ...row.details].flatMap(({ field, creation }) => [
    field,
    ...(creation ? [...creation.fields, ...creation.further] : []),
  ]);
}

function rowOf({ sources, stances }: FieldsOfForm, name: string): RowView | null {
  const [, kind, index] = /^(sources|stances)\.(\d+)\./.exec(name) ?? [];
  return (kind === 'sources' ? sources : kind === 'stances' ? stances : [])[Number(index)] ?? null;
}

/** What the row is about; also its number if another row is about the same, or nothing is chosen yet. */
function nameOf(row: RowView, { sources, stances }: FieldsOfForm): string {
  if (row.about === null) return row.legend;
  const alike = [...sources, ...stances].filter(({ about }) => about === row.about);
  return alike.length > 1 ? `${row.legend}, ${row.about}` : row.about;
}

function inSentence(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

import type { SourceChoice } from '../../../domain/log/update.js';
import type { FieldDefinition } from '../forms/form-fields.js';
import { type FormValues, optionalTextIn, textIn } from '../forms/form-values.js';

/** Why something is published: readers see it. */
export const reasonField: FieldDefinition = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  hint: 'Readers see it in the log. At least 10 characters.',
  isRequired: true,
};

/** The one source of what is published by itself. */
export const sourceFields: readonly FieldDefinition[] = [
  {
    kind: 'text',
    name: 'sources.0.url',
    label: 'Address of the source',
    hint: 'A source with this address that is on record is cited as it is recorded.',
  },
  { kind: 'text', name: 'sources.0.outlet', label: 'Outlet', isRequired: true },
  { kind: 'text', name: 'sources.0.title', label: 'Title', isRequired: true },
  {
    kind: 'text',
    name: 'sources.0.publishedDate',
    label: 'Published on',
    hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
  },
];

export function sourceIn(values: FormValues): SourceChoice {
  return {
    outlet: textIn(values, 'sources.0.outlet'),
    title: textIn(values, 'sources.0.title'),
    url: optionalTextIn(values, 'sources.0.url'),
    publishedDate: optionalTextIn(values, 'sources.0.publishedDate'),
    ...{ archiveUrl: null, author: null, accessedDate: null, note: '' },
  };
}

import type { CitedChoice } from '../../../domain/log/act-sources.js';
import type { NewSource } from '../../../domain/structure/new-source.js';
import type { CitedSource } from '../../../domain/structure/outcome.js';
import type { FieldDefinition } from '../forms/form-fields.js';
import { type FormValues, optionalTextIn, prefixed, textIn } from '../forms/form-values.js';

/** Why something is published: readers see it. */
export const reasonField: FieldDefinition = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  hint: 'Readers see it in the log. At least 10 characters.',
  isRequired: true,
};

/** The day of what is published by itself, as far as it is known. */
export const dateField: FieldDefinition = {
  kind: 'text',
  name: 'date',
  label: 'Date',
  hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
  isRequired: true,
};

/** A party’s own words. */
export function quoteFields(isRequired: boolean): readonly FieldDefinition[] {
  return [
    {
      kind: 'textarea',
      name: 'quote',
      label: 'Quote',
      hint: `The line, exactly as the outlet prints it, in the original language.${isRequired ? '' : ' Needed on the record.'}`,
      isRequired,
    },
    { kind: 'text', name: 'quoteLanguage', label: 'Language of the quote', hint: 'A code: uk, ru, en.' },
    { kind: 'textarea', name: 'quoteTranslation', label: 'Translation' },
  ];
}

export function quoteIn(values: FormValues): {
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
} {
  return {
    quoteLanguage: optionalTextIn(values, 'quoteLanguage'),
    quoteTranslation: optionalTextIn(values, 'quoteTranslation'),
  };
}

/** The one source of what is published by itself. */
export const sourceFields: readonly FieldDefinition[] = sourceFieldsAt(0);

/** Several sources, each with the place in it: two more may follow the first, or as many as are cited. */
export function citedSourceFields(cited: number): FieldDefinition[] {
  return slots(cited).flatMap((index) => {
    const place: FieldDefinition = {
      kind: 'text',
      name: `sources.${index}.locator`,
      label: `Place in the ${orderOf(index)}source`,
      hint: 'A page, a paragraph, a minute.',
    };
    return [...sourceFieldsAt(index), place].map((field) => ({ ...field, isFurtherSource: index > 0 }));
  });
}

function slots(cited: number): number[] {
  return Array.from({ length: Math.max(3, cited) }, (_each, index) => index);
}

function orderOf(index: number): string {
  if (index === 0) return '';
  return `${['second', 'third', 'fourth', 'fifth'][index - 1] ?? `${index + 1}th`} `;
}

function sourceFieldsAt(index: number): FieldDefinition[] {
  const of = index === 0 ? '' : ` of the ${orderOf(index)}source`;
  const isRequired = index === 0;
  const address = 'A source with this address that is on record is cited as it is recorded.';
  return [
    {
      ...{ kind: 'text', name: `sources.${index}.url` },
      label: `Address of the ${orderOf(index)}source`,
      ...(isRequired && { hint: address }),
    },
    { kind: 'text', name: `sources.${index}.outlet`, label: `Outlet${of}`, isRequired },
    { kind: 'text', name: `sources.${index}.title`, label: `Title${of}`, isRequired },
    {
      ...{ kind: 'text', name: `sources.${index}.publishedDate` },
      label: isRequired ? 'Published on' : `The ${orderOf(index)}source was published on`,
      hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
    },
  ];
}

export function sourceIn(values: FormValues, index = 0): NewSource {
  return {
    outlet: textIn(values, `sources.${index}.outlet`),
    title: textIn(values, `sources.${index}.title`),
    url: optionalTextIn(values, `sources.${index}.url`),
    publishedDate: optionalTextIn(values, `sources.${index}.publishedDate`),
    ...{ archiveUrl: null, author: null, accessedDate: null, note: '' },
  };
}

/** The form of sources as they are cited. */
export function citedSourceValues(cited: readonly CitedSource[]): FormValues {
  return Object.assign(
    {},
    ...cited.map(({ url, outlet, title, publishedDate, locator }, index) =>
      prefixed(`sources.${index}.`, { url, outlet, title, publishedDate, locator }),
    ),
  ) as FormValues;
}

/** Those that are filled in, the first in any case. One that is left as it is cited stays the one on record. */
export function citedSourcesIn(values: FormValues, cited: readonly CitedSource[]): CitedChoice[] {
  const present = citedSourceValues(cited);
  return slots(cited.length).flatMap((index) => {
    const names = sourceFieldsAt(index).map(({ name }) => name);
    const locator = optionalTextIn(values, `sources.${index}.locator`);
    const isEmpty = locator === null && names.every((name) => textIn(values, name) === '');
    if (isEmpty && index > 0) return [];
    const isLeft = names.every((name) => textIn(values, name) === textIn(present, name));
    return [{ source: (isLeft && cited[index]?.id) || sourceIn(values, index), locator }];
  });
}

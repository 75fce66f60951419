/** The values of a form by field: one text, or several where boxes can be ticked. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

type FieldValue = string | number | null | undefined | readonly (string | number)[];

/** The values with which a form is filled from the fields of a noun. */
export function valuesOf(fields: object): FormValues {
  const entries = Object.entries(fields) as [string, FieldValue][];
  return Object.fromEntries(entries.map(([name, value]) => [name, textsOf(value)]));
}

function textsOf(value: FieldValue): string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'object' ? value.map(String) : [String(value)];
}

/** The single text of a field; empty if there is none. */
export function textIn(values: FormValues, name: string): string {
  return values[name]?.[0] ?? '';
}

/** The text of a field; null if it is empty. */
export function optionalTextIn(values: FormValues, name: string): string | null {
  return textIn(values, name) || null;
}

/** The whole number in a field; for anything else NaN, which every rule refuses. */
export function numberIn(values: FormValues, name: string): number {
  return wholeNumber(textIn(values, name));
}

/** The ids of the ticked boxes. */
export function idsIn(values: FormValues, name: string): number[] {
  return (values[name] ?? []).map(wholeNumber);
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** The values of a row under its prefix: `stances.0.party`. An absent value is empty. */
export function prefixed(
  prefix: string,
  values: Readonly<Record<string, string | number | null>>,
): FormValues {
  const named = Object.entries(values).map(([name, value]) => [`${prefix}${name}`, [String(value ?? '')]]);
  return Object.fromEntries(named) as FormValues;
}

/** Under what terms an instance lets its data be used, as its operator has set them. */
export interface Licence {
  /** “CC BY 4.0”; null where the operator has chosen none. */
  readonly name: string | null;
  /** Where its text stands; null where there is none. */
  readonly url: string | null;
  /** How whoever uses the data is asked to name where it is from. */
  readonly attribution: string;
}

/** “Source: … Licence: CC BY 4.0.”: the one line that pages and files carry. */
export function licenceLine({ name, attribution }: Licence): string {
  return `Source: ${attribution}.${name === null ? '' : ` Licence: ${name}.`}`;
}

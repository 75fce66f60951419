import { isolated } from '../../domain/isolation.js';

/** The terms on which an instance's data may be used, as set by its operator. */
export interface Licence {
  /** “CC BY 4.0”; null if the operator has not chosen one. */
  readonly name: string | null;
  /** Where its text is; null if nowhere. */
  readonly url: string | null;
  /** How users of the data are asked to name its source. */
  readonly attribution: string;
}

/** “Source: … Licence: CC BY 4.0.”: the line that pages and files carry. */
export function licenceLine({ name, attribution }: Licence): string {
  return `Source: ${isolated(attribution)}.${name === null ? '' : ` Licence: ${isolated(name)}.`}`;
}

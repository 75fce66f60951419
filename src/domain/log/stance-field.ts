/**
 * One field of a stance, in full: everything that takes, checks, stores, hashes, compares, prints, exports or imports a
 * stance goes by these rows. Nothing in a row may be left out, so that nothing is forgotten.
 */
export interface StanceField {
  /** In code and in forms. */
  readonly name: string;
  readonly stored: {
    /** In the database, the contents of the record chain and, without `_id`, in files. */
    readonly column: string;
    /** The version of the contents of the record chain with which it began to be hashed; the next one for a new field. */
    readonly since: number;
  };
  readonly value: {
    readonly kind: 'text' | 'long text' | 'language' | 'choice' | 'reference' | 'day' | 'time';
    /** No stance is without it; any other may be null. */
    readonly isRequired: boolean;
    /** In characters; null where nothing is counted. */
    readonly limit: number | null;
  };
  /** Where a form asks for it, in the order of the rows, and with which words. */
  readonly form: {
    readonly part: 'main' | 'details';
    readonly label: string;
    readonly hint: string | null;
  };
  readonly told: {
    /** Printed under its label among the words of a stance; else it has a place of its own in a view, or none. */
    readonly isLabelled: boolean;
    readonly isSearched: boolean;
    /** A reader would call another value a change: a clarification may not touch it. */
    readonly isSubstance: boolean;
    /** What it is called where the law requires its removal; null where it cannot. */
    readonly removal: string | null;
  };
  /** Its column in exports and in files to import; null for what has several. */
  readonly file: {
    readonly kind: 'text' | 'code' | 'date';
    readonly description: string;
    /** For who fills it in. */
    readonly meaning: string;
    /** When it must be filled in: “always”, or under which condition; null if never. */
    readonly needed: string | null;
  } | null;
}

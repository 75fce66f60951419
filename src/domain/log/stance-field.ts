/**
 * Everything about one field of a stance. Whatever takes, checks, stores, hashes, compares, prints, exports or imports
 * a stance goes by these rows; every part of a row is required, so that nothing is forgotten.
 */
export interface StanceField {
  /** Its name in code and in forms. */
  readonly name: string;
  readonly stored: {
    /** Its name in the database, in the contents of the record chain and, without `_id`, in files. */
    readonly column: string;
    /** The version of the chain's contents in which it was first hashed; a new field takes the next one. */
    readonly since: number;
  };
  readonly value: {
    readonly kind: 'text' | 'long text' | 'language' | 'choice' | 'reference' | 'demands' | 'day' | 'time';
    /** True if every stance must have it; other fields may be null. */
    readonly isRequired: boolean;
    /** The most characters it may have; null for no limit. */
    readonly limit: number | null;
  };
  /** Its part of the form, label and hint; forms show the fields in the order of the rows. */
  readonly form: {
    readonly part: 'main' | 'details';
    readonly label: string;
    readonly hint: string | null;
  };
  /** How pages, search, clarifications and removals treat it. */
  readonly told: {
    /**
     * True if it is printed under its label with the text of a stance; if not, it has its own place in a view, or none.
     */
    readonly isLabelled: boolean;
    readonly isSearched: boolean;
    /** True if readers would call another value a change: a clarification must not touch it. */
    readonly isSubstance: boolean;
    /** Its name in a legal removal; null if it cannot be removed. */
    readonly removal: string | null;
  };
  /** Its column in exports and import files; null for a field with several columns. */
  readonly file: {
    readonly kind: 'text' | 'code' | 'date';
    readonly description: string;
    /** For whoever fills it in. */
    readonly meaning: string;
    /** When it must be filled in: “always”, or on which condition; null if never. */
    readonly needed: string | null;
  } | null;
}

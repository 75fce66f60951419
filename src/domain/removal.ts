/** What stands in the place of a text that the law required to be removed. */
export const tombstone = '[Removed]';

/** The texts that can be removed, by the table that holds them. All else of the record stays. */
export const removableTexts = {
  stances: ['summary', 'quote', 'quoteTranslation', 'conditions', 'note', 'confidenceNote'],
  denials: ['quote', 'quoteTranslation'],
  entries: ['reason'],
  updates: ['headline'],
} as const;

export type TextTable = keyof typeof removableTexts;
export type TextField = (typeof removableTexts)[TextTable][number];

const labels: Readonly<Record<TextField, string>> = {
  summary: 'Summary',
  quote: 'Quote',
  quoteTranslation: 'Translation of the quote',
  conditions: 'Conditions',
  note: 'Note',
  confidenceNote: 'Note on the confidence',
  reason: 'Reason',
  headline: 'Headline of the update',
};

/** “Translation of the quote”. */
export function textLabel(field: TextField): string {
  return labels[field];
}

/** One text of a record, or of its update, that can be removed. */
export interface RemovableText {
  readonly table: TextTable;
  /** The sequence number of the entry that holds it; of an update, its id. */
  readonly row: number;
  readonly field: TextField;
  readonly text: string;
}

/** “stances.46.quote”: how a form names the text. */
export function textName({ table, row, field }: Omit<RemovableText, 'text'>): string {
  return `${table}.${row}.${field}`;
}

/** A removal as readers see it. */
export interface Removal {
  /** Null where the headline of the update was removed. */
  readonly sequence: number | null;
  readonly updateId: number | null;
  readonly field: TextField;
  readonly reason: string;
  /** RFC 3339, UTC. */
  readonly removedAt: string;
}

import { isolating } from '../isolation.js';
import { nearWord } from '../near-word.js';

/** A column that an import reads. */
export interface ImportColumn {
  readonly name: string;
  readonly meaning: string;
  /** When it must be filled in: “always”, or under which condition; null if never. */
  readonly needed: string | null;
}

/** All of them in the order of `stances.csv`; of those in one row here, one is enough. */
export const importColumns: readonly ImportColumn[] = [
  column('party_slug', 'The party’s address, such as united-states', 'always; or party'),
  column('party', 'The party’s name', 'always; or party_slug'),
  column('demand_slug', 'The demand’s address, the end of that of its page', 'always; or demand'),
  column('demand', 'The proposition, word for word', 'always; or demand_slug'),
  column('topic_slug', 'The topic’s address', null),
  column('topic', 'The topic’s name', 'for a demand that is to be created; or topic_slug'),
  column('position', 'What the stance is, by its value or its label', 'always'),
  column('summary', 'In the tracker’s own words, at most 2,000 characters', null),
  column('conditions', 'What is asked in return', 'for conditional'),
  column('attribution', 'How the position is known, by its value or its label', 'except for a finding'),
  column('account_by', 'The party that gives the account, by address or name', 'for counterparty_account'),
  column('confidence', 'Only where it is another than usual', null),
  column('speaker', 'Who said it, by name', null),
  column('speaker_role', 'The speaker’s office then; the present one, if empty', null),
  column('quote', 'The words exactly as printed', 'for red lines and agreed, unless an official document'),
  column('quote_language', 'Of the quote, as a code of two or three letters: uk, ru, en', null),
  column('quote_translation', 'The quote in the reader’s language', null),
  column('effective_date', 'When the party took the position: 2025-08-09, 2025-08 or 2025', 'always'),
  column('effective_day', 'The full day that a shorter date counts from, where it is known', null),
  column('status', 'corrected, retracted and denied rows of an export are left out', null),
  column('source_outlet', 'The outlet, or the author of the document', 'always'),
  column('source_title', 'The title of the report or document', 'always'),
  column('source_url', 'Its web address', null),
  column('source_archive_url', 'The address of an archived copy', null),
  column('source_published_date', 'When it was published: 2025-08-09, 2025-08 or 2025', null),
  column('first_reported_by', 'Whose report the outlet passes on', null),
  column('note', 'What the editors add', 'for inferred'),
  column('confidence_note', 'Why the confidence is another than usual', 'with another confidence than usual'),
  column('effective_time', 'The time of day, as 14:30', null),
  column('locator', 'A page, a paragraph, a minute of the source', null),
  column('quote_translator', 'Who translated the quote', null),
  column(
    'other_sources',
    'Further sources: a JSON list of objects with outlet, title, url, archive_url, published_date, first_reported_by, locator',
    'for contradictory: it cites two statements',
  ),
];

function column(name: string, meaning: string, needed: string | null): ImportColumn {
  return { name, meaning, needed };
}

const names = new Set(importColumns.map(({ name }) => name));

export function isReadColumn(name: string): boolean {
  return names.has(name);
}

/** Without these nothing can be imported; of those that stand together one is enough. */
const needed = [
  ['party_slug', 'party'],
  ['demand_slug', 'demand'],
  ['position'],
  ['effective_date'],
  ['source_outlet'],
  ['source_title'],
] as const;

/** What a first line lacks, with what may have been meant by it: “position (“postion”?)”. */
export function missingColumns(header: readonly string[]): string[] {
  const unread = header.filter((name) => !isReadColumn(name));
  return needed
    .filter((names) => !names.some((name) => header.includes(name)))
    .map(([name]) => {
      const near = nearWord(name, unread);
      return near === null ? name : isolating`${name} (is it “${near}”?)`;
    });
}

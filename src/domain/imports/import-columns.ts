import { isolating } from '../isolation.js';
import { fileColumn, stanceField, type StanceFieldName, storedFields } from '../log/stance-fields.js';
import { nearWord } from '../near-word.js';

/** A column that an import reads. */
export interface ImportColumn {
  readonly name: string;
  readonly meaning: string;
  /** When it must be filled in: “always”, or on which condition; null if never. */
  readonly needed: string | null;
}

/** All of them in the order of `stances.csv`. Where `needed` names an alternative, either column will do. */
export const importColumns: readonly ImportColumn[] = [
  column('party_slug', 'The party’s address, such as united-states', 'always; or party'),
  column('party', 'The party’s name', 'always; or party_slug'),
  column('demand_slug', 'The demand’s address, the end of that of its page', 'always; or demand'),
  column('demand', 'The proposition, word for word', 'always; or demand_slug'),
  column('topic_slug', 'The topic’s address', null),
  column('topic', 'The topic’s name', 'for a demand that is to be created; or topic_slug'),
  ...(
    [
      'position',
      'summary',
      'conditions',
      'attribution',
      'accountBy',
      'confidence',
      'speaker',
      'speakerRole',
      'quote',
      'quoteLanguage',
      'quoteTranslation',
      'date',
    ] as const
  ).flatMap(ofField),
  column('effective_day', 'The full day that a shorter date counts from, where it is known', null),
  column('status', 'corrected, retracted and denied rows of an export are left out', null),
  column('source_outlet', 'The outlet, or the author of the document', 'always'),
  column('source_title', 'The title of the report or document', 'always'),
  column('source_url', 'Its web address', null),
  column('source_archive_url', 'The address of an archived copy', null),
  column('source_published_date', 'When it was published: 2025-08-09, 9 Aug 2025, 2025-08 or 2025', null),
  column('first_reported_by', 'Whose report the outlet passes on', null),
  ...(['note', 'confidenceNote', 'time'] as const).flatMap(ofField),
  column('locator', 'A page, a paragraph, a minute of the source', null),
  ...ofField('quoteTranslator'),
  column(
    'other_sources',
    'Further sources: a JSON list of objects with outlet, title, url, archive_url, published_date, first_reported_by, locator',
    'for contradictory: it cites two statements',
  ),
  ...storedFields.filter(({ stored }) => stored.since > 1).flatMap(({ name }) => ofField(name)),
  column(
    'joint_statement',
    'What rows share that several parties have stated together: a number or a word of your own',
    null,
  ),
];

function ofField(name: StanceFieldName): ImportColumn[] {
  const field = stanceField(name);
  const { file } = field;
  return file === null ? [] : [column(fileColumn(field), file.meaning, file.needed)];
}

function column(name: string, meaning: string, needed: string | null): ImportColumn {
  return { name, meaning, needed };
}

const names = new Set(importColumns.map(({ name }) => name));

export function isReadColumn(name: string): boolean {
  return names.has(name);
}

/** Nothing can be imported without these; of several in one row, one is enough. */
const needed = [
  ['party_slug', 'party'],
  ['demand_slug', 'demand'],
  ['position'],
  ['effective_date'],
  ['source_outlet'],
  ['source_title'],
] as const;

/** The columns that a header lacks, each with the one that was probably meant: “position (is it “postion”?)”. */
export function missingColumns(header: readonly string[]): string[] {
  const unread = header.filter((name) => !isReadColumn(name));
  return needed
    .filter((names) => !names.some((name) => header.includes(name)))
    .map(([name]) => {
      const near = nearWord(name, unread);
      return near === null ? name : isolating`${name} (is it “${near}”?)`;
    });
}

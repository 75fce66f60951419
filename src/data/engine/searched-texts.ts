import { columnsOf, searchedFields } from '../../domain/log/stance-fields.js';

/** A kind of thing that is found by its name, and how the rows of the index number it. */
interface Named {
  readonly code: number;
  readonly table: string;
  readonly columns: readonly string[];
}

/** What is found by its name: where its words stand. Each engine notes what is new or changed in them. */
export const searchedNames = {
  party: { code: 1, table: 'parties', columns: ['name'] },
  topic: { code: 2, table: 'topics', columns: ['name'] },
  demand: { code: 3, table: 'demands', columns: ['proposition'] },
  speaker: { code: 4, table: 'speakers', columns: ['name'] },
  source: { code: 5, table: 'sources', columns: ['outlet', 'title', 'author'] },
} as const satisfies Readonly<Record<string, Named>>;

export type NameKind = keyof typeof searchedNames;

export const nameKinds = Object.keys(searchedNames) as NameKind[];

/** The columns of a stance whose words are searched. */
export const searchedStanceTexts = columnsOf(searchedFields);

/** The code of what is noted of an entry; what is noted of a name has the code of its kind. */
export const entryCode = 0;

/** What a row of the index is of: so many times its id, and its code. */
export const codes = 8;

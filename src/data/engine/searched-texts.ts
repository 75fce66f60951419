import { columnsOf, searchedFields } from '../../domain/log/stance-fields.js';

/** Something that is found by its name, and its code in the numbers of index rows. */
interface Named {
  readonly code: number;
  readonly table: string;
  readonly columns: readonly string[];
}

/** What is found by name, and in which columns. Each engine notes what is added to or changed in them. */
export const searchedNames = {
  party: { code: 1, table: 'parties', columns: ['name'] },
  topic: { code: 2, table: 'topics', columns: ['name'] },
  demand: { code: 3, table: 'demands', columns: ['proposition'] },
  speaker: { code: 4, table: 'speakers', columns: ['name'] },
  source: { code: 5, table: 'sources', columns: ['outlet', 'title', 'author'] },
} as const satisfies Readonly<Record<string, Named>>;

export type NameKind = keyof typeof searchedNames;

export const nameKinds = Object.keys(searchedNames) as NameKind[];

/** The columns of a stance that are searched. */
export const searchedStanceTexts = columnsOf(searchedFields);

/** The code of a log entry; anything found by name has the code of its kind. */
export const entryCode = 0;

/** The number of an index row is its id times this, plus its code. */
export const codes = 8;

/** No index row has a greater number: databases hold them in 32 bits. */
export const greatestRow = 2 ** 31 - 1;

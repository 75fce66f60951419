import { ownTable, ownTextTables } from '../../domain/log/own-publications.js';
import { columnName } from '../../domain/log/removal.js';
import { columnsOf, searchedFields } from '../../domain/log/stance-fields.js';

/** A table in which something is found by its words: its key, and the columns that hold them. */
export interface NamedTable {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
}

/** Something that is found by its name, and its code in the numbers of index rows. */
interface Named {
  readonly code: number;
  readonly tables: readonly NamedTable[];
  /** Of which there are so many that each negotiation looks for its own. */
  readonly isOfNegotiation?: true;
}

/** What is published by itself and has words of its own; clearer words stand with what they are for. */
const ownTexts = ownTextTables
  .filter((table) => table !== 'clarifications')
  .map((table) => ({
    table,
    key: 'sequence',
    columns: ownTable(table)
      .texts.filter((text) => text !== 'reason')
      .map(columnName),
  }));

/** What is found by name, and in which columns. Each engine notes what is added to or changed in them. */
export const searchedNames = {
  party: { code: 1, tables: [{ table: 'parties', key: 'id', columns: ['name'] }] },
  topic: { code: 2, tables: [{ table: 'topics', key: 'id', columns: ['name'] }] },
  demand: { code: 3, tables: [{ table: 'demands', key: 'id', columns: ['proposition'] }] },
  speaker: { code: 4, tables: [{ table: 'speakers', key: 'id', columns: ['name'] }] },
  source: { code: 5, tables: [{ table: 'sources', key: 'id', columns: ['outlet', 'title', 'author'] }] },
  update: {
    code: 6,
    tables: [{ table: 'updates', key: 'id', columns: ['headline'] }],
    isOfNegotiation: true,
  },
  /** By the number under which it was published. */
  own: {
    code: 7,
    tables: [...ownTexts, { table: 'questions', key: 'created_sequence', columns: ['wording'] }],
    isOfNegotiation: true,
  },
} as const satisfies Readonly<Record<string, Named>>;

export type NameKind = keyof typeof searchedNames;

export const nameKinds = Object.keys(searchedNames) as NameKind[];

/** Kind and code of each table. */
export const namedTables: readonly (NamedTable & { readonly code: number })[] = nameKinds.flatMap((kind) =>
  searchedNames[kind].tables.map((table) => ({ ...table, code: searchedNames[kind].code })),
);

/** The columns of a stance that are searched. */
export const searchedStanceTexts = columnsOf(searchedFields);

/** The code of a log entry; anything found by name has the code of its kind. */
export const entryCode = 0;

/** The number of an index row is its id times this, plus its code. */
export const codes = 8;

/** No index row has a greater number: databases hold them in 32 bits. */
export const greatestRow = 2 ** 31 - 1;

/** How the index names a kind; where there are many of it, the kind in one negotiation. */
export function kindToken(kind: NameKind, negotiation: number): string {
  return 'isOfNegotiation' in searchedNames[kind] ? `${kind}${negotiation}` : kind;
}

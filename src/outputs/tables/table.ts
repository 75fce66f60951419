import { cleanText } from '../../domain/text.js';
import { type Column, type CsvOptions, type CsvValue, csvHeader, csvLines } from './csv.js';
import { jsonText, jsonValue } from './json.js';

/** Rows in batches, as they become available. */
export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

/** What a JSON file says about itself before its rows. */
export type TableFacts = Readonly<Record<string, string | null>>;

/** Rows as values, for formats that know types; texts as they are printed. */
export interface Values {
  readonly columns: readonly (Pick<Column<never>, 'name' | 'kind' | 'toneOf'> & {
    readonly description?: string;
  })[];
  readonly rows: AsyncIterable<readonly (readonly CsvValue[])[]>;
  /** Of a sheet to be read as a page: how many of its first columns stay in sight. Its texts are broken into lines. */
  readonly firstColumns?: number;
  /** What its tints mean, as a sheet of its own behind all others. */
  readonly legend?: () => Values;
}

/** Rows with their columns, to be written in any format; only the columns depend on the type of the rows. */
export interface Table {
  /** What its CSV and its JSON have, in that order. */
  readonly columns: readonly Pick<Column<never>, 'name' | 'kind' | 'description'>[];
  /** RFC 4180: the header, then the rows, in pieces. */
  readonly csv: (options: CsvOptions) => AsyncGenerator<string>;
  /** One object (RFC 8259): the facts, then `rows` with an object for each row and a member for each column. */
  readonly json: (facts: TableFacts) => AsyncGenerator<string>;
  readonly values: () => Values;
  /** The same for people, who open it in a spreadsheet: other columns where the table has such. */
  readonly sheet: () => Values;
}

/** How many rows are written at once, which takes some milliseconds. */
const mostRows = 100;

/** Columns that only one of the formats has. */
export interface OtherColumns<Row> {
  /** Members that only the rows of the JSON have, behind the columns. */
  readonly members?: readonly Column<Row>[];
  /** What a spreadsheet has in place of the columns, for people alone; the first of them stay in sight. */
  readonly sheet?: {
    readonly columns: readonly Column<Row>[];
    readonly firstColumns: number;
    readonly legend?: () => Values;
  };
}

/** A table can be written only once, because its source may be readable only once. */
export function tableOf<Row>(
  columns: readonly Column<Row>[],
  batches: Batches<Row>,
  { members = [], sheet }: OtherColumns<Row> = {},
): Table {
  const rowInJson = jsonRow([...columns, ...members]);
  return {
    columns,
    async *csv(options) {
      yield csvHeader(columns, options);
      for await (const rows of pieces(batches)) yield csvLines(columns, rows, options);
    },
    async *json(facts) {
      yield `${jsonText(facts).slice(0, -1)}${Object.keys(facts).length > 0 ? ',' : ''}"rows":[`;
      let separator = '\n';
      for await (const rows of pieces(batches)) {
        yield `${separator}${rows.map(rowInJson).join(',\n')}`;
        separator = ',\n';
      }
      yield '\n]}\n';
    },
    values: () => valuesOf(columns, batches),
    sheet: () =>
      sheet
        ? {
            ...valuesOf(sheet.columns, batches),
            firstColumns: sheet.firstColumns,
            ...(sheet.legend && { legend: sheet.legend }),
          }
        : valuesOf(columns, batches),
  };
}

function valuesOf<Row>(columns: readonly Column<Row>[], batches: Batches<Row>): Values {
  const heads = columns.map(({ name, kind, description, toneOf }) => ({
    name: cleanText(name),
    kind,
    description: cleanText(description),
    ...(toneOf && { toneOf }),
  }));
  return { columns: heads, rows: rowsOf() };

  async function* rowsOf() {
    for await (const rows of pieces(batches))
      yield rows.map((row) => columns.map(({ value }) => printed(value(row))));
  }
}

function printed(value: CsvValue): CsvValue {
  return typeof value === 'string' ? cleanText(value) : value;
}

async function* pieces<Row>(batches: Batches<Row>): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches)
    for (let start = 0; start < rows.length; start += mostRows) yield rows.slice(start, start + mostRows);
}

/**
 * Writes rows as objects; unknown values are null. The names of the members are written once for all rows: as an object,
 * of 360 rows with 63 members each, they would take most of the time of the file.
 */
function jsonRow<Row>(columns: readonly Column<Row>[]): (row: Row) => string {
  const members = columns.map(({ name, value }) => ({ name: `${jsonText(name)}:`, value }));
  return (row) => `{${members.map(({ name, value }) => `${name}${jsonValue(value(row))}`).join(',')}}`;
}

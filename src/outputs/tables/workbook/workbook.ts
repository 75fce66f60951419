import { cleanText } from '../../../domain/text.js';
import type { CsvValue } from '../csv.js';
import type { TableFacts, Values } from '../table.js';
import {
  coreProperties,
  declaration,
  listingParts,
  mainNamespace,
  rootRelations,
  sheetPath,
} from './parts.js';
import { SheetNames } from './sheet-names.js';
import { headerRow, letters, sheetRow } from './sheet-rows.js';
import { styles } from './styles.js';

/** A file of an archive, whose pieces have to be read to their end before the next file is asked for. */
export interface ArchivedFile {
  readonly name: string;
  readonly pieces: string | AsyncIterable<string>;
}

/** A table in a workbook. It is loaded when its turn has come. */
export interface SheetSource {
  readonly name: string;
  readonly load: () => Promise<Values>;
}

export interface WorkbookFacts {
  readonly title: string;
  /** What the last sheet says of the workbook, a line each; null where a value is missing. */
  readonly about: TableFacts;
  /** RFC 3339, UTC: the instant of the state that it holds; null if it is not of one state. */
  readonly created: string | null;
}

/** The most rows of a sheet, in every spreadsheet; what is more stands in a further sheet under the same header. */
const mostRows = 1_048_576;

/**
 * The parts of a workbook (ECMA-376, Office Open XML), in an order in which each can be written once, while its rows
 * are read: which sheets there are is said behind them.
 */
export async function* workbookFiles(
  sources: Iterable<SheetSource>,
  facts: WorkbookFacts,
  rowsInSheet = mostRows,
): AsyncGenerator<ArchivedFile> {
  const about = Object.entries(facts.about).flatMap(([name, value]) =>
    value === null ? [] : [[name, cleanText(value)] as const],
  );
  const properties = {
    title: cleanText(facts.title),
    creator: cleanText(facts.about.publisher ?? ''),
    description: about.map(([name, value]) => `${name}: ${value}`).join('\n'),
    created: facts.created,
  };
  yield { name: '_rels/.rels', pieces: rootRelations };
  yield { name: 'docProps/core.xml', pieces: coreProperties(properties) };
  yield { name: 'xl/styles.xml', pieces: styles };
  const sheets = new SheetNames();
  for await (const { name, values } of sheetsOf(sources, about)) {
    const rows = new PausedRows(values, rowsInSheet);
    try {
      do {
        yield { name: sheetPath(sheets.count), pieces: rows.sheet() };
        sheets.add(name);
      } while (rows.hasMore);
    } finally {
      await rows.end();
    }
  }
  for (const { name, text } of listingParts(sheets.names)) yield { name, pieces: text };
}

/** The tables one after another, what their tints mean, and what the workbook says of itself. */
async function* sheetsOf(
  sources: Iterable<SheetSource>,
  about: Parameters<typeof aboutSheet>[0],
): AsyncGenerator<{ readonly name: string; readonly values: Values }> {
  const legends: Values[] = [];
  for (const { name, load } of sources) {
    const values = await load();
    if (values.legend) legends.push(values.legend());
    yield { name, values };
  }
  for (const values of legends) yield { name: 'legend', values };
  yield { name: 'about', values: aboutSheet(about) };
}

/** The rows of a table, written into one sheet after the other. */
class PausedRows {
  readonly #columns: Values['columns'];
  readonly #batches: AsyncIterator<readonly (readonly CsvValue[])[]>;
  readonly #most: number;
  /** Null for a sheet that is not read as a page. */
  readonly #firstColumns: number | null;
  /** Read, but not yet written. */
  #waiting: readonly (readonly CsvValue[])[] = [];
  hasMore = false;

  constructor({ columns, rows, firstColumns }: Values, rowsInSheet: number) {
    this.#firstColumns = firstColumns ?? null;
    this.#columns = columns;
    this.#batches = rows[Symbol.asyncIterator]();
    this.#most = rowsInSheet;
  }

  async *sheet(): AsyncGenerator<string> {
    await this.#read();
    const widths = widthsOf(this.#columns, this.#waiting);
    const [asPage, onPaper] = this.#firstColumns === null ? ['', ''] : printedAsPage;
    yield `${declaration}<worksheet xmlns="${mainNamespace}">${asPage}<sheetViews><sheetView workbookViewId="0">${frozen(this.#firstColumns ?? 0)}</sheetView></sheetViews>${columnWidths(widths)}<sheetData>${headerRow(this.#columns.map(({ name }) => name))}`;
    const page = this.#firstColumns === null ? null : widths;
    let number = 1;
    while (this.#waiting.length > 0 && number < this.#most) {
      const written = this.#waiting.slice(0, this.#most - number);
      const first = number + 1;
      yield written.map((values, index) => sheetRow(first + index, this.#columns, values, page)).join('');
      number += written.length;
      this.#waiting = this.#waiting.slice(written.length);
      await this.#read();
    }
    this.hasMore = this.#waiting.length > 0;
    yield `</sheetData>${onPaper}</worksheet>`;
  }

  async end(): Promise<void> {
    await this.#batches.return?.();
  }

  /** Reads rows until some are waiting, or there are none. */
  async #read(): Promise<void> {
    while (this.#waiting.length === 0) {
      const { done, value } = await this.#batches.next();
      if (done) return;
      this.#waiting = value;
    }
  }
}

/** On paper all its columns stand beside one another. */
const printedAsPage = [
  '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
] as const;

/** Keeps the header in sight, and some columns. */
function frozen(columns: number): string {
  return columns === 0
    ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    : `<pane xSplit="${columns}" ySplit="1" topLeftCell="${letters(columns)}2" activePane="bottomRight" state="frozen"/>`;
}

const narrowest = 8;
const widest = 60;

/** As wide as the name of the column and the first rows need, so that most of a table can be read as it opens. */
function widthsOf(columns: Values['columns'], rows: readonly (readonly CsvValue[])[]): number[] {
  return columns.map(({ name }, index) => {
    const needed = rows.reduce((most, row) => Math.max(most, lengthOf(row[index])), name.length);
    return Math.min(Math.max(needed + 2, narrowest), widest);
  });
}

function columnWidths(widths: readonly number[]): string {
  const column = (width: number, number: number) =>
    `<col min="${number}" max="${number}" width="${width}" customWidth="1"/>`;
  return `<cols>${widths.map((width, index) => column(width, index + 1)).join('')}</cols>`;
}

function lengthOf(value: CsvValue | undefined): number {
  return value === null || value === undefined ? 0 : String(value).length;
}

/** A file is passed on without the page that it comes from, so it says itself what it is. */
function aboutSheet(about: readonly (readonly [string, string])[]): Values {
  const columns = [
    { name: 'fact', kind: 'code' },
    { name: 'value', kind: 'text' },
  ] as const;
  return { columns, rows: once(about) };
}

async function* once<Rows>(rows: Rows): AsyncGenerator<Rows> {
  yield rows;
}

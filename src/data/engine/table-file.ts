import type { Values } from '../../outputs/tables/table.js';

/** A table to be written into a file. */
export interface FileTable {
  readonly name: string;
  /** The columns that tell each row from all others; none if there are no such columns. */
  readonly key: readonly string[];
  readonly values: Values;
}

/** A file of tables for programs that read databases, being written. */
export interface TableFile {
  /** Writes the tables, each as its rows become available, then the views. Can be called once, and closes the file. */
  readonly write: (tables: AsyncIterable<FileTable>, views: readonly string[]) => Promise<void>;
}

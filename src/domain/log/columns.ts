/** The value of a column as the database stores it. */
export type Value = string | number | null;

/** A row of the record, by the names of its columns. */
export type Columns = Readonly<Record<string, Value>>;

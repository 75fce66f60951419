import { createHash } from 'node:crypto';
import type { ClientBase, Pool, QueryConfig, QueryResult } from 'pg';
import { type Driver, PlainSql, type Prepared, type SqlValue } from '../statements.js';
import { asLists, asRows, dialect, sent } from './values.js';
import { wordIndexOf } from './word-index.js';

/** A connection, or a pool of which each statement takes any. */
export type Queried = Pick<Pool | ClientBase, 'query'>;

export interface Answering {
  /** Whether the connection keeps prepared what it has once been asked. */
  readonly isNamed: boolean;
  /** Whether it takes a statement before it has answered the one before. */
  readonly isPipelined?: boolean;
}

/** The statements of a connection of PostgreSQL. */
export function plainSqlOf(queried: Queried, { isNamed, isPipelined = false }: Answering): PlainSql {
  const driver: Driver = {
    dialect,
    prepare: (sql) => prepared(queried, numbered(sql), isNamed),
    wordsOf: wordIndexOf,
    isPipelined,
    turn: () => null,
  };
  return new PlainSql(driver);
}

function prepared(queried: Queried, text: string, isNamed: boolean): Prepared {
  const statement = isNamed ? { name: statementName(text), text } : { text };
  const ask = (values: readonly SqlValue[], options: Partial<QueryConfig> & { rowMode?: 'array' }) =>
    queried.query({
      ...statement,
      values: values.map(sent),
      ...options,
    } as QueryConfig) as Promise<QueryResult>;
  const rows = async (values: readonly SqlValue[]) => (await ask(values, { types: asRows })).rows as object[];
  return {
    rows,
    row: async (values) => (await rows(values))[0],
    lists: async (values) =>
      (await ask(values, { types: asLists, rowMode: 'array' })).rows as unknown as unknown[][],
    run: async (values) => (await ask(values, {})).rowCount ?? 0,
  };
}

/** The same for the same statement in every process. A name has 63 bytes at most. */
export function statementName(sql: string): string {
  return createHash('sha256').update(sql).digest('base64url');
}

/** Placeholders “?” become “$1”, “$2”, …; a question mark in a text in quotes is none. */
export function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/'[^']*'|\?/g, (found) => {
    if (found !== '?') return found;
    count += 1;
    return `$${count}`;
  });
}

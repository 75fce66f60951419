import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { testServer } from './postgresql-databases.js';

const asking = ['run', 'get', 'all'] as const;

type Ask = (this: Sqlite.Statement, ...values: unknown[]) => unknown;

/**
 * Every statement that some work sends to the connections that write, in order, by whichever library. On PostgreSQL
 * those that are sent before the answer to the one before are one: what counts there is the ways to the server and back.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return testServer() === '' ? statementsOfFile(work) : statementsOfServer(work);
}

async function statementsOfServer(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const writing = new WeakSet<object>();
  let unanswered = 0;
  const prototype = Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: object, ...args) {
    const [asked] = args as [string | { readonly text: string }];
    const text = (typeof asked === 'string' ? asked : asked.text).replace(/\s+/g, ' ').trim();
    if (/^BEGIN;.* FOR UPDATE;/.test(text)) writing.add(this);
    if (!writing.has(this)) return original.apply(this, args);
    if (unanswered === 0) statements.push(text);
    else statements.push(`${statements.pop()}; ${text}`);
    unanswered += 1;
    const answer = original.apply(this, args) as Promise<unknown>;
    return answer.finally(() => {
      unanswered -= 1;
    });
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}

async function statementsOfFile(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const connection = new Sqlite(':memory:');
  const prototype = Object.getPrototypeOf(connection.prepare('SELECT 1')) as Record<string, Ask>;
  connection.close();
  const originals = asking.map((name) => [name, prototype[name] as Ask] as const);
  for (const [name, ask] of originals)
    prototype[name] = function (...values) {
      if (!this.database.readonly) statements.push(this.source.replace(/\s+/g, ' ').trim());
      return ask.apply(this, values);
    };
  try {
    await work();
  } finally {
    for (const [name, ask] of originals) prototype[name] = ask;
  }
  return statements;
}

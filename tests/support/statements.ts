import Sqlite from 'better-sqlite3';

const asking = ['run', 'get', 'all'] as const;

type Ask = (this: Sqlite.Statement, ...values: unknown[]) => unknown;

/** Every statement that some work sends to the connections that write, in order, by whichever library. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
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

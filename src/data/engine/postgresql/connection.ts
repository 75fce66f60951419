import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { PrismaClient } from '../../generated/client.js';
import type { PlainSql } from '../statements.js';
import type { Address } from './address.js';
import { plainSqlOf, statementName } from './driver.js';
import { PrismaClient as PostgresqlClient } from './generated/client/client.js';

/** In milliseconds. */
const longestConnecting = 5_000;

/** In seconds. A connection keeps every statement that it has prepared, and the query builder makes ever new ones. */
const longestConnection = 1_800;

/** A pool that never takes the process down: a connection that breaks while nobody uses it is replaced. */
export function openPool({ connectionString }: Address, options: PoolConfig): Pool {
  const pool = new Pool({
    connectionString,
    application_name: 'negotiation-position-tracker',
    connectionTimeoutMillis: longestConnecting,
    maxLifetimeSeconds: longestConnection,
    keepAlive: true,
    ...options,
  });
  pool.on('error', () => undefined);
  return pool;
}

/** Prisma's client for a pool, and statements that bypass it. */
export interface OpenClient {
  readonly client: PrismaClient;
  readonly plain: () => PlainSql;
  readonly close: () => Promise<void>;
}

/** Each statement takes any connection of the pool. */
export function readingClient(address: Address, pool: Pool): OpenClient {
  const plain = plainSqlOf(pool, address);
  const client = clientOf(address, pool);
  return { client, plain: () => plain, close: () => closeAll(client, pool) };
}

/** What a transaction begins with. */
export interface Beginning {
  /** Sent with BEGIN, in one way to the server and back. */
  readonly sql: string;
  /** Called with the rows that its statements returned. Throws to refuse the transaction. */
  readonly check: (answers: readonly (readonly object[])[]) => void;
}

/** One connection. Outside a transaction there are no statements on it. */
export function transactingClient(address: Address, beginning: Beginning): OpenClient {
  const pool = openPool(address, { max: 1, pipeline: true } as PoolConfig);
  pool.on('connect', (connection) => beginWith(connection, beginning));
  let current: PoolClient | null = null;
  pool.on('acquire', (connection) => {
    current = connection;
  });
  pool.on('release', () => {
    current = null;
  });
  const statements = new WeakMap<PoolClient, PlainSql>();
  const plain = () => {
    if (!current) throw new Error('The database has ended this transaction; nothing was written.');
    const present = statements.get(current) ?? plainSqlOf(current, { ...address, isPipelined: true });
    statements.set(current, present);
    return present;
  };
  const client = clientOf(address, pool);
  return { client, plain, close: () => closeAll(client, pool) };
}

type Query = (...asked: unknown[]) => Promise<unknown>;

/** Prisma sends BEGIN by itself; from now on more is sent with it. */
function beginWith(connection: PoolClient, { sql, check }: Beginning): void {
  const changed = connection as unknown as { query: Query };
  const send: Query = (...asked) =>
    Reflect.apply(Reflect.get(Client.prototype, 'query') as Query, connection, asked);
  changed.query = async (...asked) => {
    if ((asked[0] as { readonly text?: string } | undefined)?.text !== 'BEGIN') return send(...asked);
    const answers = (await send(`BEGIN; ${sql}`)) as readonly { rows: object[] }[];
    try {
      check(answers.slice(1).map(({ rows }) => rows));
    } catch (error) {
      await send('ROLLBACK');
      throw error;
    }
    return { fields: [], rows: [], rowCount: 0 };
  };
}

/** The two generated clients have the same models; only the types of their scales differ, which are texts here. */
function clientOf({ isNamed }: Address, pool: Pool): PrismaClient {
  const options = isNamed
    ? { statementNameGenerator: ({ sql }: { readonly sql: string }) => statementName(sql) }
    : {};
  return new PostgresqlClient({ adapter: new PrismaPg(pool, options) }) as unknown as PrismaClient;
}

async function closeAll(client: PrismaClient, pool: Pool): Promise<void> {
  await client.$disconnect();
  if (!pool.ending) await pool.end();
}

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The server on which the databases of tests are made; empty if they are files of SQLite. */
export function testServer(): string {
  return process.env.TEST_DATABASE_URL ?? '';
}

/** A new, empty database, or the copy of one that nobody uses; returns its URL. */
export async function createPostgresqlDatabase(template?: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const from = template === undefined ? '' : ` TEMPLATE ${nameOf(template)}`;
  await onServer(`CREATE DATABASE ${name}${from} ENCODING 'UTF8'`);
  const url = new URL(testServer());
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropPostgresqlDatabase(url: string): Promise<void> {
  await onServer(`DROP DATABASE ${nameOf(url)} WITH (FORCE)`);
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

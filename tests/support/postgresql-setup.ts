import { startPostgresql } from '../../prisma/embedded-postgresql.js';

/** A server for all tests of the run: that of TEST_DATABASE_URL, or one from the npm registry. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) return () => Promise.resolve();
  const { url, stop } = await startPostgresql();
  process.env.TEST_DATABASE_URL = url;
  return stop;
}

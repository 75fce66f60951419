/** Where a database is, without secrets, and how it is spoken to. */
export interface Address {
  readonly connectionString: string;
  /** “postgresql://tracker@db.example.org:5432/tracker”. */
  readonly place: string;
  readonly name: string;
  /** False behind PgBouncer in transaction mode, which `statements=unnamed` says: the next statement may go elsewhere. */
  readonly isNamed: boolean;
}

/** Reads the URL of a database. Throws a sentence if it is none. */
export function addressOf(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || parsed.pathname.length < 2)
    throw new Error(
      'DATABASE_URL is no address of a PostgreSQL database: postgresql://user:password@host:5432/name',
    );
  const statements = parsed.searchParams.get('statements');
  if (statements !== null && statements !== 'unnamed')
    throw new Error('DATABASE_URL: “statements” can only be “unnamed”.');
  parsed.searchParams.delete('statements');
  const connectionString = parsed.href;
  parsed.password = '';
  parsed.search = '';
  const name = decodeURIComponent(parsed.pathname.slice(1));
  return { connectionString, place: parsed.href, name, isNamed: statements === null };
}

/** Whether a URL names a database of PostgreSQL. */
export function isPostgresql(url: string): boolean {
  return /^postgres(ql)?:/i.test(url);
}

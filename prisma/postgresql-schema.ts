/**
 * The schema for PostgreSQL, derived from the one written by hand. Prisma refuses one schema for two providers, so it is
 * derived as text: the provider, a client beside the engine that uses it, instants as `timestamptz` and JSON as `json`,
 * which keeps the order of its keys. Scales are texts, as in SQLite: a native enum cannot be compared with a list of
 * texts, orders by declaration, and takes a new value only outside the transaction that adds it.
 */
export function postgresqlSchema(schema: string): string {
  const scales = [...schema.matchAll(/^enum (\w+) \{/gm)].map(([, name]) => name);
  const ofScale = new RegExp(`^( +\\w+ +)(?:${scales.join('|')})\\b`, 'gm');
  const withoutScales = schema.replace(/^enum \w+ \{[^}]*\}\n+/gm, '').replace(ofScale, '$1String');
  return withoutScales
    .replace('"../src/data/generated"', '"./client"')
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace(/^( +\w+ +DateTime\b\??)/gm, '$1 @db.Timestamptz(3)')
    .replace(/^( +\w+ +Json\b\??)/gm, '$1 @db.Json');
}

import type { Sequence } from '../../domain/identifiers.js';
import type { OwnTableName } from '../../domain/log/own-publications.js';
import type { CitedSource } from '../../domain/structure/outcome.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** The sources of what a negotiation has published in one of the tables of its own, in order, by number. */
export async function sourcesOfOwn(
  read: Reader | Transaction,
  table: OwnTableName,
  negotiationId: number,
): Promise<(sequence: Sequence) => readonly CitedSource[]> {
  const sql = `SELECT c.sequence, s.id, s.outlet, s.title, s.url, s.published_date AS "publishedDate", c.locator
    FROM ${table} o JOIN publication_sources c ON c.sequence = o.sequence JOIN sources s ON s.id = c.source_id
    WHERE o.negotiation_id = ? ORDER BY c.sequence, c.ordinal`;
  const found = new Map<Sequence, CitedSource[]>();
  const rows = await plainSql(read).rows<CitedSource & { sequence: Sequence }>(sql, [negotiationId]);
  for (const { sequence, ...source } of rows) found.set(sequence, [...(found.get(sequence) ?? []), source]);
  return (sequence) => found.get(sequence) ?? [];
}

/** Puts sources under something that is published by itself. */
export async function citeSources(
  tx: Transaction,
  sequence: Sequence,
  sources: readonly Pick<CitedSource, 'id' | 'locator'>[],
): Promise<void> {
  if (sources.length === 0) return;
  const rows = sources.map(({ id, locator }, ordinal) => ({ sequence, ordinal, sourceId: id, locator }));
  await plainSql(tx).publish('publication_sources', rows);
}

import type { SettingEvidence } from '../../domain/cells/cell-evidence.js';
import type { RecordAt } from '../../domain/cells/cell.js';
import type { Sequence } from '../../domain/identifiers.js';
import { quoteCheckStored, type StoredQuoteCheck } from '../../domain/log/quote-check.js';
import { tombstone } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import { type ReadWithMemory, recordOrigins } from './record-origins.js';

/**
 * What the records that set cells rest on, by the numbers of their versions: the quote, and the origins of the citations
 * that stand at a sequence number. Only what is counted is read, not the texts.
 */
export async function settingEvidence(
  from: ReadWithMemory,
  negotiationId: number,
  settings: readonly RecordAt[],
  known: Sequence,
): Promise<ReadonlyMap<Sequence, SettingEvidence>> {
  const records = settings.map(({ record }) => record);
  const origins = await recordOrigins(from, negotiationId, records, known);
  const quotes = await quotesIn(
    from.read,
    settings.map(({ version }) => version),
  );
  return new Map(
    settings.map(({ record, version }) => [
      version,
      { origins: origins.get(record) ?? [], quote: quotes.get(version) ?? null },
    ]),
  );
}

/** How the quotes of stances stand in their texts; one that was removed is none. */
async function quotesIn(
  read: Reader,
  versions: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, SettingEvidence['quote']>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, quote_check, CASE WHEN quote IS NULL OR quote = ? THEN 0 ELSE 1 END
    FROM stances WHERE sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(versions, (list) =>
    plain.lists<[Sequence, StoredQuoteCheck, number]>(sql, [tombstone, list]),
  );
  return new Map(
    rows.map(([version, check, hasQuote]) => [
      version,
      Number(hasQuote) === 1 ? quoteCheckStored(check) : null,
    ]),
  );
}

import type { SettingEvidence } from '../../domain/cells/cell-evidence.js';
import type { RecordAt } from '../../domain/cells/cell.js';
import type { Sequence } from '../../domain/identifiers.js';
import { independentOrigins } from '../../domain/log/joint-statement.js';
import { quoteCheckStored, type StoredQuoteCheck } from '../../domain/log/quote-check.js';
import { tombstone } from '../../domain/log/removal.js';
import { originNamed } from '../../domain/structure/source.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import type { LogMemory } from './log.js';

/**
 * What the records that set cells rest on, by the numbers of their versions: the quote, and the origins of the citations
 * that stand at a sequence number. Only what is counted is read, not the texts.
 */
export async function settingEvidence(
  { read, memory }: { readonly read: Reader; readonly memory: LogMemory },
  negotiationId: number,
  settings: readonly RecordAt[],
  known: Sequence,
): Promise<ReadonlyMap<Sequence, SettingEvidence>> {
  const supports = await memory.supportsOf(
    negotiationId,
    settings.map(({ record }) => record),
    known,
  );
  const origins = await originsCited(read, [...supports.values()].flat());
  const quotes = await quotesIn(
    read,
    settings.map(({ version }) => version),
  );
  return new Map(
    settings.map(({ record, version }) => {
      const { joint = null, quote = null } = quotes.get(version) ?? {};
      const cited = (supports.get(record) ?? []).flatMap((entry) => origins.get(entry) ?? []);
      return [version, { origins: independentOrigins({ joint }, cited), quote }];
    }),
  );
}

/** The origins that entries cite, folded, by their numbers. Each name is folded once: thousands cite the same few. */
async function originsCited(
  read: Reader,
  entries: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, readonly string[]>> {
  const plain = plainSql(read);
  const sql = `SELECT c.sequence, coalesce(c.first_reported_by, s.outlet)
    FROM citations c CROSS JOIN sources s
    WHERE c.sequence IN ${plain.dialect.numbers} AND s.id = c.source_id`;
  const rows = await inLists(entries, (list) => plain.lists<[Sequence, string]>(sql, [list]));
  const folded = new Map<string, string>();
  const found = new Map<Sequence, string[]>();
  for (const [entry, name] of rows) {
    const origin = folded.get(name) ?? originNamed(name);
    folded.set(name, origin);
    const others = found.get(entry);
    if (others) others.push(origin);
    else found.set(entry, [origin]);
  }
  return found;
}

/** Of which joint statement stances are, and how their quotes stand in their texts; one that was removed is none. */
async function quotesIn(
  read: Reader,
  versions: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Pick<SettingEvidence, 'quote'> & { readonly joint: Sequence | null }>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, joint, quote_check, CASE WHEN quote IS NULL OR quote = ? THEN 0 ELSE 1 END
    FROM stances WHERE sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(versions, (list) =>
    plain.lists<[Sequence, Sequence | null, StoredQuoteCheck, number]>(sql, [tombstone, list]),
  );
  return new Map(
    rows.map(([version, joint, check, hasQuote]) => [
      version,
      { joint, quote: Number(hasQuote) === 1 ? quoteCheckStored(check) : null },
    ]),
  );
}

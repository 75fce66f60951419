import { InvalidInput } from '../../domain/errors.js';
import type { NewSource } from '../../domain/structure/new-source.js';
import { normalisedUrl, type Source, webAddress } from '../../domain/structure/source.js';
import { unusedDetails } from '../../domain/structure/unused-details.js';
import type { CitedChoice } from '../../domain/log/act-sources.js';
import type { SourceChoice } from '../../domain/log/update.js';
import type { Reader, Transaction } from '../../data/engine/database.js';
import { findSources, findSourcesByUrl, insertSources } from '../../data/structure/sources.js';

/**
 * The chosen sources in their order; one whose address is already known is taken as it is recorded. Throws InvalidInput
 * for one that is not on record.
 */
export async function recordSources(tx: Transaction, choices: readonly SourceChoice[]): Promise<Source[]> {
  const known = await knownSources(tx, choices);
  const keys = choices.map((choice, index) => (known[index] === null ? keyOf(choice, index) : ''));
  const fresh = new Map<string, NewSource>();
  for (const [index, key] of keys.entries())
    if (known[index] === null && !fresh.has(key)) fresh.set(key, choices[index] as NewSource);
  const inserted = await insertSources(tx, [...fresh.values()]);
  const recorded = new Map([...fresh.keys()].map((key, index) => [key, inserted[index] as Source]));
  return keys.map((key, index) => known[index] ?? (recorded.get(key) as Source));
}

/** The same of what is published by itself, each with its place. */
export async function recordCited(
  tx: Transaction,
  cited: readonly CitedChoice[],
): Promise<(Source & { readonly locator: string | null })[]> {
  const choices = cited.map(({ source }) => source);
  const recorded = await recordSources(tx, choices);
  return recorded.map((source, index) => ({ ...source, locator: cited[index]?.locator ?? null }));
}

/** The same, before anything is recorded: a new source has the id 0. */
export async function chosenSources(
  read: Reader | Transaction,
  choices: readonly SourceChoice[],
): Promise<Source[]> {
  const known = await knownSources(read, choices);
  return choices.map((choice, index) => known[index] ?? { ...(choice as NewSource), id: 0 });
}

/**
 * For each source whose address is known, or is that of an earlier one, by its index: the details that were given
 * differently and are not taken over.
 */
export async function unusedDetailsOf(
  read: Reader | Transaction,
  given: readonly NewSource[],
): Promise<ReadonlyMap<number, string>> {
  const known = await findSourcesByUrl(
    read,
    given.flatMap(({ url }) => url ?? []),
  );
  const first = new Map<string, NewSource>(known);
  const unused = new Map<number, string>();
  for (const [index, source] of given.entries()) {
    const key = keyOf(source, index);
    const said = unusedDetails(first.get(key) ?? source, source);
    if (said !== null) unused.set(index, said);
    if (!first.has(key)) first.set(key, source);
  }
  return unused;
}

/** Null for each one that is new. */
async function knownSources(
  read: Reader | Transaction,
  choices: readonly SourceChoice[],
): Promise<(Source | null)[]> {
  const ids = choices.filter((choice) => typeof choice === 'number');
  const urls = choices.flatMap((choice) => (typeof choice === 'number' ? [] : (choice.url ?? [])));
  const { byId, byUrl } = await findSources(read, { ids, urls });
  return choices.map((choice, index) =>
    typeof choice === 'number'
      ? sourceOnRecord(byId.get(choice), index)
      : (byUrl.get(keyOf(choice, index)) ?? null),
  );
}

/** The normalised URL of a new source, which identifies it; any other choice is unique. */
function keyOf(choice: SourceChoice, index: number): string {
  const address = typeof choice === 'number' || choice.url === null ? null : webAddress(choice.url);
  return address ? normalisedUrl(address) : String(index);
}

function sourceOnRecord(source: Source | undefined, index: number): Source {
  if (source) return source;
  const message = 'This source is not on record. Choose another or enter it anew.';
  throw new InvalidInput([{ field: `sources.${index}.id`, message }]);
}

import { InvalidInput } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import type { SourceChoice } from '../domain/update.js';
import type { Reader, Transaction } from './database.js';
import { findSource, findSourceByUrl, insertSource } from './sources.js';

/**
 * The chosen sources in their order; one known under its address already is taken as it is recorded. Throws
 * InvalidInput for one that is not on record.
 */
export async function recordSources(tx: Transaction, choices: readonly SourceChoice[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const [index, choice] of choices.entries()) {
    const known = await knownSource(tx, choice, index);
    sources.push(known ?? (await insertSource(tx, choice as NewChoice)));
  }
  return sources;
}

/** The same for who looks before anything is recorded: a new source has the id 0. */
export async function chosenSources(read: Reader, choices: readonly SourceChoice[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const [index, choice] of choices.entries()) {
    const known = await knownSource(read, choice, index);
    sources.push(known ?? { ...(choice as NewChoice), id: 0 });
  }
  return sources;
}

type NewChoice = Exclude<SourceChoice, number>;

/** Null for a new source. */
async function knownSource(
  read: Reader | Transaction,
  choice: SourceChoice,
  index: number,
): Promise<Source | null> {
  if (typeof choice !== 'number') return choice.url === null ? null : findSourceByUrl(read, choice.url);
  const source = await findSource(read, choice);
  if (source) return source;
  const message = 'This source is not on record. Choose another or enter it anew.';
  throw new InvalidInput([{ field: `sources.${index}.id`, message }]);
}

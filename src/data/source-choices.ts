import { InvalidInput } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import type { SourceChoice } from '../domain/update.js';
import type { Transaction } from './database.js';
import { findSource, findSourceByUrl, insertSource } from './sources.js';

/** The chosen sources in their order; one known under its address already is taken as it is recorded. */
export async function recordSources(tx: Transaction, choices: readonly SourceChoice[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const [index, choice] of choices.entries()) {
    sources.push(await recordSource(tx, choice, index));
  }
  return sources;
}

async function recordSource(tx: Transaction, choice: SourceChoice, index: number): Promise<Source> {
  if (typeof choice !== 'number') {
    const known = choice.url === null ? null : await findSourceByUrl(tx, choice.url);
    return known ?? insertSource(tx, choice);
  }
  const source = await findSource(tx, choice);
  if (source) return source;
  const message = 'This source is not on record. Choose another or enter it anew.';
  throw new InvalidInput([{ field: `sources.${index}.id`, message }]);
}

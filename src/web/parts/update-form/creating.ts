import { isDeepStrictEqual } from 'node:util';
import { InvalidInput } from '../../../domain/errors.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import type { Act } from '../structure/noun.js';
import { makers, notListed, type Picker, pickers } from '../structure/on-the-way.js';
import { rowCount } from './rows.js';

/** What is to be made for which row: the list of its field lacks it. */
export interface Creating {
  readonly picker: Picker;
  readonly index: number;
}

/** Where the fields of what is made for a field of a row stand among those of the form. */
export function creationPrefix(row: string, picker: Picker): string {
  return `${row}create.${picker}.`;
}

/** Makes it, and answers its id. Throws what its own action throws, with problems at the fields of this form. */
export async function made(act: Act, values: FormValues, { picker, index }: Creating): Promise<number> {
  const prefix = creationPrefix(`stances.${index}.`, picker);
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  const fields = Object.fromEntries(own.map(([name, texts]) => [name.slice(prefix.length), texts]));
  try {
    return (await makers[picker].create(act, fields)).id;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      error.problems.map(({ field, message }) => ({ field: `${prefix}${field}`, message })),
    );
  }
}

/** The form once it is made: chosen wherever the same words asked for it, and asked no more. */
export function withMade(values: FormValues, { picker, index }: Creating, id: number): FormValues {
  const own = `stances.${index}.${picker}`;
  const typed = textIn(values, own);
  const alike = pickers.filter((each) => makers[each].noun === makers[picker].noun);
  const rows = Array.from({ length: rowCount(values, 'stances') }, (_, at) => `stances.${at}.`);
  const places = rows
    .flatMap((row) => alike.map((each) => ({ name: `${row}${each}`, prefix: creationPrefix(row, each) })))
    .filter(({ name }) => name === own || (typed !== notListed.value && textIn(values, name) === typed));
  const kept = Object.entries(values).filter(
    ([name]) => !places.some(({ prefix }) => name.startsWith(prefix)),
  );
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(places.map(({ name }) => [name, [String(id)]])),
  };
}

/** True if a draft is this form with that made and chosen: then the same form was sent before. */
export function isMadeIn(draft: FormValues, sent: FormValues, creating: Creating): boolean {
  const chosen = textIn(draft, `stances.${creating.index}.${creating.picker}`);
  if (!/^\d+$/.test(chosen)) return false;
  return isDeepStrictEqual(filledIn(draft), filledIn(withMade(sent, creating, Number(chosen))));
}

/** Without the empty fields, which not every draft holds. */
function filledIn(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, texts]) => texts.some((text) => text !== '')));
}

import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type Choice, choicesFor, unfittingText } from '../../frame/forms/choosing.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { rowCount, rowLimits, rowsOf, withAbove, withStances } from './rows.js';

type Offered = Pick<Negotiation, 'parties' | 'demands'>;

/** What belongs to one cell or one person, and is not repeated for another party. */
const ownOfRow: readonly string[] = ['sameFor', 'together', 'saw', 'choice', 'jointly'];
const ownOfSpeaker: readonly string[] = ['speaker', 'speakerRole'];

/** A form in which every row has one party and one demand; `origins` says from which row each was made. */
export interface RowsMade {
  readonly values: FormValues;
  readonly origins: readonly number[];
}

/**
 * Makes the rows that rows ask for in “Same for”: one for each further party and demand, with everything filled in, and
 * given together if that is ticked. Names that mean nothing, and more rows than a form takes, leave the field as it is.
 */
export function rowsMade(values: FormValues, offered: Offered): RowsMade {
  let room = rowLimits.stances - rowCount(values, 'stances');
  const made = rowsOf(values, 'stances').flatMap((row, origin) => {
    const { meant, problem } = namesIn(row, offered);
    const rows = problem === null && meant.length > 0 ? rowsFor(row, meant) : [row];
    if (rows.length - 1 > room) return [{ row, origin }];
    room -= rows.length - 1;
    return rows.map((each) => ({ row: each, origin }));
  });
  return {
    values: withStances(
      values,
      made.map(({ row }) => row),
    ),
    origins: made.map(({ origin }) => origin),
  };
}

/** The problems of the rows that were made, at those that they were made from. */
export function problemsAtOrigins(
  problems: readonly FieldProblem[],
  { origins }: Pick<RowsMade, 'origins'>,
): FieldProblem[] {
  const placed = problems.map(({ field, message }) => {
    const [, index, name] = /^stances\.(\d+)\.(.+)$/.exec(field) ?? [];
    const origin = origins[Number(index)];
    return origin === undefined ? { field, message } : { field: `stances.${origin}.${name}`, message };
  });
  return placed.filter(
    ({ field, message }, at) =>
      placed.findIndex((each) => each.field === field && each.message === message) === at,
  );
}

/** The rows whose “Same for” could not be understood, or asks for too many rows. */
export function problemsOfNames(values: FormValues, offered: Offered): FieldProblem[] {
  return rowsOf(values, 'stances').flatMap((row, index) => {
    const { meant, problem } = namesIn(row, offered);
    if (meant.length === 0 && problem === null) return [];
    return [{ field: `stances.${index}.sameFor`, message: problem ?? tooMany }];
  });
}

const tooMany = `With these rows there would be more than ${rowLimits.stances} stances, the most that one update takes. Publish the others first.`;

interface Named {
  readonly field: 'party' | 'demand';
  readonly id: string;
}

/** The parties and demands that a row names further, and why a name means none of them. */
function namesIn(
  row: FormValues,
  { parties, demands }: Offered,
): { readonly meant: readonly Named[]; readonly problem: string | null } {
  const choices: Choice[] = [
    ...parties.map(({ id, name, shortName, slug }) => ({
      ...{ value: `party ${id}`, label: name, words: [shortName ?? name, slug] },
    })),
    ...demands.map(({ id, proposition, slug }) => ({
      ...{ value: `demand ${id}`, label: proposition, words: [slug] },
    })),
  ];
  const names = textIn(row, 'sameFor')
    .split(/[,;]/)
    .map((name) => name.trim());
  const meant: Named[] = [];
  for (const name of names.filter((each) => each !== '')) {
    const [only, other] = choicesFor(choices, name);
    if (!only || other) return { meant, problem: unfittingText(choices, name) };
    const [field, id] = only.value.split(' ') as [Named['field'], string];
    if (textIn(row, field) !== id) meant.push({ field, id });
  }
  return { meant, problem: null };
}

/** The row itself, then one for every other pair of its parties and demands. */
function rowsFor(row: FormValues, meant: readonly Named[]): FormValues[] {
  const idsOf = (field: Named['field']) => [
    ...new Set([textIn(row, field), ...meant.filter((each) => each.field === field).map(({ id }) => id)]),
  ];
  const isTogether = textIn(row, 'together') !== '';
  const plain = without(row, ownOfRow);
  return idsOf('demand').flatMap((demand, group) =>
    idsOf('party').map((party, place) => {
      const isOwn = group === 0 && place === 0;
      const jointly = isOwn ? textIn(row, 'jointly') : isTogether && place > 0 ? withAbove : '';
      const words = place === 0 || textIn(row, 'accountBy') !== '' ? plain : without(plain, ownOfSpeaker);
      return {
        ...(isOwn ? without(row, ['sameFor', 'together', 'jointly']) : words),
        party: [party],
        demand: [demand],
        ...(jointly !== '' && { jointly: [jointly] }),
      };
    }),
  );
}

function without(row: FormValues, names: readonly string[]): FormValues {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

import type { Column, CsvValue } from './csv.js';

type Value<Row> = Column<Row>['value'];

/** The column that says for people what one of words for programs says. */
interface InWords<Row> {
  readonly ending: '_label' | '_name' | '_names';
  readonly value: Value<Row>;
}

/** A column without its name: its kind, what it means, its value and, where that is a word for programs, its words. */
export type Definition<Row> = readonly [Column<Row>['kind'], string, Value<Row>, words?: InWords<Row>];

export type Definitions<Row> = Readonly<Record<string, Definition<Row>>>;

/**
 * The columns in the order of their definitions, which is part of the format, then those in words. What a later version
 * of a file adds is a list of its own: it stands behind all that was there.
 */
export function columnsOf<Row>(...versions: readonly Definitions<Row>[]): readonly Column<Row>[] {
  return versions.flatMap((definitions) => {
    const columns = Object.entries(definitions);
    return [
      ...columns.map(([name, [kind, description, value]]) => ({ name, kind, description, value })),
      ...columns.flatMap(([name, [, , , words]]) => (words ? [columnInWords(name, words)] : [])),
    ];
  });
}

/** `gap` has `gap_label` beside it, `needs` has `needs_names`; a name needs no ending where the code has one. */
function columnInWords<Row>(code: string, { ending, value }: InWords<Row>): Column<Row> {
  const name = ending === '_name' && code.endsWith('_slug') ? '' : ending;
  const description = {
    _label: `What “${code}” says, for people`,
    _name: `The name or the words of what “${code}” says`,
    _names: `The names or the words of those in “${code}”, with semicolons between`,
  }[ending];
  return { name: `${code.replace(/_slugs?$/, '')}${name}`, kind: 'text', description, value };
}

/** The words of a scale. */
export type Scale = readonly { readonly value: string; readonly label: string }[];

/** A value of a scale, with its label in a column of its own. */
export function scaled<Row>(description: string, scale: Scale, value: Value<Row>): Definition<Row> {
  const labels = new Map<CsvValue, string>(scale.map((each) => [each.value, each.label]));
  const labelOf = (row: Row) => labels.get(value(row)) ?? null;
  return ['code', description, value, { ending: '_label', value: labelOf }];
}

/** What has an address, and a name for people: a party, a topic, a demand, a question. */
export type Named =
  | { readonly slug: string; readonly name: string }
  | { readonly slug: string; readonly proposition: string }
  | { readonly slug: string; readonly wording: string };

/** The end of an address, with the name behind it in a column of its own. */
export function named<Row>(description: string, of: (row: Row) => Named | null | undefined): Definition<Row> {
  const slugOf = (row: Row) => of(row)?.slug ?? null;
  const nameOf = (row: Row) => {
    const found = of(row);
    return found ? wordsOf(found) : null;
  };
  return ['code', description, slugOf, { ending: '_name', value: nameOf }];
}

/** Ends of addresses with spaces between, with the names behind them in a column of their own. */
export function namedAll<Row>(
  description: string,
  of: (row: Row) => readonly Named[] | null,
): Definition<Row> {
  const slugsOf = (row: Row) =>
    of(row)
      ?.map(({ slug }) => slug)
      .join(' ') || null;
  const namesOf = (row: Row) => of(row)?.map(wordsOf).join('; ') || null;
  return ['code', description, slugsOf, { ending: '_names', value: namesOf }];
}

function wordsOf(found: Named): string {
  if ('name' in found) return found.name;
  return 'proposition' in found ? found.proposition : found.wording;
}

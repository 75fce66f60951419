import { attributions, confidences } from '../../../domain/log/attribution.js';
import { positions } from '../../../domain/log/position.js';
import { stanceFields as fields } from '../../../domain/log/stance-fields.js';
import { choicesFor } from '../../frame/forms/choosing.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { type FieldChoices, stanceFields } from './stance-fields.js';
import { citationCount, rowCount, rowsOf } from './update-form.js';

const scaleValues = new Set<string>(
  [...positions, ...attributions, ...confidences].map(({ value }) => value),
);
const chosenFields = fields
  .filter(({ value: { kind } }) => kind === 'choice' || kind === 'reference')
  .map(({ name }) => name);

/** True if words stand somewhere in the place of a choice, as where a browser sends what was typed. */
export function hasWordsForChoices(values: FormValues): boolean {
  return rowsOf(values, 'stances').some((row) =>
    chosenFields.some((name) => {
      const text = textIn(row, name);
      return !/^\d*$/.test(text) && !scaleValues.has(text);
    }),
  );
}

/** Words that mean one choice become it: `Rejects`, `-2`, “Crimea”. What means none, or several, is kept as it is. */
export function understood(
  values: FormValues,
  context: Pick<FieldChoices, 'negotiation' | 'speakers'>,
): FormValues {
  const { main, details } = stanceFields(context, rowCount(values, 'sources'), citationCount(values));
  const rows = Array.from({ length: rowCount(values, 'stances') }, (_, index) => `stances.${index}.`);
  const chosen = rows.flatMap((row) =>
    [...main, ...details].flatMap((field) => meant(values, { ...field, name: `${row}${field.name}` })),
  );
  return { ...values, ...Object.fromEntries(chosen) };
}

/** The one choice that the words of a field mean, under its name; nothing where they mean none or several. */
export function meant(
  values: FormValues,
  { kind, name, choices = [] }: FieldDefinition,
): [string, readonly string[]][] {
  const typed = textIn(values, name);
  if (kind !== 'select' || typed === '' || choices.some(({ value }) => value === typed)) return [];
  const [only, other] = choicesFor(choices, typed);
  return only && !other ? [[name, [only.value]]] : [];
}

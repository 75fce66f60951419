import { attributions, confidences } from '../../../domain/attribution.js';
import { priorities } from '../../../domain/log/priority.js';
import { directions } from '../../../domain/log/direction.js';
import { positions } from '../../../domain/log/position.js';
import { stanceFields as fields } from '../../../domain/log/stance-fields.js';
import { choicesFor } from '../../frame/forms/choosing.js';
import { notListed } from '../structure/on-the-way.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { type FieldChoices, stanceFields } from './stance-fields.js';
import { citationCount, rowCount, rowsOf } from './rows.js';

const scaleValues = new Set<string>(
  [...positions, ...attributions, ...confidences, ...priorities, ...directions].map(({ value }) => value),
);
const chosenFields = fields
  .filter(({ value: { kind } }) => kind === 'choice' || kind === 'reference')
  .map(({ name }) => name);

/** True if a choice holds words instead of a value, as a browser sends them if they were typed. */
export function hasWordsForChoices(values: FormValues): boolean {
  return rowsOf(values, 'stances').some((row) =>
    chosenFields.some((name) => {
      const text = textIn(row, name);
      return !/^\d*$/.test(text) && !scaleValues.has(text);
    }),
  );
}

/**
 * Replaces words that mean one choice by it: `Rejects`, `-2`, “Crimea”. Words that mean none or several are kept as
 * they are.
 */
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

/** The single choice that the words in a field mean, by field name; nothing if they mean none or several. */
export function meant(
  values: FormValues,
  { kind, name, choices = [] }: FieldDefinition,
): [string, readonly string[]][] {
  const typed = textIn(values, name);
  if (
    kind !== 'select' ||
    typed === '' ||
    typed === notListed.value ||
    choices.some(({ value }) => value === typed)
  )
    return [];
  const [only, other] = choicesFor(choices, typed);
  return only && !other ? [[name, [only.value]]] : [];
}

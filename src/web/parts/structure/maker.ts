import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import type { Act, EditableNoun, Place } from './noun.js';

/** How something is made in the form of an update whose list lacks it. */
export interface Maker {
  readonly noun: EditableNoun;
  /** The field that takes the words typed where it is lacking. */
  readonly named: string;
  /** The fields that are asked at once, in their order. */
  readonly asked: readonly string[];
  /** Those that are folded away. */
  readonly further: readonly string[];
  readonly furtherLabel: string;
  /** Those of them in which several boxes can be ticked. */
  readonly ticked: readonly string[];
  definitions(place: Place): Promise<readonly FieldDefinition[]>;
  /** `typed` are the words that fit nothing in the list; `row` are the other fields of the stance. */
  prefilled(place: Place, typed: string, row: FormValues): FormValues | Promise<FormValues>;
  create(act: Act, values: FormValues): Promise<{ readonly id: number }>;
}

/** An address is made from the name; it is asked only if that cannot be done. */
export function slugAskedBack(definitions: readonly FieldDefinition[]): FieldDefinition[] {
  return definitions.map((field) => (field.name === 'slug' ? { ...field, isAskedBack: true } : field));
}

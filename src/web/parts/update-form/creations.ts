import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import { may, type Role, whoMay } from '../../../domain/people/permissions.js';
import { type Choice, choicesFor } from '../../frame/forms/choosing.js';
import {
  type FieldDefinition,
  fieldId,
  type FieldState,
  type FormField,
  formField,
} from '../../frame/forms/form-fields.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import type { Link } from '../../frame/layout.js';
import type { Place } from '../structure/noun.js';
import { makers, notListed, type Picker, pickers } from '../structure/on-the-way.js';
import { creationPrefix } from './creating.js';
import { stanceFields } from './stance-fields.js';
import { rowsOf } from './rows.js';

/** A field of a stance whose list lacks what the editor needs. */
export interface Lacking {
  readonly picker: Picker;
  /** The words that fit nothing in the list; empty for “not listed”. */
  readonly typed: string;
  /** The fields of what is to be made; null if the viewer may not make it. */
  readonly definitions: readonly FieldDefinition[] | null;
  /** With what they are filled at first. */
  readonly prefilled: FormValues;
}

/** The fields by which it is made without leaving the form. */
export interface CreationView {
  readonly id: string;
  readonly legend: string;
  /** The words for which it is filled, sent along so that others can take their place. */
  readonly typed: { readonly name: string; readonly value: string };
  /** Whom to ask; null for whoever may make it. */
  readonly remark: string | null;
  readonly fields: readonly FormField[];
  readonly further: readonly FormField[];
  readonly furtherLabel: string;
  /** True if something in the further ones is wrong. */
  readonly isOpen: boolean;
  /** To its first field, for whoever left the list before this stood here; null without fields. */
  readonly first: Link | null;
  /** The button that makes it; null if the viewer may not. */
  readonly submit: { readonly label: string; readonly value: string } | null;
}

/** What somebody of the role may make without leaving the form. */
export function pickersOf(role: Role | null): Picker[] {
  return pickers.filter((picker) => may(role, makers[picker].noun.ability));
}

/** A list that offers at its end to make what it lacks. */
export function withNotListed(definition: FieldDefinition, makes: readonly Picker[]): FieldDefinition {
  const { name, choices = [] } = definition;
  const isMade = makes.some((picker) => picker === name);
  return isMade ? { ...definition, choices: [...choices, notListed] } : definition;
}

/** What the lists of the form lack for somebody of the role, by the names of their fields. */
export async function lackingIn(
  place: Place,
  speakers: readonly Speaker[],
  values: FormValues,
  role: Role,
): Promise<Map<string, Lacking>> {
  const offered = offeredBy(place.negotiation, speakers);
  const found = new Map<string, Lacking>();
  for (const [index, row] of rowsOf(values, 'stances').entries()) {
    for (const picker of pickers.filter((each) => isLacking(row, each, offered(each)))) {
      found.set(`stances.${index}.${picker}`, await lacking(place, picker, row, role));
    }
  }
  return found;
}

function offeredBy(negotiation: Negotiation, speakers: readonly Speaker[]) {
  const { main, details } = stanceFields({ negotiation, speakers }, 1, 1);
  return (picker: Picker) => [...main, ...details].find(({ name }) => name === picker)?.choices ?? [];
}

/** True for “not listed”, for words that fit nothing, and for those that it was asked to make. */
function isLacking(row: FormValues, picker: Picker, choices: readonly Choice[]): boolean {
  const typed = textIn(row, picker);
  if (typed === notListed.value) return true;
  if (/^\d*$/.test(typed)) return false;
  return (
    typed === textIn(row, `${creationPrefix('', picker)}typed`) || choicesFor(choices, typed).length === 0
  );
}

async function lacking(place: Place, picker: Picker, row: FormValues, role: Role): Promise<Lacking> {
  const maker = makers[picker];
  const words = textIn(row, picker);
  const typed = words === notListed.value ? '' : words;
  if (!may(role, maker.noun.ability)) return { picker, typed, definitions: null, prefilled: {} };
  return {
    ...{ picker, typed, definitions: await maker.definitions(place) },
    prefilled: await maker.prefilled(place, typed, row),
  };
}

/** `name` is that of the field whose list lacks something: `stances.0.demand`. */
export function creationView(name: string, lacking: Lacking, state: FieldState): CreationView {
  const { picker, definitions, typed } = lacking;
  const { noun, asked, further, furtherLabel } = makers[picker];
  const { word, ability } = noun;
  const row = name.slice(0, -picker.length);
  const prefix = creationPrefix(row, picker);
  const values = filled(state.values, prefix, lacking);
  const fieldsNamed = (names: readonly string[]) =>
    names
      .flatMap((each) => definitions?.find((definition) => definition.name === each) ?? [])
      .map((definition) => ({ ...definition, name: `${prefix}${definition.name}` }))
      .filter((definition) => isShown(definition, values, state))
      .map((definition) => formField(definition, { ...state, values }));
  const folded = fieldsNamed(further);
  const fields = fieldsNamed(asked);
  return {
    id: `create-${fieldId(name)}`,
    typed: { name: `${prefix}typed`, value: typed },
    legend: `There is no such ${word} yet`,
    remark:
      definitions === null
        ? `Ask ${whoMay(ability)} to create it. In a proposed update, leave this empty and name it in words under “Missing here”.`
        : null,
    fields,
    first: fields[0] ? { label: `To the first field of the ${word}`, url: `#${fields[0].id}` } : null,
    further: folded,
    furtherLabel,
    isOpen: folded.some(({ error }) => error !== null),
    submit:
      definitions === null
        ? null
        : { label: `Create the ${word}`, value: `create.${picker}.${row.split('.')[1]}` },
  };
}

/** Filled at first; afterwards the words in the list go on filling the name, until that is changed by itself. */
function filled(values: FormValues, prefix: string, { picker, typed, prefilled }: Lacking): FormValues {
  const before = textIn(values, `${prefix}typed`);
  const name = `${prefix}${makers[picker].named}`;
  const isFilled = Object.keys(values).some((each) => each.startsWith(prefix));
  if (isFilled) return textIn(values, name) === before ? { ...values, [name]: [typed] } : values;
  const own = Object.entries(prefilled).map(([field, texts]) => [`${prefix}${field}`, texts]);
  return { ...values, ...Object.fromEntries(own) };
}

function isShown(
  { name, isAskedBack = false }: FieldDefinition,
  values: FormValues,
  { problems }: FieldState,
): boolean {
  return !isAskedBack || problems.some(({ field }) => field === name) || textIn(values, name) !== '';
}

import type { ClosableNoun } from '../../data/closing.js';
import type { Database, Reader } from '../../data/database.js';
import type { Actor } from '../../domain/actor.js';
import type { Negotiation } from '../../domain/negotiation.js';
import type { Ability } from '../../domain/permissions.js';
import type { StructureNoun } from '../paths.js';
import type { FieldDefinition } from '../forms/form-fields.js';
import type { FormValues } from '../forms/form-values.js';

/** Where a form or a list stands. */
export interface Place {
  readonly read: Reader;
  readonly negotiation: Negotiation;
}

/** Who does it, where and when: what every action takes. */
export interface Act {
  readonly database: Database;
  readonly actor: Actor;
  readonly negotiationId: number;
  readonly now: Date;
}

/** One that is on record, with the fields of its form as they stand. */
export interface Recorded {
  readonly id: number;
  readonly name: string;
  readonly fields: object;
}

export interface ListedItem {
  readonly id: number;
  /** Its part of the path of its form. */
  readonly key: string;
  readonly name: string;
  readonly details: string;
  /** Null for a noun that cannot be closed. */
  readonly isClosed: boolean | null;
}

/** What forms and lists need to know of a topic, a party, a demand, a speaker, an event or a source. */
export interface EditableNoun {
  readonly word: string;
  /** Also its word in paths. */
  readonly plural: StructureNoun;
  readonly ability: Ability;
  /** Its word among what can be closed; null if it cannot be. */
  readonly closable: ClosableNoun | null;
  /** What an editor does well to know before the first field; null if nothing. */
  readonly advice: string | null;
  /** So many stand on a page of its list, which can be looked through for words; null where all stand on one. */
  readonly pageLength: number | null;
  listPath(negotiation: string): string;
  /** With all of the words, if there are any. */
  list(place: Place, words: string): Promise<readonly ListedItem[]>;
  find(place: Place, key: string): Promise<Recorded | null>;
  /** What the form for a new one is filled with. */
  prefilled(place: Place): FormValues;
  /** The fields of the form; `id` is null for a new one. */
  definitions(place: Place, id: number | null): Promise<readonly FieldDefinition[]>;
  create(act: Act, values: FormValues): Promise<{ readonly id: number }>;
  edit(act: Act, change: Change): Promise<void>;
}

export interface Change {
  readonly id: number;
  readonly values: FormValues;
  readonly seen: string;
}

/** The place after the last. */
export function nextOrder(items: readonly { readonly order: number }[]): string {
  return String(items.reduce((highest, { order }) => Math.max(highest, order), 0) + 1);
}

export const slugField = {
  kind: 'text',
  name: 'slug',
  label: 'Slug (its part of the address)',
  hint: 'Lower-case letters, digits and hyphens. Left empty, it is made from the name. An old one redirects for ever.',
} as const satisfies FieldDefinition;

export const orderField = {
  kind: 'text',
  name: 'order',
  label: 'Order',
  hint: 'A whole number; lower numbers stand first.',
  isRequired: true,
} as const satisfies FieldDefinition;

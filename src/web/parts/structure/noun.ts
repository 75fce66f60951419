import type { CreatedNoun } from '../../../data/structure/own-unused.js';
import type { ClosableNoun } from '../../../data/structure/closing.js';
import type { Database, Reader } from '../../../data/engine/database.js';
import type { Actor } from '../../../domain/people/actor.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Ability } from '../../../domain/people/permissions.js';
import type { StructureNoun } from '../../frame/paths.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';

/** What a form or list works on. */
export interface Place {
  readonly read: Reader;
  readonly negotiation: Negotiation;
}

/** Who acts, where and when: needed by every action. */
export interface Act {
  readonly database: Database;
  readonly actor: Actor;
  readonly negotiationId: number;
  readonly now: Date;
}

/** One on record, with the present values of its form. */
export interface Recorded {
  readonly id: number;
  readonly name: string;
  readonly fields: object;
  /** The values with which its form is filled, where these are not simply the fields. */
  readonly values?: FormValues;
}

export interface ListedItem {
  readonly id: number;
  /** Its part of the path of its form. */
  readonly key: string;
  readonly name: string;
  readonly details: string;
  /** Its own page, where there is more to do than its form allows; undefined for most. */
  readonly url?: string;
  /** Null for a noun that cannot be closed. */
  readonly isClosed: boolean | null;
}

/** So many items of a list, after so many others. */
export interface Part {
  readonly skipped: number;
  readonly most: number;
}

export interface ListPages {
  readonly length: number;
  /** How many items come before one in the whole list. */
  countBefore(place: Place, id: number): Promise<number>;
}

/** What forms and lists need to know about topics, parties, demands, speakers, events or sources. */
export interface EditableNoun {
  readonly word: string;
  /** Also its word in paths. */
  readonly plural: StructureNoun;
  /** What creating one needs. */
  readonly ability: Ability;
  /** Its word among what an editor may change only until its first stance; null for what any editor may change. */
  readonly created: CreatedNoun | null;
  /** Its word among what can be closed; null if it cannot be. */
  readonly closable: ClosableNoun | null;
  /** What an editor should know before filling in the form; null for nothing. */
  readonly advice: string | null;
  /** The pages of its list, which can then be searched; null if all are on one page. */
  readonly pages: ListPages | null;
  listPath(negotiation: string): string;
  /** Only those with all of the words, if there are any; of a list with pages, only that part. */
  list(place: Place, words: string, part: Part): Promise<readonly ListedItem[]>;
  find(place: Place, key: string): Promise<Recorded | null>;
  /** The values of the form for a new one. */
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

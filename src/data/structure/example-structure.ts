import { z } from 'zod';
import { senses } from '../../domain/structure/amount.js';
import { partyKinds, partyRoles } from '../../domain/structure/negotiation.js';

/** A text that says something: what has nothing to say is left out. */
export const text = z.string().min(1);

export const valuesOf = <Value extends string>(scale: readonly { readonly value: Value }[]) =>
  z.enum(scale.map((each) => each.value));

/** Parties, demands and other things that have an address, by the end of it. */
export const slugs = z.array(text).min(1);

/** How much an alternative of a question with a unit asks for. */
export const amount = { sense: valuesOf(senses).optional(), amount: z.number().optional() };

const party = z.strictObject({
  slug: text,
  name: text,
  shortName: text.optional(),
  kind: valuesOf(partyKinds),
  role: valuesOf(partyRoles),
  members: slugs.optional(),
  /** By which others know it. */
  ids: z
    .strictObject({ wikidata: text.optional(), iso3166: text.optional(), parlgov: text.optional() })
    .optional(),
});

const demand = z.strictObject({
  slug: text,
  topic: text,
  proposition: text,
  raisers: slugs,
  addressees: z.array(text),
  otherAddressees: text.optional(),
  /** All that it needs, where that is not the usual. */
  needs: slugs.optional(),
  partOf: text.optional(),
  until: text.optional(),
});

const question = z.strictObject({
  slug: text,
  topic: text,
  wording: text,
  unit: text.optional(),
  alternatives: z.array(z.strictObject({ demand: text, ...amount })),
});

const source = z.strictObject({
  id: text,
  outlet: text,
  title: text,
  url: text.optional(),
  archiveUrl: text.optional(),
  author: text.optional(),
  publishedDate: text.optional(),
  accessedDate: text.optional(),
  note: text.optional(),
});

/** Everything that is there before anything is published about it, in the order of the matrix. */
export const exampleStructure = {
  negotiation: z.strictObject({ slug: text, name: text, description: text }),
  parties: z.array(party),
  speakers: z.array(z.strictObject({ party: text, name: text, role: text })),
  topics: z.array(z.strictObject({ slug: text, name: text })),
  demands: z.array(demand),
  questions: z.array(question),
  events: z.array(z.strictObject({ date: text, name: text, description: text.optional() })),
  sources: z.array(source),
};

export type ExampleParty = z.infer<typeof party>;
export type ExampleDemand = z.infer<typeof demand>;
export type ExampleQuestion = z.infer<typeof question>;
export type ExampleSource = z.infer<typeof source>;

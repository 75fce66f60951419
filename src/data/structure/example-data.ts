import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { attributions } from '../../domain/attribution.js';
import { partyKinds, partyRoles } from '../../domain/structure/negotiation.js';
import { positions } from '../../domain/log/position.js';

/** The slug of the example's negotiation. */
export const exampleSlug = 'russia-ukraine';

const text = z.string().min(1);
const valuesOf = <Value extends string>(scale: readonly { readonly value: Value }[]) =>
  z.enum(scale.map((each) => each.value));

const stance = z.strictObject({
  party: text,
  demand: text,
  date: text,
  position: valuesOf(positions),
  attribution: valuesOf(attributions).nullable(),
  accountBy: text.optional(),
  speaker: text.optional(),
  firstReportedBy: text.optional(),
  summary: text,
  quote: text.optional(),
  quoteLanguage: text.optional(),
  note: text.optional(),
});

const source = z.strictObject({
  outlet: text,
  title: text,
  url: text.nullable(),
  archiveUrl: text.nullable(),
  author: text.nullable(),
  publishedDate: text.nullable(),
  accessedDate: text.nullable(),
  note: z.string(),
});

const exampleData = z.strictObject({
  negotiation: z.strictObject({ slug: text, name: text, description: text }),
  parties: z.array(
    z.strictObject({ slug: text, name: text, kind: valuesOf(partyKinds), role: valuesOf(partyRoles) }),
  ),
  speakers: z.array(z.strictObject({ party: text, name: text, role: text })),
  topics: z.array(z.strictObject({ slug: text, name: text })),
  demands: z.array(
    z.strictObject({
      topic: text,
      slug: text,
      proposition: text,
      raisers: z.array(text),
      addressees: z.array(text),
      otherAddressees: text.optional(),
    }),
  ),
  events: z.array(z.strictObject({ date: text, name: text })),
  updates: z.array(z.strictObject({ headline: text, source, stances: z.array(stance) })),
});

export type ExampleData = z.infer<typeof exampleData>;
export type ExampleStance = z.infer<typeof stance>;

/** The example data, by slugs and names: the ceasefire talks around the Alaska meeting of August 2025. */
export async function readExampleData(): Promise<ExampleData> {
  const file = new URL('../../../prisma/seed/alaska-2025.json', import.meta.url);
  return exampleData.parse(JSON.parse(await readFile(file, 'utf8')));
}

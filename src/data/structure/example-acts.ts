import { z } from 'zod';
import { attributions, confidences } from '../../domain/attribution.js';
import { directions } from '../../domain/log/direction.js';
import { positions } from '../../domain/log/position.js';
import { priorities } from '../../domain/log/priority.js';
import { type NamesOf, type TypedName, typedFields } from '../../domain/log/stance-fields.js';
import { claims } from '../../domain/structure/compliance.js';
import { outcomes } from '../../domain/structure/outcome.js';
import { amount, slugs, text, valuesOf } from './example-structure.js';

const citation = z.strictObject({
  source: text,
  locator: text.optional(),
  firstReportedBy: text.optional(),
});

/** The sources of what is published by itself. */
const cited = z.array(z.strictObject({ source: text, locator: text.optional() })).min(1);

const quoted = { quote: text.optional(), quoteLanguage: text.optional(), quoteTranslation: text.optional() };

/** What every stance says. */
const compulsory = {
  party: text,
  demand: text,
  date: text,
  position: valuesOf(positions),
  summary: text,
  citations: z.array(citation).min(1),
};

/** What a stance says only where there is something to say. */
const optional = {
  attribution: valuesOf(attributions),
  accountBy: text,
  confidence: valuesOf(confidences),
  speaker: text,
  agreedFirst: slugs,
  droppedFirst: slugs,
  declaredPriority: valuesOf(priorities),
  direction: valuesOf(directions),
  ...typedTexts(),
};

type TypedText = Exclude<TypedName, NamesOf<'demands'> | 'summary'>;

/** By the rows of the form, so that a field that is added there can be said here. */
function typedTexts(): Record<TypedText, typeof text> {
  const fields = typedFields.filter(({ name, value }) => value.kind !== 'demands' && name !== 'summary');
  return Object.fromEntries(fields.map(({ name }) => [name, text])) as Record<TypedText, typeof text>;
}

const stance = z
  .strictObject({
    id: text,
    ...compulsory,
    party: text.optional(),
    /** For words that several gave together and that are the same for each. */
    parties: z.array(text).min(2).optional(),
    /** The same at all stances of a joint statement. */
    jointly: text.optional(),
    ...z.object(optional).partial().shape,
  })
  .superRefine(({ party, parties, jointly, speaker }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ((party === undefined) === (parties === undefined)) refuse('parties', 'Name one party, or several.');
    if (parties && jointly === undefined)
      refuse('parties', 'What several gave together says which: jointly.');
    if (parties && speaker !== undefined) refuse('speaker', 'A speaker speaks for one party.');
  });

/** The new words of a record: what is not said stays, null empties a field. */
const changes = z.strictObject({
  ...z.object(compulsory).partial().shape,
  ...z.object(emptied(optional)).partial().shape,
});

function emptied<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const fields = Object.entries(shape).map(([name, field]) => [name, field.nullable()]);
  return Object.fromEntries(fields) as { [Name in keyof Shape]: z.ZodNullable<Shape[Name]> };
}

/** True if it is meant for all records of the joint statement. */
const forAll = z.boolean().optional();

const act = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ act: z.literal(kind), ...shape });

/** One of several names, and no more. */
const oneOf =
  <Name extends string>(names: readonly Name[], least: 0 | 1) =>
  (given: { readonly [Each in Name]?: string | undefined }) => {
    const count = names.filter((name) => given[name] !== undefined).length;
    return count >= least && count <= 1;
  };

export const exampleAct = z.discriminatedUnion('act', [
  act('update', { id: text, headline: text, stances: z.array(stance).min(1) }),
  act('corroboration', { id: text, record: text, citation, forAll }),
  act('denial', {
    ...{ id: text, record: text, date: text, attribution: valuesOf(attributions) },
    ...{ speaker: text.optional(), speakerRole: text.optional(), ...quoted, citation, forAll },
  }),
  act('correction', { record: text, reason: text, changes, forAll }),
  act('clarification', { record: text, reason: text, changes }),
  act('headline clarification', { update: text, words: text, reason: text }),
  act('proposition clarification', { demand: text, words: text, reason: text }),
  act('retraction', { of: text, reason: text, forAll }),
  act('outcome', {
    ...{ id: text, demand: text, outcome: valuesOf(outcomes), event: text.optional() },
    ...{ date: text, summary: text, citations: cited },
  }),
  act('account', {
    ...{ id: text, outcome: text, party: text, claim: valuesOf(claims), about: text.optional(), date: text },
    ...{ attribution: valuesOf(attributions), accountBy: text.optional(), speaker: text.optional() },
    ...{ ...quoted, citations: cited },
  }),
  act('reservation', {
    ...{ id: text, party: text, date: text, source: text },
    ...{ ...quoted, quote: text },
  }),
  act('briefing', {
    ...{ id: text, day: text, text, topic: text.optional(), demand: text.optional() },
  }).refine(oneOf(['topic', 'demand'], 0), 'A briefing is on a topic, on a demand, or on neither.'),
  act('alternative', { question: text, demand: text, ...amount }),
  act('closing', { party: text.optional(), demand: text.optional(), question: text.optional() }).refine(
    oneOf(['party', 'demand', 'question'], 1),
    'Name the party, the demand or the question that is closed.',
  ),
]);

type Act = z.infer<typeof exampleAct>;

export type ExampleActKind = Act['act'];
export type ExampleAct<Kind extends ExampleActKind = ExampleActKind> = Extract<Act, { readonly act: Kind }>;
export type ExampleStance = z.infer<typeof stance>;
export type ExampleChanges = z.infer<typeof changes>;
export type ExampleCitation = z.infer<typeof citation>;

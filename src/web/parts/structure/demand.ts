import { isolating } from '../../../domain/isolation.js';
import { createDemand } from '../../../actions/structure/create-demand.js';
import { requireNegotiation } from '../../../actions/structure/edit-rules.js';
import { editDemand } from '../../../actions/structure/edit-demand.js';
import type { Database } from '../../../data/engine/database.js';
import { demandHasStances } from '../../../data/structure/demands.js';
import { partiesNeeded, termsFromNeeds } from '../../../domain/structure/demand-terms.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type DemandFields, fieldsOfDemand } from '../../../domain/structure/structure-fields.js';
import { nextOrder } from '../../../domain/structure/next-place.js';
import { paths } from '../../frame/paths.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import {
  type FormValues,
  idsIn,
  numberIn,
  optionalTextIn,
  textIn,
  valuesOf,
} from '../../frame/forms/form-values.js';
import { orderField, type Place, type EditableNoun, slugField } from './noun.js';

export const demandNoun: EditableNoun = {
  word: 'demand',
  plural: 'demands',
  ability: 'create_structure',
  created: 'demand',
  closable: 'demand',
  advice:
    'A demand is one thing asked for, worded as one proposition that can be supported or rejected: “Ukraine renounces NATO membership”, never “NATO”.',

  pages: null,
  listPath: (negotiation) => paths.structureList(negotiation, 'demands'),

  list: async ({ negotiation }) =>
    negotiation.demands.map(({ id, slug, proposition, topic, order, isClosed }) => ({
      url: paths.demand(negotiation.slug, slug),
      id,
      key: slug,
      name: proposition,
      details: isolating`${topic.name} · ${slug} · order ${order}`,
      isClosed,
    })),

  find: async ({ negotiation }, key) => {
    const demand = negotiation.demands.find(({ slug }) => slug === key);
    if (!demand) return null;
    const fields = fieldsOfDemand(demand);
    const values = { ...valuesOf(fields), needs: idTexts(partiesNeeded(negotiation, demand)) };
    return { id: demand.id, name: demand.proposition, fields, values };
  },

  prefilled: ({ negotiation }) => ({
    order: [String(nextOrder(negotiation.demands))],
    needs: idTexts(negotiation.parties.filter(({ role }) => role === 'principal')),
  }),

  definitions: async (place, id) => [
    proposition(id !== null && (await demandHasStances(place.read, id))),
    slugField,
    ...choiceFields(place),
    {
      kind: 'text',
      name: 'otherAddressees',
      label: 'Addressed to others',
      hint: 'In words, whoever is not a party of this negotiation: “NATO members”.',
    },
    ...termFields(place, id),
    { ...orderField, hint: 'A whole number; lower numbers stand first within the topic.' },
    ...(id === null ? replacesField(place) : []),
    secondField(id === null ? 'Create a second demand with these words' : 'Give this demand the same words'),
  ],

  create: async ({ database, actor, negotiationId, now }, values) =>
    createDemand(
      database,
      actor,
      {
        negotiationId,
        fields: await demandFields(database, { negotiationId, id: null }, values),
        replaces: idsIn(values, 'replaces'),
        isSecond: isSecond(values),
      },
      now,
    ),

  edit: async ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editDemand(
      database,
      actor,
      {
        ...{ negotiationId, id, seen, isSecond: isSecond(values) },
        fields: await demandFields(database, { negotiationId, id }, values),
      },
      now,
    ),
};

export function idTexts(parties: readonly { readonly id: number }[]): string[] {
  return parties.map(({ id }) => String(id));
}

/** Shown only if the words are on record already. */
function secondField(label: string): FieldDefinition {
  return {
    kind: 'checkboxes',
    name: 'second',
    label: 'The same words again',
    choices: [{ value: '1', label }],
    isAskedBack: true,
  };
}

function isSecond(values: FormValues): boolean {
  return (values.second ?? []).includes('1');
}

function proposition(isFixed: boolean): FieldDefinition {
  const hint = isFixed
    ? 'Frozen by its first stance. For another wording, create a new demand that replaces this one.'
    : 'One statement of 10 to 300 characters, as neutral as plain words allow. Its first stance freezes it.';
  return { kind: 'textarea', name: 'proposition', label: 'Proposition', hint, isFixed, isRequired: true };
}

function choiceFields({ negotiation }: Place): FieldDefinition[] {
  const topics = choicesOf(negotiation.topics, (topic) => topic.name);
  const parties = choicesOf(negotiation.parties, (party) => party.name);
  return [
    { kind: 'select', name: 'topic', label: 'Topic', choices: [{ value: '', label: 'Choose…' }, ...topics] },
    { kind: 'checkboxes', name: 'raisers', label: 'Raised by', choices: parties },
    { kind: 'checkboxes', name: 'addressees', label: 'Addressed to', choices: parties },
  ];
}

export function needsField({ parties }: Pick<Negotiation, 'parties'>): FieldDefinition {
  const choices = choicesOf(parties, (party) => party.name);
  return { kind: 'checkboxes', name: 'needs', label: 'Needs', choices };
}

/** What it needs beyond the usual, until when it asks, and of which other demand it is a part. */
function termFields({ negotiation }: Place, id: number | null): FieldDefinition[] {
  const others = negotiation.demands.filter((demand) => demand.id !== id);
  const wholes = choicesOf(others, (demand) => demand.proposition);
  return [
    {
      ...needsField(negotiation),
      hint: 'Whose consent or act carries it out: the principals, and those whom it is addressed to, who count without a tick when they are new. Untick whom it can do without, tick whom it needs besides; its page names both.',
    },
    {
      kind: 'text',
      name: 'until',
      label: 'Until',
      hint: 'The last day of a measure that is limited in time: 2026-01-31.',
    },
    {
      kind: 'select',
      name: 'partOf',
      label: 'Part of',
      hint: 'Shown on both; a position on the one says nothing of the other.',
      choices: [{ value: '', label: 'No other demand' }, ...wholes],
    },
  ];
}

function replacesField({ negotiation }: Place): FieldDefinition[] {
  if (negotiation.demands.length === 0) return [];
  return [
    {
      kind: 'checkboxes',
      name: 'replaces',
      label: 'Replaces',
      hint: 'Older demands of which this is a new wording, a part or the sum. They stay on record.',
      choices: choicesOf(negotiation.demands, (demand) => demand.proposition),
    },
  ];
}

/** `id` is null for a new one. */
async function demandFields(
  { read }: Database,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number | null },
  values: FormValues,
): Promise<DemandFields> {
  const { parties, demands } = await requireNegotiation(read, negotiationId);
  const present = demands.find((demand) => demand.id === id) ?? null;
  const chosen = { needs: idsIn(values, 'needs'), addressees: idsIn(values, 'addressees') };
  return {
    ...termsFromNeeds({ parties }, chosen, present),
    topic: numberIn(values, 'topic'),
    slug: textIn(values, 'slug'),
    proposition: textIn(values, 'proposition'),
    raisers: idsIn(values, 'raisers'),
    addressees: chosen.addressees,
    otherAddressees: textIn(values, 'otherAddressees'),
    order: numberIn(values, 'order'),
    until: optionalTextIn(values, 'until'),
    partOf: textIn(values, 'partOf') === '' ? null : numberIn(values, 'partOf'),
  };
}

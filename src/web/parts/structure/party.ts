import { isolating } from '../../../domain/isolation.js';
import { createParty } from '../../../actions/structure/create-party.js';
import { editParty } from '../../../actions/structure/edit-party.js';
import { listParties, type SharedParty } from '../../../data/structure/parties.js';
import {
  type PartyKind,
  type PartyRole,
  partyKinds,
  partyRoles,
} from '../../../domain/structure/negotiation.js';
import { externalSchemes } from '../../../domain/structure/external-ids.js';
import { fieldsOfParty, type PartyFields } from '../../../domain/structure/structure-fields.js';
import { longestShortName } from '../../../domain/structure/structure-rules.js';
import { nextOrder } from '../../../domain/structure/next-place.js';
import { paths } from '../../frame/paths.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, idsIn, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { orderField, type Place, type EditableNoun, slugField } from './noun.js';

export const partyNoun: EditableNoun = {
  word: 'party',
  plural: 'parties',
  ability: 'create_structure',
  created: 'party',
  closable: 'party',
  advice:
    'Name it as neutrally as plain words allow. Names, slug, kind, members and ids are the same in every negotiation; role and order belong to this one. Principals stand first.',

  pages: null,
  listPath: (negotiation) => paths.structureList(negotiation, 'parties'),

  list: async ({ negotiation }) =>
    negotiation.parties.map(({ id, slug, name, kind, role, order, isClosed }) => ({
      id,
      key: slug,
      name,
      details: isolating`${labelOf(kind, partyKinds)} · ${labelOf(role, partyRoles)} · ${slug} · order ${order}`,
      isClosed,
    })),

  find: async ({ negotiation }, key) => {
    const party = negotiation.parties.find(({ slug }) => slug === key);
    return party ? { id: party.id, name: party.name, fields: fieldsOfParty(party) } : null;
  },

  prefilled: ({ negotiation }) => ({ order: [String(nextOrder(negotiation.parties))] }),

  definitions: async (place, id) => {
    const all = await listParties(place.read);
    return [...(id === null ? existingField(place, all) : []), ...ownFields(all, id)];
  },

  create: ({ database, actor, negotiationId, now }, values) => {
    const existing = textIn(values, 'existing') === '' ? {} : { existing: numberIn(values, 'existing') };
    return createParty(database, actor, { negotiationId, fields: partyFields(values), ...existing }, now);
  },

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editParty(database, actor, { negotiationId, id, seen, fields: partyFields(values) }, now),
};

/** Empty if no other negotiation has a party that could join this one. */
function existingField({ negotiation }: Place, all: readonly SharedParty[]): FieldDefinition[] {
  const here = new Set(negotiation.parties.map((party) => party.id));
  const others = choicesOf(
    all.filter((party) => !here.has(party.id)),
    (party) => party.name,
  );
  if (others.length === 0) return [];
  return [
    {
      kind: 'select',
      name: 'existing',
      label: 'Party on record',
      hint: 'A party of another negotiation keeps its names, slug, kind, members and ids: choose only role and order.',
      choices: [{ value: '', label: 'A new party' }, ...others],
    },
  ];
}

function ownFields(all: readonly SharedParty[], id: number | null): FieldDefinition[] {
  const states = choicesOf(
    all.filter((party) => party.kind === 'state' && party.id !== id),
    (party) => party.name,
  );
  const members: FieldDefinition = {
    kind: 'checkboxes',
    name: 'members',
    label: 'Members',
    hint: 'For a bloc: the states on record that belong to it. A member’s stance never sets its bloc’s position.',
    choices: states,
  };
  return [
    { kind: 'text', name: 'name', label: 'Name' },
    {
      kind: 'text',
      name: 'shortName',
      label: 'Short name',
      hint: `At most ${longestShortName} characters, for the heads of tables: “EU”. Left empty, its name stands there.`,
    },
    slugField,
    {
      kind: 'select',
      name: 'kind',
      label: 'Kind',
      choices: [{ value: '', label: 'Choose…' }, ...partyKinds],
    },
    {
      kind: 'select',
      name: 'role',
      label: 'Role',
      choices: [{ value: '', label: 'Choose…' }, ...partyRoles],
    },
    { ...orderField, hint: 'A whole number; lower numbers stand first. Principals stand before all others.' },
    ...(states.length > 0 ? [members] : []),
    ...externalSchemes.map(
      ({ name, label, rule }): FieldDefinition => ({ kind: 'text', name, label: `Id: ${label}`, hint: rule }),
    ),
  ];
}

/** Values outside the kinds and roles are refused by the rules. */
function partyFields(values: FormValues): PartyFields {
  return {
    name: textIn(values, 'name'),
    shortName: optionalTextIn(values, 'shortName'),
    slug: textIn(values, 'slug'),
    kind: textIn(values, 'kind') as PartyKind,
    role: textIn(values, 'role') as PartyRole,
    order: numberIn(values, 'order'),
    members: idsIn(values, 'members'),
    wikidata: optionalTextIn(values, 'wikidata'),
    iso3166: optionalTextIn(values, 'iso3166'),
    parlgov: optionalTextIn(values, 'parlgov'),
  };
}

function labelOf(value: string, choices: readonly { readonly value: string; readonly label: string }[]) {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

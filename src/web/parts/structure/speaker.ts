import { isolating } from '../../../domain/isolation.js';
import { createSpeaker } from '../../../actions/structure/create-speaker.js';
import { editSpeaker } from '../../../actions/structure/edit-speaker.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import type { Speaker } from '../../../domain/structure/negotiation.js';
import { fieldsOfSpeaker, type SpeakerFields } from '../../../domain/structure/structure-fields.js';
import { paths } from '../../frame/paths.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import type { Place, EditableNoun } from './noun.js';

export const speakerNoun: EditableNoun = {
  word: 'speaker',
  plural: 'speakers',
  ability: 'edit_references',
  created: null,
  closable: 'speaker',
  advice:
    'A speaker is a named person who speaks for a party. Each stance keeps the office that the speaker held then.',

  pages: null,
  listPath: (negotiation) => paths.structureList(negotiation, 'speakers'),

  list: async (place) =>
    (await speakersIn(place)).map(({ id, name, role, party, isClosed }) => ({
      id,
      key: String(id),
      name,
      details: isolating`${role} · ${partyName(place, party)}`,
      isClosed,
    })),

  find: async (place, key) => {
    const speaker = (await speakersIn(place)).find(({ id }) => String(id) === key);
    return speaker ? { id: speaker.id, name: speaker.name, fields: fieldsOfSpeaker(speaker) } : null;
  },

  prefilled: () => ({}),

  definitions: async (place, id) => [
    partyField(place, id !== null),
    { kind: 'text', name: 'name', label: 'Name', isRequired: true },
    {
      kind: 'text',
      name: 'role',
      label: 'Office',
      hint: 'For example “President of Ukraine”. Stances that are recorded already keep the one they have.',
      isRequired: true,
    },
  ],

  create: ({ database, actor, negotiationId, now }, values) =>
    createSpeaker(database, actor, { negotiationId, fields: speakerFields(values) }, now),

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editSpeaker(database, actor, { negotiationId, id, seen, fields: speakerFields(values) }, now),
};

/** The speakers of the negotiation's parties, in the order of the parties. */
async function speakersIn({ read, negotiation }: Place): Promise<Speaker[]> {
  const order = negotiation.parties.map((party) => party.id);
  const speakers = await listSpeakers(read, order);
  return speakers.sort((a, b) => order.indexOf(a.party) - order.indexOf(b.party));
}

function partyName({ negotiation }: Place, id: number): string {
  return negotiation.parties.find((party) => party.id === id)?.name ?? '';
}

/** A speaker stays with the party: the same person speaking for another party is a new speaker. */
function partyField({ negotiation }: Place, isFixed: boolean): FieldDefinition {
  const parties = choicesOf(negotiation.parties, (party) => party.name);
  const choices = [{ value: '', label: 'Choose…' }, ...parties];
  return { kind: 'select', name: 'party', label: 'Party', choices, isFixed, isRequired: true };
}

function speakerFields(values: FormValues): SpeakerFields {
  return { party: numberIn(values, 'party'), name: textIn(values, 'name'), role: textIn(values, 'role') };
}

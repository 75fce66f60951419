import { createEvent } from '../../../actions/structure/create-event.js';
import { editEvent } from '../../../actions/structure/edit-event.js';
import { presentEvents } from '../../../data/structure/events.js';
import { type EventFields, fieldsOfEvent } from '../../../domain/structure/structure-fields.js';
import { longDate } from '../../../domain/when.js';
import { paths } from '../../frame/paths.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import type { EditableNoun } from '../../parts/structure/noun.js';

export const eventNoun: EditableNoun = {
  word: 'event',
  plural: 'events',
  ability: 'edit_references',
  created: null,
  closable: null,
  advice: 'An event is a dated happening of the negotiation: a summit, a deadline. It may lie in the future.',

  pages: null,
  listPath: (negotiation) => paths.structureList(negotiation, 'events'),

  list: async ({ read, negotiation }) =>
    (await presentEvents(read, negotiation.id)).map(({ id, name, date }) => ({
      id,
      key: String(id),
      name,
      details: longDate(date),
      isClosed: null,
    })),

  find: async ({ read, negotiation }, key) => {
    const event = (await presentEvents(read, negotiation.id)).find(({ id }) => String(id) === key);
    return event ? { id: event.id, name: event.name, fields: fieldsOfEvent(event) } : null;
  },

  prefilled: () => ({}),

  definitions: async () => [
    {
      kind: 'text',
      name: 'name',
      label: 'Name',
      hint: 'In a few words: “Trump and Putin meet in Alaska”.',
      isRequired: true,
    },
    {
      kind: 'text',
      name: 'date',
      label: 'Date',
      hint: 'As far as it is known: 15 Aug 2025, 2025-08 or 2025.',
      isRequired: true,
    },
    { kind: 'textarea', name: 'description', label: 'Description' },
  ],

  create: ({ database, actor, negotiationId, now }, values) =>
    createEvent(database, actor, { negotiationId, fields: eventFields(values) }, now),

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editEvent(database, actor, { negotiationId, id, seen, fields: eventFields(values) }, now),
};

function eventFields(values: FormValues): EventFields {
  return {
    name: textIn(values, 'name'),
    date: textIn(values, 'date'),
    description: textIn(values, 'description'),
  };
}

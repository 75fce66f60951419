import { isolating } from '../../../domain/isolation.js';
import { createTopic } from '../../../actions/structure/create-topic.js';
import { editTopic } from '../../../actions/structure/edit-topic.js';
import { fieldsOfTopic, type TopicFields } from '../../../domain/structure/structure-fields.js';
import { nextOrder } from '../../../domain/structure/next-place.js';
import { paths } from '../../frame/paths.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { orderField, type EditableNoun, slugField } from './noun.js';

export const topicNoun: EditableNoun = {
  word: 'topic',
  plural: 'topics',
  ability: 'create_structure',
  created: 'topic',
  closable: 'topic',
  advice: 'A topic is the heading that groups demands: territory, sanctions, frozen assets.',

  pages: null,
  listPath: (negotiation) => paths.structureList(negotiation, 'topics'),

  list: async ({ negotiation }) =>
    negotiation.topics.map(({ id, slug, name, order, isClosed }) => {
      const count = negotiation.demands.filter(({ topic }) => topic.id === id).length;
      return {
        id,
        key: slug,
        name,
        details: isolating`${slug} · order ${order} · demands: ${count}`,
        isClosed,
      };
    }),

  find: async ({ negotiation }, key) => {
    const topic = negotiation.topics.find(({ slug }) => slug === key);
    return topic ? { id: topic.id, name: topic.name, fields: fieldsOfTopic(topic) } : null;
  },

  prefilled: ({ negotiation }) => ({ order: [String(nextOrder(negotiation.topics))] }),

  definitions: async () => [
    { kind: 'text', name: 'name', label: 'Name', isRequired: true },
    slugField,
    orderField,
  ],

  create: ({ database, actor, negotiationId, now }, values) =>
    createTopic(database, actor, { negotiationId, fields: topicFields(values) }, now),

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editTopic(database, actor, { negotiationId, id, seen, fields: topicFields(values) }, now),
};

function topicFields(values: FormValues): TopicFields {
  return { name: textIn(values, 'name'), slug: textIn(values, 'slug'), order: numberIn(values, 'order') };
}

import { isolating, listed } from '../../../domain/isolation.js';
import { createQuestion } from '../../../actions/structure/create-question.js';
import { editQuestion } from '../../../actions/structure/edit-question.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import { fieldsOfQuestion, type QuestionFields } from '../../../domain/structure/structure-fields.js';
import { paths } from '../../frame/paths.js';
import { choicesOf } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { type EditableNoun, slugField } from './noun.js';

export const questionNoun: EditableNoun = {
  word: 'question',
  plural: 'questions',
  ability: 'create_structure',
  created: 'question',
  closable: 'question',
  advice:
    'A question is what several demands answer differently: “How large may Ukraine’s armed forces be?” Demands join it on its page. Most demands belong to no question.',

  pages: null,
  listPath: paths.recordedQuestions,

  list: async ({ negotiation: { slug, demands, questions } }) =>
    questions.map((question) => ({
      id: question.id,
      key: question.slug,
      name: question.wording,
      details: listed(
        [
          question.topic.name,
          question.slug,
          question.unit && isolating`in ${question.unit}`,
          `alternatives: ${alternativesOf(question, demands).length}`,
        ],
        ' · ',
      ),
      url: paths.question(slug, question.slug),
      isClosed: question.isClosed,
    })),

  find: async ({ negotiation }, key) => {
    const question = negotiation.questions.find(({ slug }) => slug === key);
    return question ? { id: question.id, name: question.wording, fields: fieldsOfQuestion(question) } : null;
  },

  prefilled: () => ({}),

  definitions: async ({ negotiation }, id) => {
    const present = negotiation.questions.find((question) => question.id === id);
    const isFixed = present !== undefined && present.alternatives.length > 0;
    const topics = choicesOf(negotiation.topics, (topic) => topic.name);
    return [
      {
        kind: 'text',
        name: 'wording',
        label: 'Question',
        hint: 'As neutral as plain words allow, with a question mark: 10 to 300 characters.',
        isRequired: true,
      },
      slugField,
      {
        kind: 'select',
        name: 'topic',
        label: 'Topic',
        hint: 'Its alternatives share it.',
        choices: [{ value: '', label: 'Choose…' }, ...topics],
      },
      {
        kind: 'text',
        name: 'unit',
        label: 'Unit',
        hint: isFixed
          ? 'Alternatives have joined, so it stays.'
          : 'What amounts are counted in, if there are any: “soldiers”, “year”. Its first alternative freezes it.',
        isFixed,
      },
    ];
  },

  create: ({ database, actor, negotiationId, now }, values) =>
    createQuestion(database, actor, { negotiationId, fields: questionFields(values) }, now),

  edit: ({ database, actor, negotiationId, now }, { id, seen, values }) =>
    editQuestion(database, actor, { negotiationId, id, seen, fields: questionFields(values) }, now),
};

function questionFields(values: FormValues): QuestionFields {
  return {
    topic: numberIn(values, 'topic'),
    slug: textIn(values, 'slug'),
    wording: textIn(values, 'wording'),
    unit: optionalTextIn(values, 'unit'),
  };
}

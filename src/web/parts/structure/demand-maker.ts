import { isolating } from '../../../domain/isolation.js';
import { requireNegotiation } from '../../../actions/structure/edit-rules.js';
import { joinQuestion } from '../../../actions/structure/join-question.js';
import { type FieldProblem, InvalidInput } from '../../../domain/errors.js';
import { type Sense, senses } from '../../../domain/structure/amount.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { freeSlug, nextOrder } from '../../../domain/structure/next-place.js';
import { refuseProblems } from '../../../domain/structure/structure-rules.js';
import { codeOf, isPosition } from '../../../domain/log/position.js';
import { fold } from '../../../domain/text.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { demandNoun } from './demand.js';
import { type Maker, slugAskedBack } from './maker.js';
import type { Act, Place } from './noun.js';
import { questionNoun } from './question.js';
import { topicNoun } from './topic.js';

/** A demand, with its topic and its question if these are new as well. */
export const demandMaker: Maker = {
  noun: demandNoun,
  named: 'proposition',
  asked: [
    ...['proposition', 'second', 'slug', 'topic', 'topicName'],
    ...['raisers', 'addressees', 'otherAddressees'],
  ],
  further: [
    ...['needs', 'until', 'partOf', 'replaces'],
    ...['question', 'questionWording', 'unit', 'sense', 'number'],
  ],
  furtherLabel: 'Needs, until, part of, replaces, question',
  ticked: ['raisers', 'addressees', 'needs', 'replaces', 'second'],

  definitions: async (place) => [
    ...slugAskedBack(await demandNoun.definitions(place, null)),
    ...headingFields(place),
  ],

  prefilled: (place, typed, row) => ({
    ...demandNoun.prefilled(place),
    proposition: [typed],
    raisers: raisersIn(row),
  }),

  create: async (act, values) => {
    const negotiation = await requireNegotiation(act.database.read, act.negotiationId);
    refuseProblems(problemsOfHeadings(values));
    const topic = await topicFor(act, negotiation, values);
    const question = await questionFor(act, values, topic);
    const { demands } = negotiation;
    const own = { slug: textIn(values, 'slug'), name: textIn(values, 'proposition') };
    const demand = await demandNoun.create(act, {
      ...values,
      topic: [topic],
      slug: [freeSlug(own, 'demand', demands)],
      order: [String(nextOrder(demands))],
    });
    if (question !== null) await join(act, values, { question, demand: demand.id });
    return demand;
  },
};

/** The party of the stance, unless it is against what is demanded. */
function raisersIn(row: FormValues): string[] {
  const position = textIn(row, 'position');
  const isAgainst = isPosition(position) && (codeOf(position) ?? 0) < 0;
  const party = textIn(row, 'party');
  return isAgainst || party === '' ? [] : [party];
}

/** Where the demand stands: under a topic, in a question. */
function headingFields({ negotiation: { questions } }: Place): FieldDefinition[] {
  const open = choicesOf(
    questions.filter(({ isClosed }) => !isClosed),
    ({ topic, wording }) => isolating`${topic.name}: ${wording}`,
  );
  const none = (label: string) => ({ value: '', label });
  return [
    { kind: 'text', name: 'topicName', label: 'Or a new topic', hint: 'Its name, such as “Prisoners”.' },
    {
      kind: 'select',
      name: 'question',
      label: 'Question',
      hint: 'What it answers differently from other demands. Most belong to none.',
      choices: [none('No question'), ...open],
    },
    {
      kind: 'text',
      name: 'questionWording',
      label: 'Or a new question',
      hint: 'As neutral as plain words allow, with a question mark.',
    },
    { kind: 'text', name: 'unit', label: 'Unit of the new question', hint: '“soldiers”, “year”; or none.' },
    {
      kind: 'select',
      name: 'sense',
      label: 'How the amount is meant',
      choices: [none('No amount'), ...senses],
    },
    {
      kind: 'text',
      name: 'number',
      label: 'Amount',
      hint: 'If the question has a unit: in digits, with a point for decimals. Empty for no limit.',
    },
  ];
}

function problemsOfHeadings(values: FormValues): (FieldProblem | null)[] {
  const isGiven = (name: string) => textIn(values, name) !== '';
  const isWrong = (field: string, isIt: boolean, message: string) => (isIt ? { field, message } : null);
  const hasQuestion = isGiven('question') || isGiven('questionWording');
  return [
    isWrong(
      'topicName',
      isGiven('topic') && isGiven('topicName'),
      'Either choose a topic or name a new one.',
    ),
    isWrong(
      'questionWording',
      isGiven('question') && isGiven('questionWording'),
      'Either choose a question or word a new one.',
    ),
    isWrong(
      'questionWording',
      isGiven('unit') && !isGiven('questionWording'),
      'Word the question whose unit this is, or empty the unit.',
    ),
    isWrong(
      'question',
      (isGiven('sense') || isGiven('number')) && !hasQuestion,
      'Choose the question that the amount answers, or empty the amount.',
    ),
  ];
}

/** The topic that was chosen, or named; one of that name is not made again. */
async function topicFor(act: Act, { topics, questions }: Negotiation, values: FormValues): Promise<string> {
  const name = textIn(values, 'topicName');
  if (name === '') {
    const question = questions.find(({ id }) => String(id) === textIn(values, 'question'));
    return textIn(values, 'topic') || String(question?.topic.id ?? '');
  }
  const present = topics.find((topic) => fold(topic.name) === fold(name));
  if (present) return String(present.id);
  const slug = [freeSlug({ slug: '', name }, 'topic', topics)];
  const fields = { name: [name], slug, order: [String(nextOrder(topics))] };
  const { id } = await at({ name: 'topicName', slug: 'topicName' }, topicNoun.create(act, fields));
  return String(id);
}

async function questionFor(act: Act, values: FormValues, topic: string): Promise<number | null> {
  const wording = textIn(values, 'questionWording');
  if (wording === '') return textIn(values, 'question') === '' ? null : Number(textIn(values, 'question'));
  const fields = { wording: [wording], topic: [topic], unit: [textIn(values, 'unit')] };
  const places = { wording: 'questionWording', slug: 'questionWording' };
  return (await at(places, questionNoun.create(act, fields))).id;
}

async function join(
  { database, actor, negotiationId, now }: Act,
  values: FormValues,
  { question, demand }: { readonly question: number; readonly demand: number },
): Promise<void> {
  const joining = {
    demand,
    sense: optionalTextIn(values, 'sense') as Sense | null,
    number: optionalTextIn(values, 'number'),
  };
  await at({ demand: 'question' }, joinQuestion(database, actor, { negotiationId, question, joining }, now));
}

/** Shows the problems of another noun at fields of this form. */
async function at<Made>(fields: Readonly<Record<string, string>>, making: Promise<Made>): Promise<Made> {
  try {
    return await making;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      error.problems.map(({ field, message }) => ({ field: fields[field] ?? field, message })),
    );
  }
}

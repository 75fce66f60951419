import { type Request, Router } from 'express';
import { joinQuestion } from '../../../actions/structure/join-question.js';
import { leaveQuestion } from '../../../actions/structure/leave-question.js';
import { isolating } from '../../../domain/isolation.js';
import { type Sense, senses } from '../../../domain/structure/amount.js';
import type { Negotiation, Question } from '../../../domain/structure/negotiation.js';
import { questionOf } from '../../../domain/structure/question.js';
import { ask } from '../../frame/confirmation/ask.js';
import { formOf } from '../../frame/forms/form-body.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { numberIn, optionalTextIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { demandOf, negotiationOf } from '../../frame/place.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';

/** By which a demand joins a question, and leaves it. */
export function alternativeRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const join = paths.joinQuestion(':negotiation', ':question');
  const leave = paths.leaveQuestion(':negotiation', ':question', ':demand');

  router.get(join, requireAbility('create_structure'), async (request, response) => {
    await showPlainForm(response, joiningForm(await placeOf(services, request)), { values: {} });
  });

  router.post(join, requireAbility('create_structure'), async (request, response) => {
    const place = await placeOf(services, request);
    const { negotiation, question } = place;
    const values = readFormValues(formOf(request), ['demand', 'sense', 'number']);
    const joining = {
      demand: numberIn(values, 'demand'),
      sense: optionalTextIn(values, 'sense') as Sense | null,
      number: optionalTextIn(values, 'number'),
    };
    const act = { negotiationId: negotiation.id, question: question.id, joining };
    await submitPlainForm(response, joiningForm(place), values, () =>
      joinQuestion(database, editorOf(response), act, clock()),
    );
  });

  router.get(leave, requireAbility('edit_structure'), async (request, response) => {
    const { negotiation, question } = await placeOf(services, request);
    const { slug, proposition } = demandOf(negotiation, request);
    await ask(response, {
      negotiation,
      heading: isolating`Take “${proposition}” out of the question?`,
      lede: isolating`It stays a demand, and no longer answers “${question.wording}”. That is published, with a number of its own; what was known before stays as it was.`,
      action: paths.leaveQuestion(negotiation.slug, question.slug, slug),
      submit: 'Take it out',
      cancelUrl: paths.question(negotiation.slug, question.slug),
    });
  });

  router.post(leave, requireAbility('edit_structure'), async (request, response) => {
    const { negotiation, question } = await placeOf(services, request);
    const demand = demandOf(negotiation, request);
    readFormValues(formOf(request), []);
    const leaving = { negotiationId: negotiation.id, question: question.id, demand: demand.id };
    await leaveQuestion(database, editorOf(response), leaving, clock());
    response.redirect(303, paths.question(negotiation.slug, question.slug));
  });

  return router;
}

interface QuestionPlace {
  readonly negotiation: Negotiation;
  readonly question: Question;
}

async function placeOf(services: Services, request: Request): Promise<QuestionPlace> {
  const negotiation = await negotiationOf(services, request);
  const question = negotiation.questions.find(({ slug }) => slug === request.params.question);
  if (!question) throw notFound('There is no such question in this negotiation.');
  return { negotiation, question };
}

function joiningForm({ negotiation, question }: QuestionPlace): PlainForm {
  return {
    negotiation,
    heading: 'New alternative',
    lede: isolating`A demand that answers “${question.wording}” differently from others. It joins by a publication of its own; its amount is then frozen.`,
    action: paths.joinQuestion(negotiation.slug, question.slug),
    submit: 'Add the alternative',
    definitions: definitions(negotiation, question),
    cancelUrl: paths.question(negotiation.slug, question.slug),
  };
}

function definitions({ demands, questions }: Negotiation, { topic, unit }: Question): FieldDefinition[] {
  const free = demands.filter(
    (demand) => demand.topic.id === topic.id && questionOf(questions, demand.id) === null,
  );
  const demand: FieldDefinition = {
    kind: 'select',
    name: 'demand',
    label: 'Demand',
    hint: isolating`Demands under “${topic.name}” that belong to no question.`,
    choices: [{ value: '', label: 'Choose…' }, ...choicesOf(free, ({ proposition }) => proposition)],
  };
  if (unit === null) return [demand];
  return [
    demand,
    {
      kind: 'select',
      name: 'sense',
      label: 'How the amount is meant',
      choices: [{ value: '', label: 'Choose…' }, ...senses],
    },
    {
      kind: 'text',
      name: 'number',
      ...(unit === 'year'
        ? { label: 'Year', hint: 'In digits: 2030. Left empty for no limit.' }
        : {
            label: isolating`Amount, in ${unit}`,
            hint: 'In digits, with a point for decimals: 600000 or 1.5. Left empty for no limit.',
          }),
    },
  ];
}

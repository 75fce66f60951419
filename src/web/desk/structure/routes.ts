import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { changeable, mayChange, notYours } from '../../../actions/structure/changeable.js';
import { closeStructure } from '../../../actions/structure/close-structure.js';
import { reopenStructure } from '../../../actions/structure/reopen-structure.js';
import type { ClosableNoun } from '../../../data/structure/closing.js';
import { findNegotiation } from '../../../data/structure/negotiations.js';
import { fingerprintOf } from '../../../actions/structure/edit-rules.js';
import type { FieldProblem, InvalidInput } from '../../../domain/errors.js';
import { abilityToClose, may } from '../../../domain/people/permissions.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn, valuesOf } from '../../frame/forms/form-values.js';
import { HttpError, notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf, type Viewer } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { demandNoun } from '../../parts/structure/demand.js';
import { eventNoun } from './event.js';
import { structureFormPage } from './form-page.js';
import { closingQuestion, structureListPage } from './list-page.js';
import { listPart, rowUrl } from './list-part.js';
import type { Act, EditableNoun, Place, Recorded } from '../../parts/structure/noun.js';
import { partyNoun } from '../../parts/structure/party.js';
import { questionNoun } from '../../parts/structure/question.js';
import { sourceNoun } from './source.js';
import { speakerNoun } from '../../parts/structure/speaker.js';
import { topicNoun } from '../../parts/structure/topic.js';

export const editableNouns: readonly EditableNoun[] = [
  topicNoun,
  partyNoun,
  demandNoun,
  questionNoun,
  speakerNoun,
  eventNoun,
  sourceNoun,
];

/** The lists and forms of topics, parties, demands, questions, speakers, events and sources. */
export function structureRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const noun of editableNouns) addRoutes(router, services, noun);
  return router;
}

function addRoutes(router: Router, services: Services, noun: EditableNoun): void {
  const pattern = ':negotiation';
  const list = noun.listPath(pattern);
  const edit = paths.structureEdit(pattern, noun.plural, ':key');
  const mayEdit = requireAbility(noun.ability);
  // Of what editors create, each may change only their own; an admin may change any.
  const mayChangeOne = noun.created === null ? mayEdit : requireAbility(noun.ability, 'edit_structure');

  if (noun.closable) addClosing(router, services, noun, noun.closable);

  router.get(list, mayEdit, async (request, response) => {
    const place = await placeOf(services, request);
    const part = await listPart(noun, place, request);
    const viewer = editorOf(response);
    const { role, csrfToken } = viewer;
    const which = await changeableBy(viewer, noun, place);
    const mayClose = noun.closable !== null && may(role, abilityToClose(noun.closable));
    const others = editableNouns.filter((other) => other !== noun && may(role, other.ability));
    await renderPage(
      response,
      'desk/structure/list',
      structureListPage(noun, place.negotiation, part, others, { csrfToken, which, mayClose }),
    );
  });

  router.get(paths.structureNew(pattern, noun.plural), mayEdit, async (request, response) => {
    const place = await placeOf(services, request);
    await renderForm(response, noun, place, { recorded: null, values: noun.prefilled(place), seen: null });
  });

  router.post(list, mayEdit, async (request, response) => {
    const place = await placeOf(services, request);
    const values = readFormValues(formOf(request), ...namesOf(await noun.definitions(place, null)));
    const create = () => noun.create(actOf(services, response, place), values);
    await submit(response, noun, place, { recorded: null, values, seen: null }, create);
  });

  router.get(edit, mayChangeOne, async (request, response) => {
    const place = await placeOf(services, request);
    const recorded = await requireOwn(noun, place, request, response);
    const seen = fingerprintOf(recorded.fields);
    await renderForm(response, noun, place, { recorded, values: valuesIn(recorded), seen });
  });

  router.post(edit, mayChangeOne, async (request, response) => {
    const place = await placeOf(services, request);
    const recorded = await requireOwn(noun, place, request, response);
    const [single, multiple] = namesOf(await noun.definitions(place, recorded.id));
    const { seen: given, ...values } = readFormValues(formOf(request), [...single, 'seen'], multiple);
    const seen = textIn({ seen: given ?? [] }, 'seen');
    const change = { id: recorded.id, seen, values };
    const act = actOf(services, response, place);
    const save = async () => {
      await noun.edit(act, change);
      return recorded;
    };
    await submit(response, noun, place, { recorded, values, seen }, save);
  });
}

/** Closing, which asks first, and reopening. */
function addClosing(router: Router, services: Services, noun: EditableNoun, closable: ClosableNoun): void {
  const close = paths.structureClosing(':negotiation', noun.plural, ':key', 'close');
  const mayClose = requireAbility(abilityToClose(closable));
  router.get(close, mayClose, async (request, response) => {
    const place = await placeOf(services, request);
    const { id, name } = await requireRecorded(noun, place, request);
    await ask(response, closingQuestion(noun, place.negotiation, { id, name, key: keyOf(response) }));
  });

  for (const act of ['close', 'reopen'] as const) {
    const path = paths.structureClosing(':negotiation', noun.plural, ':key', act);
    const perform = act === 'close' ? closeStructure : reopenStructure;
    router.post(path, mayClose, async (request, response) => {
      const place = await placeOf(services, request);
      readFormValues(formOf(request), []);
      const { id } = await requireRecorded(noun, place, request);
      const { database, actor, negotiationId, now } = actOf(services, response, place);
      await perform(database, actor, { noun: closable, negotiationId, id }, now);
      response.redirect(303, await rowUrl(noun, place, id));
    });
  }
}

interface Filled {
  /** Null for a new one. */
  readonly recorded: Recorded | null;
  readonly values: FormValues;
  readonly seen: string | null;
}

/** Does it and returns to the list; otherwise shows the form again, with everything typed and what is wrong. */
async function submit(
  response: Response,
  noun: EditableNoun,
  place: Place,
  filled: Filled,
  act: () => Promise<{ readonly id: number }>,
): Promise<void> {
  const { recorded } = filled;
  const save = async () => {
    const { id } = await act();
    response.redirect(303, await rowUrl(noun, place, id));
  };
  const invalid = ({ problems }: InvalidInput) =>
    renderForm(response, noun, place, filled, { problems, status: 422 });
  if (recorded === null) return attempt(save, { invalid });
  const conflict = () => {
    const standing = valuesIn(recorded);
    const present = { ...filled, seen: fingerprintOf(recorded.fields) };
    return renderForm(response, noun, place, present, { standing, status: 409 });
  };
  await attempt(save, { invalid, conflict });
}

interface Outcome {
  readonly problems?: readonly FieldProblem[];
  readonly standing?: FormValues;
  readonly status?: number;
}

async function renderForm(
  response: Response,
  noun: EditableNoun,
  place: Place,
  { recorded, values, seen }: Filled,
  { problems = [], standing, status = 200 }: Outcome = {},
): Promise<void> {
  const { negotiation } = place;
  const definitions = await noun.definitions(place, recorded?.id ?? null);
  const action = recorded
    ? paths.structureEdit(negotiation.slug, noun.plural, keyOf(response))
    : noun.listPath(negotiation.slug);
  const { csrfToken } = editorOf(response);
  const state = { noun, negotiation, definitions, values, problems, standing: standing ?? null };
  await renderPage(
    response,
    'desk/structure/form',
    structureFormPage({ ...state, seen, action, csrfToken }),
    status,
  );
}

/** The values with which the form of one on record is filled. */
function valuesIn({ fields, values }: Recorded): FormValues {
  return values ?? valuesOf(fields);
}

function keyOf({ req }: Response): string {
  return String(req.params.key);
}

async function placeOf({ database }: Services, request: Request): Promise<Place> {
  const slug = String(request.params.negotiation);
  const negotiation = await findNegotiation(database.read, slug);
  if (!negotiation) throw notFound(isolating`There is no negotiation “${slug}”.`);
  return { read: database.read, negotiation };
}

async function requireRecorded(noun: EditableNoun, place: Place, request: Request): Promise<Recorded> {
  const recorded = await noun.find(place, String(request.params.key));
  if (!recorded) throw notFound(`There is no such ${noun.word} in this negotiation.`);
  return recorded;
}

/** Which of a kind the viewer may change. */
function changeableBy(viewer: Viewer, { created }: EditableNoun, { read, negotiation }: Place) {
  return created === null ? ('all' as const) : changeable(read, viewer, created, negotiation.id);
}

/** One that the viewer may change. */
async function requireOwn(
  noun: EditableNoun,
  place: Place,
  request: Request,
  response: Response,
): Promise<Recorded> {
  const recorded = await requireRecorded(noun, place, request);
  if (mayChange(await changeableBy(editorOf(response), noun, place), recorded.id)) return recorded;
  throw new HttpError(403, notYours(noun.word));
}

function actOf({ database, clock }: Services, response: Response, { negotiation }: Place): Act {
  return { database, actor: editorOf(response), negotiationId: negotiation.id, now: clock() };
}

/** The names of the fields that are given once, and of those that may be repeated. */
function namesOf(definitions: readonly FieldDefinition[]): [string[], string[]] {
  const isMultiple = ({ kind }: FieldDefinition) => kind === 'checkboxes';
  return [
    definitions.filter((definition) => !isMultiple(definition)).map(({ name }) => name),
    definitions.filter(isMultiple).map(({ name }) => name),
  ];
}

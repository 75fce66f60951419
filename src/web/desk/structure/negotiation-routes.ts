import { type Request, type Response, Router } from 'express';
import { closeStructure } from '../../../actions/structure/close-structure.js';
import { createNegotiation } from '../../../actions/structure/create-negotiation.js';
import { editNegotiation } from '../../../actions/structure/edit-negotiation.js';
import { hideNegotiation } from '../../../actions/structure/hide-negotiation.js';
import { reopenStructure } from '../../../actions/structure/reopen-structure.js';
import { showNegotiation } from '../../../actions/structure/show-negotiation.js';
import { findNegotiationById } from '../../../data/structure/negotiations.js';
import { fingerprintOf } from '../../../actions/structure/edit-rules.js';
import type { FieldProblem, InvalidInput } from '../../../domain/errors.js';
import { fieldsOfNegotiation, type NegotiationFields } from '../../../domain/structure/structure-fields.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { type FieldDefinition, formField } from '../../frame/forms/form-fields.js';
import { problemList } from '../../frame/forms/problem-list.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn, valuesOf } from '../../frame/forms/form-values.js';
import { plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { negotiationOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { meanwhile } from './form-page.js';
import { slugField } from '../../parts/structure/noun.js';
import { negotiationQuestion } from './questions.js';

const definitions: readonly FieldDefinition[] = [
  {
    kind: 'text',
    name: 'name',
    label: 'Name',
    hint: 'As neutral as plain words allow: “Russia–Ukraine ceasefire talks”.',
    isRequired: true,
  },
  slugField,
  {
    kind: 'textarea',
    name: 'description',
    label: 'Description',
    hint: 'What is talked about, in a sentence or two.',
  },
];
const names = definitions.map(({ name }) => name);

/** Creating, editing, closing and hiding a negotiation; its topics, parties and demands have their own pages. */
export function negotiationRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayEdit = requireAbility('edit_structure');
  const { database, clock } = services;

  router.get(paths.newNegotiation, mayEdit, async (_request, response) => {
    await showForm(response, { action: paths.negotiations, values: {}, seen: null });
  });

  router.post(paths.negotiations, mayEdit, async (request, response) => {
    const values = readFormValues(formOf(request), names);
    const create = async () => {
      const input = { fields: fieldsIn(values) };
      const { id } = await createNegotiation(database, editorOf(response), input, clock());
      const created = await findNegotiationById(database.read, id);
      return created ? paths.structureLists(created.slug) : paths.desk;
    };
    await submit(response, { action: paths.negotiations, values, seen: null }, create);
  });

  router.get(paths.editNegotiation(':negotiation'), mayEdit, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const fields = fieldsOfNegotiation(negotiation);
    const action = paths.editNegotiation(negotiation.slug);
    await showForm(response, { action, values: valuesOf(fields), seen: fingerprintOf(fields) });
  });

  router.post(paths.editNegotiation(':negotiation'), mayEdit, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const { seen: given = [], ...values } = readFormValues(formOf(request), [...names, 'seen']);
    const seen = given[0] ?? '';
    const action = paths.editNegotiation(negotiation.slug);
    const edit = { id: negotiation.id, seen, fields: fieldsIn(values) };
    const save = async () => {
      await editNegotiation(database, editorOf(response), edit, clock());
      return paths.desk;
    };
    await submit(response, { action, values, seen, standing: fieldsOfNegotiation(negotiation) }, save);
  });

  addActs(router, services);
  return router;
}

/** The acts offered at the desk: each does one thing and returns there. Those that readers notice ask first. */
function addActs(router: Router, services: Services): void {
  const { database, clock } = services;
  const closable = (id: number) => ({ noun: 'negotiation', negotiationId: id, id }) as const;
  const acts = {
    close: (response: Response, id: number) =>
      closeStructure(database, editorOf(response), closable(id), clock()),
    reopen: (response: Response, id: number) =>
      reopenStructure(database, editorOf(response), closable(id), clock()),
    hide: (response: Response, id: number) => hideNegotiation(database, editorOf(response), id, clock()),
    show: (response: Response, id: number) => showNegotiation(database, editorOf(response), id, clock()),
  } as const;
  for (const name of ['close', 'hide', 'show'] as const) {
    const path = paths.negotiationAct(':negotiation', name);
    router.get(path, requireAbility('edit_structure'), async (request: Request, response: Response) => {
      await ask(response, negotiationQuestion(await negotiationOf(services, request), name));
    });
  }
  for (const name of ['close', 'reopen', 'hide', 'show'] as const) {
    const path = paths.negotiationAct(':negotiation', name);
    router.post(path, requireAbility('edit_structure'), async (request: Request, response: Response) => {
      readFormValues(formOf(request), []);
      const { id } = await negotiationOf(services, request);
      await acts[name](response, id);
      response.redirect(303, paths.desk);
    });
  }
}

function fieldsIn(values: FormValues): NegotiationFields {
  return {
    name: textIn(values, 'name'),
    slug: textIn(values, 'slug'),
    description: textIn(values, 'description'),
  };
}

interface Filled {
  readonly action: string;
  readonly values: FormValues;
  /** The fingerprint of the values with which the form was filled; null for a new negotiation. */
  readonly seen: string | null;
  /** The present values, if somebody else may have changed them. */
  readonly standing?: NegotiationFields;
}

/** Does what the form asks, and goes to the address that this answers. */
async function submit(response: Response, filled: Filled, act: () => Promise<string>): Promise<void> {
  const { standing } = filled;
  const save = async () => {
    response.redirect(303, await act());
  };
  const invalid = ({ problems }: InvalidInput) => showForm(response, filled, { problems, status: 422 });
  if (!standing) return attempt(save, { invalid });
  const conflict = () => {
    const present = { ...filled, seen: fingerprintOf(standing) };
    return showForm(response, present, { standing: valuesOf(standing), status: 409 });
  };
  await attempt(save, { invalid, conflict });
}

interface Outcome {
  readonly problems?: readonly FieldProblem[];
  readonly standing?: FormValues;
  readonly status?: number;
}

async function showForm(
  response: Response,
  { action, values, seen }: Filled,
  { problems = [], standing, status = 200 }: Outcome = {},
): Promise<void> {
  const heading = seen === null ? 'New negotiation' : 'Edit negotiation';
  const state = { values, problems, standing: standing ?? null };
  const page = {
    head: plainHead(heading),
    heading,
    advice:
      'One set of talks. Topics, parties, demands, speakers and events come next, one by one or from lists.',
    notice: standing ? meanwhile('negotiation') : null,
    problems: problemList(problems, definitions),
    action,
    csrfToken: editorOf(response).csrfToken,
    seen,
    fields: definitions.map((definition) => formField(definition, state)),
    submit: seen === null ? 'Create negotiation' : 'Save',
    cancel: { label: 'Cancel', url: paths.desk },
  };
  await renderPage(response, 'desk/structure/form', page, status);
}

import { type Response, Router } from 'express';
import { createNegotiation } from '../../actions/create-negotiation.js';
import { type FieldProblem, InvalidInput } from '../../domain/errors.js';
import { formOf } from '../forms/form-body.js';
import { type FieldDefinition, fieldId, formField } from '../forms/form-fields.js';
import { readFormValues } from '../forms/form-shape.js';
import { type FormValues, textIn } from '../forms/form-values.js';
import { plainHead } from '../layout.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { slugField } from '../structure/noun.js';

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

/** Setting up a negotiation; its topics, parties and demands follow on pages of their own. */
export function negotiationRoutes(services: Services): Router {
  const router = Router();
  const mayCreate = requireAbility('edit_structure');

  router.get(paths.newNegotiation, mayCreate, async (_request, response) => {
    await showForm(response, {}, []);
  });

  router.post(paths.negotiations, mayCreate, async (request, response) => {
    const values = readFormValues(
      formOf(request),
      definitions.map(({ name }) => name),
    );
    const fields = {
      name: textIn(values, 'name'),
      slug: textIn(values, 'slug'),
      description: textIn(values, 'description'),
    };
    try {
      await createNegotiation(services.database, editorOf(response), { fields }, services.clock());
      response.redirect(303, paths.desk);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await showForm(response, values, error.problems);
    }
  });

  return router;
}

async function showForm(
  response: Response,
  values: FormValues,
  problems: readonly FieldProblem[],
): Promise<void> {
  const page = {
    head: plainHead('New negotiation'),
    heading: 'New negotiation',
    advice: 'One set of talks. Topics, parties and demands come next, from the desk.',
    notice: null,
    problems: problems.map(({ field, message }) => ({ label: message, url: `#${fieldId(field)}` })),
    action: paths.negotiations,
    csrfToken: editorOf(response).csrfToken,
    seen: null,
    fields: definitions.map((definition) => formField(definition, { values, problems, standing: null })),
    submit: 'Create negotiation',
    cancel: { label: 'Cancel', url: paths.desk },
  };
  await renderPage(response, 'structure/form', page, problems.length > 0 ? 422 : 200);
}

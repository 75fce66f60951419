import { Router } from 'express';
import { logUpdate } from '../../actions/log-update.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { negotiationOf } from '../records/place.js';
import { paths } from '../paths.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { newValues, showUpdateForm, submitUpdateForm } from './form-steps.js';
import type { UpdateFormPurpose } from './new-page.js';

/** Logging an update: the form, its buttons, and its publication. */
export function newUpdateRoutes(services: Services): Router {
  const router = Router();
  const mayPublish = requireAbility('publish');

  router.get(paths.newUpdate(':negotiation'), mayPublish, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const values = await newValues(services, negotiation, request);
    await showUpdateForm(services, response, { negotiation, purpose: logging(negotiation), values });
  });

  router.post(paths.updates(':negotiation'), mayPublish, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const form = { negotiation, purpose: logging(negotiation) };
    await submitUpdateForm(services, request, response, form, async (update) => {
      const input = { negotiationId: negotiation.id, update };
      const { updateId } = await logUpdate(services.database, editorOf(response), input, services.clock());
      return paths.update(negotiation.slug, updateId);
    });
  });

  return router;
}

function logging({ slug }: Negotiation): UpdateFormPurpose {
  return {
    heading: 'Log an update',
    lede: 'One piece of reporting, with every stance that it reports. Published at once, or not at all.',
    remark: null,
    action: paths.updates(slug),
    submit: { label: 'Publish', value: 'publish' },
    cancelUrl: paths.updates(slug),
  };
}

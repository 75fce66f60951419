import { type Request, type Response, Router } from 'express';
import { logUpdate } from '../../../actions/updates/log-update.js';
import { findUpdateByKey } from '../../../data/log/updates.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { structureOf } from '../../frame/place.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { paths, withQuery } from '../../frame/paths.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { openUpdateForm, submitUpdateForm, type UpdateForm } from '../../parts/update-form/form-steps.js';
import { initialNames, initialValues } from '../../parts/update-form/initial-values.js';
import type { UpdateFormPurpose } from '../../parts/update-form/new-page.js';

/** Logging an update: the form, its buttons, its preview, and its publication. */
export function newUpdateRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayPublish = requireAbility('publish');

  router.get(paths.newUpdate(':negotiation'), mayPublish, async (request, response) => {
    const form = await logging(services, request, response);
    await openUpdateForm(services, request, response, form, initialNames);
  });

  router.post(paths.updates(':negotiation'), mayPublish, async (request, response) => {
    await submitUpdateForm(services, request, response, await logging(services, request, response));
  });

  return router;
}

async function logging(services: Services, request: Request, response: Response): Promise<UpdateForm> {
  const { database, clock } = services;
  const structure = await structureOf(services, request);
  const { negotiation } = structure;
  const { id: negotiationId, slug } = negotiation;
  return {
    negotiation,
    purpose: purposeOf(negotiation),
    initial: (parameters) => initialValues(services, negotiation, parameters),
    send: async (update, seen, { hasUnused }) => {
      const input = { negotiationId, update, seen, structure };
      const { updateId } = await logUpdate(database, editorOf(response), input, clock());
      return withQuery(paths.update(slug, updateId), asRecordedQuery(hasUnused));
    },
    sentWith: async (key) => {
      const update = await findUpdateByKey(database.read, key);
      return update && paths.update(slug, update.id);
    },
  };
}

function purposeOf({ slug }: Negotiation): UpdateFormPurpose {
  return {
    heading: 'Log an update',
    lede: 'One piece of reporting, with every stance that it reports. Published at once, or not at all.',
    remark: null,
    path: paths.newUpdate(slug),
    action: paths.updates(slug),
    submit: { label: 'Publish', value: 'publish' },
    cancelUrl: paths.updates(slug),
  };
}

import { type Request, Router } from 'express';
import { changeNeeds } from '../../../actions/structure/change-needs.js';
import { fingerprintOf } from '../../../actions/structure/edit-rules.js';
import { isolating } from '../../../domain/isolation.js';
import { needsOf, partiesNeeded } from '../../../domain/structure/demand-terms.js';
import type { Demand, Negotiation } from '../../../domain/structure/negotiation.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, idsIn, textIn } from '../../frame/forms/form-values.js';
import { paths } from '../../frame/paths.js';
import { demandOf, negotiationOf } from '../../frame/place.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { idTexts, needsField } from '../../parts/structure/demand.js';

/** Any editor says whom a demand needs, also after its first stance. */
export function needsRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const path = paths.demandNeeds(':negotiation', ':demand');
  const mayChange = requireAbility('create_structure');

  router.get(path, mayChange, async (request, response) => {
    const place = await placeOf(services, request);
    await showPlainForm(response, needsForm(place), { values: presentIn(place) });
  });

  router.post(path, mayChange, async (request, response) => {
    const place = await placeOf(services, request);
    const values = readFormValues(formOf(request), ['seen'], ['needs']);
    const change = {
      ...{ negotiationId: place.negotiation.id, demandId: place.demand.id },
      ...{ seen: textIn(values, 'seen'), needs: idsIn(values, 'needs') },
    };
    await submitPlainForm(response, needsForm(place), values, () =>
      changeNeeds(database, editorOf(response), change, clock()),
    );
  });

  return router;
}

interface NeedsPlace {
  readonly negotiation: Negotiation;
  readonly demand: Demand;
}

async function placeOf(services: Services, request: Request): Promise<NeedsPlace> {
  const negotiation = await negotiationOf(services, request);
  return { negotiation, demand: demandOf(negotiation, request) };
}

function presentIn({ negotiation, demand }: NeedsPlace): FormValues {
  return { needs: idTexts(partiesNeeded(negotiation, demand)) };
}

function needsForm(place: NeedsPlace): PlainForm {
  const { negotiation, demand } = place;
  return {
    negotiation,
    heading: isolating`Whom “${demand.proposition}” needs`,
    lede: 'The gap on it is found among these parties, at every time. Its page says whom an editor has added or left out.',
    action: paths.demandNeeds(negotiation.slug, demand.slug),
    submit: 'Save',
    definitions: [
      {
        ...needsField(negotiation),
        hint: 'Whose consent or act carries it out: the principals, and those whom it is addressed to, unless one is unticked. None ticked means these again.',
      },
    ],
    present: { values: presentIn(place), seen: fingerprintOf(needsOf(demand)) },
    cancelUrl: paths.demand(negotiation.slug, demand.slug),
  };
}

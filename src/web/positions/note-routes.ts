import { Router } from 'express';
import { noteCell } from '../../actions/note-cell.js';
import { withdrawNote } from '../../actions/withdraw-note.js';
import { InvalidInput } from '../../domain/errors.js';
import { formOf } from '../forms/form-body.js';
import { readFormValues } from '../forms/form-shape.js';
import { textIn } from '../forms/form-values.js';
import { paths } from '../paths.js';
import { readingNow, readingOf } from '../reading.js';
import { negotiationOf, numberOf } from '../records/place.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { cellPlaceOf, positionPageOf } from './routes.js';

/** Notes of the desk on a cell: written and withdrawn by editors, seen by whoever is signed in. */
export function noteRoutes(services: Services): Router {
  const router = Router();
  const { database, clock } = services;
  const mayPublish = requireAbility('publish');

  router.post(paths.cellNotes(':negotiation', ':party', ':demand'), mayPublish, async (request, response) => {
    const values = readFormValues(formOf(request), ['note']);
    const reading = await readingOf(services, String(request.params.negotiation), readingNow, false);
    const { negotiation } = reading;
    const { party, demand } = cellPlaceOf(reading, request);
    const cell = { party: party.id, demand: demand.id };
    const viewer = editorOf(response);
    try {
      const input = { negotiationId: negotiation.id, cell, text: textIn(values, 'note') };
      await noteCell(database, viewer, input, clock());
      response.redirect(303, `${paths.position(negotiation.slug, party.slug, demand.slug)}#notes`);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const note = { values, problems: error.problems };
      const page = await positionPageOf(services, request, { reading, viewer, note });
      await renderPage(response, 'positions/position', page, 422);
    }
  });

  router.post(paths.withdrawNote(':negotiation', ':note'), mayPublish, async (request, response) => {
    readFormValues(formOf(request), []);
    const negotiation = await negotiationOf(services, request);
    const input = { negotiationId: negotiation.id, id: numberOf(request.params.note) };
    const { cell } = await withdrawNote(database, editorOf(response), input, clock());
    const party = negotiation.parties.find(({ id }) => id === cell.party)?.slug ?? '';
    const demand = negotiation.demands.find(({ id }) => id === cell.demand)?.slug ?? '';
    response.redirect(303, `${paths.position(negotiation.slug, party, demand)}#notes`);
  });

  return router;
}

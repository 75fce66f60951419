import { isolating } from '../../../domain/isolation.js';
import { Router } from 'express';
import { noteCell } from '../../../actions/records/note-cell.js';
import { withdrawNote } from '../../../actions/records/withdraw-note.js';
import { findNote } from '../../../data/desk/cell-notes.js';
import type { CellOf } from '../../../domain/cells/cell-conflict.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { readingNow, readingOf } from '../../frame/reading/reading.js';
import { positionUrl } from '../../parts/position-url.js';
import { negotiationOf, numberOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { cellPlaceOf, positionPageOf } from './routes.js';

/** Editors' notes on a cell: written and withdrawn by editors, seen by everybody who is signed in. */
export function noteRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const mayPublish = requireAbility('publish');

  router.post(paths.cellNotes(':negotiation', ':party', ':demand'), mayPublish, async (request, response) => {
    const values = readFormValues(formOf(request), ['note']);
    const reading = await readingOf(services, String(request.params.negotiation), readingNow, false);
    const { negotiation } = reading;
    const { party, demand } = cellPlaceOf(reading, request);
    const cell = { party: party.id, demand: demand.id };
    const viewer = editorOf(response);
    const write = async () => {
      const input = { negotiationId: negotiation.id, cell, text: textIn(values, 'note') };
      await noteCell(database, viewer, input, clock());
      response.redirect(303, `${paths.position(negotiation.slug, party.slug, demand.slug)}#notes`);
    };
    await attempt(write, {
      invalid: async ({ problems }) => {
        const note = { values, problems };
        const page = await positionPageOf(services, request, { reading, viewer, note });
        await renderPage(response, 'readers/positions/position', page, 422);
      },
    });
  });

  router.get(paths.withdrawNote(':negotiation', ':note'), mayPublish, async (request, response) => {
    const negotiation = await negotiationOf(services, request);
    const note = await findNote(database.read, negotiation.id, numberOf(request.params.note));
    if (!note) throw notFound('There is no such note, or it was withdrawn already.');
    await ask(response, {
      negotiation,
      heading: 'Withdraw this note?',
      lede: isolating`“${note.text}” No colleague will see it any more, and it cannot be brought back.`,
      action: paths.withdrawNote(negotiation.slug, note.id),
      submit: 'Withdraw the note',
      cancelUrl: notesUrl(negotiation, note.cell),
    });
  });

  router.post(paths.withdrawNote(':negotiation', ':note'), mayPublish, async (request, response) => {
    readFormValues(formOf(request), []);
    const negotiation = await negotiationOf(services, request);
    const input = { negotiationId: negotiation.id, id: numberOf(request.params.note) };
    const { cell } = await withdrawNote(database, editorOf(response), input, clock());
    response.redirect(303, notesUrl(negotiation, cell));
  });

  return router;
}

function notesUrl(negotiation: Negotiation, cell: CellOf): string {
  return `${positionUrl(negotiation, { stance: cell })}#notes`;
}

import { Router } from 'express';
import { discardDraft } from '../../../actions/desk/discard-draft.js';
import { takeBackDraft } from '../../../actions/desk/take-back-draft.js';
import { type DraftPlace, findDraft, listDiscardedDrafts, listDrafts } from '../../../data/desk/drafts.js';
import { discardedDraftsKept } from '../../../domain/desk/draft.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireSignIn } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { draftsPage } from './pages.js';

const pageLength = 50;

/** People's own drafts: listing, discarding, and taking back. */
export function draftRoutes({ database, clock }: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = database;

  router.get(paths.drafts, requireSignIn, async (request, response) => {
    const parameters = request.query as unknown as URLSearchParams;
    refuseUnknownParameters(parameters, ['after', 'discarded']);
    const { userId, csrfToken } = editorOf(response);
    const after = placeIn(parameters.get('after') ?? '');
    const drafts = await listDrafts(read, userId, { after, most: pageLength + 1 });
    const since = new Date(clock().getTime() - discardedDraftsKept);
    const discarded = after === null ? await listDiscardedDrafts(read, userId, since) : [];
    const page = draftsPage({
      drafts: drafts.slice(0, pageLength),
      hasOlder: drafts.length > pageLength,
      discarded,
      justDiscarded: parameters.get('discarded'),
      csrfToken,
    });
    await renderPage(response, 'desk/drafts/drafts', page);
  });

  router.post(paths.draftAct(':draft', 'discard'), requireSignIn, async (request, response) => {
    readFormValues(formOf(request), []);
    const key = String(request.params.draft);
    const [editor, now] = [editorOf(response), clock()];
    await discardDraft(database, editor, key, now);
    response.redirect(303, withQuery(paths.drafts, { discarded: key }));
  });

  router.post(paths.draftAct(':draft', 'restore'), requireSignIn, async (request, response) => {
    readFormValues(formOf(request), []);
    const key = String(request.params.draft);
    const editor = editorOf(response);
    await takeBackDraft(database, editor, key, clock());
    const draft = await findDraft(read, editor.userId, key);
    response.redirect(303, draft ? withQuery(draft.path, { draft: key }) : paths.drafts);
  });

  return router;
}

/** The draft after which the page begins; null for the first page. */
function placeIn(text: string): DraftPlace | null {
  if (text === '') return null;
  const [, savedAt, key] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/.exec(text) ?? [];
  const at = new Date(savedAt ?? '');
  if (key !== undefined && !Number.isNaN(at.getTime())) return { savedAt: at, key };
  throw badRequest('This is not a page of your drafts. Begin with the first.');
}

import { Router } from 'express';
import { listNegotiations } from '../../data/negotiations.js';
import { lastSequence } from '../../data/publications.js';
import { listUpdates } from '../../data/updates.js';
import { may } from '../../domain/permissions.js';
import { longInstant } from '../../domain/when.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireSignIn } from '../security/guards.js';
import type { Services } from '../services.js';
import { editableNouns } from '../structure/routes.js';
import { type DeskPage, deskPage } from './pages.js';

const recentUpdates = 5;

export function deskRoutes(services: Services): Router {
  const router = Router();
  const { read } = services.database;
  router.get(paths.desk, requireSignIn, async (_request, response) => {
    const viewer = editorOf(response);
    const nouns = editableNouns.filter(({ ability }) => may(viewer.role, ability));
    const known = await lastSequence(read);
    const negotiations: DeskPage['negotiations'][number][] = [];
    for (const { id, slug, name } of await listNegotiations(read)) {
      const updates = await listUpdates(read, id, { known, before: null, most: recentUpdates });
      negotiations.push({
        name,
        url: paths.negotiation(slug),
        logUpdate: may(viewer.role, 'publish')
          ? { label: 'Log an update', url: paths.newUpdate(slug) }
          : null,
        recent: updates.map(({ id: update, headline, recordedAt }) => ({
          headline,
          url: paths.update(slug, update),
          recordedAt: longInstant(recordedAt),
        })),
        lists: nouns.map((noun) => ({
          label: `${noun.plural.charAt(0).toUpperCase()}${noun.plural.slice(1)}`,
          url: noun.listPath(slug),
        })),
      });
    }
    const name = viewer.publicName ?? viewer.signInName;
    const newNegotiation = may(viewer.role, 'edit_structure')
      ? { label: 'New negotiation', url: paths.newNegotiation }
      : null;
    await renderPage(response, 'desk/desk', deskPage({ name, negotiations, newNegotiation }));
  });
  return router;
}

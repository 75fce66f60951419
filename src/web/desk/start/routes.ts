import { Router } from 'express';
import { countDrafts, listDrafts } from '../../../data/desk/drafts.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { countSentBack, countWaiting } from '../../../data/desk/proposals.js';
import { lastSequence } from '../../../data/log/publications.js';
import { listUpdates } from '../../../data/log/updates.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { type Ability, may } from '../../../domain/people/permissions.js';
import { longInstant } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { draftView } from '../../parts/draft-view.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireSignIn } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { newUpdateLink } from '../../parts/new-update-link.js';
import { type DeskPage, deskPage } from './pages.js';

const recentUpdates = 5;
const mostDrafts = 10;

/** A kind of structure with a list of its own. */
export interface ListedNoun {
  readonly plural: string;
  readonly ability: Ability;
  readonly listPath: (negotiation: string) => string;
}

/** Where editors start. `structure` has the kinds of structure, in the order of their links. */
export function deskRoutes(services: Services, structure: readonly ListedNoun[]): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;
  router.get(paths.desk, requireSignIn, async (_request, response) => {
    const viewer = editorOf(response);
    const nouns = structure.filter(({ ability }) => may(viewer.role, ability));
    const known = await lastSequence(read);
    const negotiations: DeskPage['negotiations'][number][] = [];
    const isAdmin = may(viewer.role, 'edit_structure');
    for (const { id, slug, name, isClosed, isHidden } of await listNegotiations(read)) {
      const range = { known, before: null, most: recentUpdates, counted: null };
      const updates = await listUpdates(read, id, range);
      const proposer = may(viewer.role, 'publish') ? null : viewer.userId;
      const waiting = await countWaiting(read, id, proposer);
      negotiations.push({
        name,
        url: paths.negotiation(slug),
        logUpdate: newUpdateLink(viewer.role, { slug, isClosed }),
        proposals: {
          label: waitingText(waiting, await countSentBack(read, id, viewer.userId)),
          url: paths.proposals(slug),
        },
        work: may(viewer.role, 'publish')
          ? [
              { label: 'Work list', url: paths.workList(slug) },
              { label: 'Recent changes', url: paths.recentChanges(slug) },
              { label: 'Import', url: paths.imports(slug) },
            ]
          : [],
        recent: updates.map(({ id: update, headline, recordedAt }) => ({
          headline,
          url: paths.update(slug, update),
          recordedAt: longInstant(recordedAt),
        })),
        stateText: [isClosed && 'Closed', isHidden && 'Hidden'].filter(Boolean).join(', ') || null,
        acts: isAdmin ? actsOn(slug, isClosed, isHidden) : [],
        reopen: isAdmin && isClosed ? paths.negotiationAct(slug, 'reopen') : null,
        listsLabel: isolating`Structure of ${name}`,
        lists: [
          ...nouns.map((noun) => ({
            label: `${noun.plural.charAt(0).toUpperCase()}${noun.plural.slice(1)}`,
            url: noun.listPath(slug),
          })),
          ...(may(viewer.role, 'publish')
            ? [
                { label: 'Briefings', url: paths.briefings(slug) },
                { label: 'Reservations', url: paths.reservations(slug) },
              ]
            : []),
        ],
      });
    }
    const drafts = await listDrafts(read, viewer.userId, { after: null, most: mostDrafts });
    const draftCount = await countDrafts(read, viewer.userId);
    const name = viewer.publicName ?? viewer.signInName;
    const instanceLinks = [
      { label: 'Drafts', url: paths.drafts },
      ...(isAdmin ? [{ label: 'New negotiation', url: paths.newNegotiation }] : []),
      ...(may(viewer.role, 'manage_people') ? [{ label: 'People', url: paths.people }] : []),
      ...(may(viewer.role, 'read_audit') ? [{ label: 'Audit', url: paths.audit }] : []),
    ];
    await renderPage(
      response,
      'desk/start/desk',
      deskPage({
        name,
        csrfToken: viewer.csrfToken,
        drafts: drafts.map(draftView),
        allDrafts:
          draftCount > drafts.length ? { label: `All ${draftCount} drafts`, url: paths.drafts } : null,
        negotiations,
        instanceLinks,
      }),
    );
  });
  return router;
}

/** “2 proposals wait, 1 was sent back to you”; “Proposals” for nothing. */
function waitingText(waiting: number, sentBack: number): string {
  const parts = [
    waiting > 0 && (waiting === 1 ? '1 proposal waits' : `${waiting} proposals wait`),
    sentBack > 0 && (sentBack === 1 ? '1 was sent back to you' : `${sentBack} were sent back to you`),
  ];
  return listed(parts) || 'Proposals';
}

/** What an admin can do to the whole negotiation. */
function actsOn(slug: string, isClosed: boolean, isHidden: boolean): Link[] {
  return [
    { label: 'Edit', url: paths.editNegotiation(slug) },
    ...(isClosed ? [] : [{ label: 'Close', url: paths.negotiationAct(slug, 'close') }]),
    isHidden
      ? { label: 'Show to readers', url: paths.negotiationAct(slug, 'show') }
      : { label: 'Hide from readers', url: paths.negotiationAct(slug, 'hide') },
  ];
}

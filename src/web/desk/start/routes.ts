import { Router } from 'express';
import { countDrafts, listDrafts } from '../../../data/desk/drafts.js';
import { countWaitingByNegotiation, listSentBack, listWaiting } from '../../../data/desk/proposals.js';
import { lastSequence } from '../../../data/log/publications.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { isolating } from '../../../domain/isolation.js';
import { type Ability, may } from '../../../domain/people/permissions.js';
import { counted } from '../../../domain/cells/wording.js';
import { utcDay } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { draftView } from '../../parts/draft-view.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf, type Viewer } from '../../frame/request-context.js';
import { requireSignIn } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { newUpdateLink } from '../../parts/new-update-link.js';
import { colleaguesOf } from './colleagues.js';
import { StaleMemory } from './stale.js';
import {
  type DeskNegotiation,
  type DeskPage,
  deskPage,
  sentBackView,
  staleLinks,
  stateText,
  waitingView,
} from './pages.js';

const mostDrafts = 6;
const mostWaiting = 6;

/** A kind of structure with a list of its own. */
export interface ListedNoun {
  readonly plural: string;
  readonly ability: Ability;
  readonly listPath: (negotiation: string) => string;
}

/** Where editors begin. `structure` has the kinds of structure, in the order of their links. */
export function deskRoutes(services: Services, structure: readonly ListedNoun[]): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;
  const memory = new StaleMemory(services);
  router.get(paths.desk, requireSignIn, async (_request, response) => {
    const viewer = editorOf(response);
    const nouns = structure.filter(({ ability }) => may(viewer.role, ability));
    const negotiations = await listNegotiations(read);
    const drafts = await listDrafts(read, viewer.userId, { after: null, most: mostDrafts });
    const draftCount = await countDrafts(read, viewer.userId);
    const seesWork = may(viewer.role, 'publish');
    const page = deskPage({
      name: viewer.publicName ?? viewer.signInName,
      csrfToken: viewer.csrfToken,
      negotiations: negotiations.map((each) => negotiationView(each, viewer, nouns)),
      drafts: drafts.map(draftView),
      allDrafts: draftCount > drafts.length ? { label: `All ${draftCount} drafts`, url: paths.drafts } : null,
      ...(await waitingFor(services, viewer)),
      colleagues: await colleaguesOf(services, viewer),
      stale: seesWork ? await staleIn(services, memory, negotiations) : [],
      seesWork,
      instanceLinks: instanceLinks(viewer),
    });
    await renderPage(response, 'desk/start/desk', page);
  });
  return router;
}

type ListedNegotiation = Awaited<ReturnType<typeof listNegotiations>>[number];

function negotiationView(
  { slug, name, isClosed, isHidden }: ListedNegotiation,
  { role }: Viewer,
  nouns: readonly ListedNoun[],
): DeskNegotiation {
  const isEditor = may(role, 'publish');
  const isAdmin = may(role, 'edit_structure');
  return {
    name,
    url: paths.negotiation(slug),
    logUpdate: newUpdateLink(role, { slug, isClosed }),
    work: [
      { label: 'Proposals', url: paths.proposals(slug) },
      ...(isEditor
        ? [
            { label: 'Work list', url: paths.workList(slug) },
            { label: 'Recent changes', url: paths.recentChanges(slug) },
            { label: 'Import', url: paths.imports(slug) },
          ]
        : []),
    ],
    stateText: stateText(isClosed, isHidden),
    acts: isAdmin ? actsOn(slug, isClosed, isHidden) : [],
    reopen: isAdmin && isClosed ? paths.negotiationAct(slug, 'reopen') : null,
    listsLabel: isolating`Structure of ${name}`,
    lists: [
      ...nouns.map((noun) => ({
        label: `${noun.plural.charAt(0).toUpperCase()}${noun.plural.slice(1)}`,
        url: noun.listPath(slug),
      })),
      ...(isEditor
        ? [
            { label: 'Briefings', url: paths.briefings(slug) },
            { label: 'Reservations', url: paths.reservations(slug) },
          ]
        : []),
      ...(may(role, 'create_structure')
        ? [{ label: 'Set up from lists', url: paths.structureLists(slug) }]
        : []),
    ],
  };
}

/** What was sent back to the viewer and, for those who review, what others propose. */
async function waitingFor(
  { database: { read } }: Services,
  { role, userId }: Viewer,
): Promise<Pick<DeskPage, 'sentBack' | 'waiting' | 'moreWaiting' | 'ownWaiting'>> {
  const counts = await countWaitingByNegotiation(read, userId);
  const own = counts.reduce((sum, { ofOne }) => sum + ofOne, 0);
  const waiting = may(role, 'publish') ? await listWaiting(read, userId, mostWaiting) : [];
  const others = counts.filter(({ ofOthers }) => ofOthers > 0);
  const more = others.reduce((sum, { ofOthers }) => sum + ofOthers, 0) - waiting.length;
  return {
    sentBack: (await listSentBack(read, userId, mostWaiting)).map(sentBackView),
    waiting: waiting.map(waitingView),
    moreWaiting:
      waiting.length > 0 && more > 0
        ? {
            text: `${more.toLocaleString('en-GB')} more ${more === 1 ? 'waits' : 'wait'}:`,
            lists: others.map(({ slug, name, ofOthers }) => ({
              label: isolating`${name} (${ofOthers.toLocaleString('en-GB')})`,
              url: paths.proposals(slug),
            })),
          }
        : null,
    ownWaiting:
      own === 0
        ? null
        : `${counted(own, 'proposal')} of your own ${own === 1 ? 'waits' : 'wait'} for an editor.`,
  };
}

/** What grows old in the negotiations that are open. */
async function staleIn(
  { database: { read }, clock }: Services,
  memory: StaleMemory,
  negotiations: readonly ListedNegotiation[],
): Promise<DeskPage['stale']> {
  const known = await lastSequence(read);
  const today = utcDay(clock());
  const found: DeskPage['stale'][number][] = [];
  for (const { id, slug, name, isClosed } of negotiations) {
    const counts = isClosed ? null : await memory.countsOf({ id, slug }, { today, known });
    const links = counts === null ? [] : staleLinks(slug, counts);
    if (links.length > 0) found.push({ name, links });
  }
  return found;
}

function instanceLinks({ role }: Viewer): Link[] {
  return [
    { label: 'Drafts', url: paths.drafts },
    ...(may(role, 'edit_structure') ? [{ label: 'New negotiation', url: paths.newNegotiation }] : []),
    ...(may(role, 'manage_people') ? [{ label: 'People', url: paths.people }] : []),
    ...(may(role, 'read_audit') ? [{ label: 'Audit', url: paths.audit }] : []),
  ];
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

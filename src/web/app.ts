import compression from 'compression';
import express, {
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { abandonmentOf } from './abandoned.js';
import { accountRoutes } from './account/routes.js';
import { addressOf } from './address.js';
import { assetRoutes, assetsPath } from './assets.js';
import { auditRoutes } from './audit/routes.js';
import { crawlerRoutes } from './crawlers/routes.js';
import { deskRoutes } from './desk/routes.js';
import { draftRoutes } from './drafts/routes.js';
import { embedRoutes } from './embed/routes.js';
import { errorHandler, nothingHere } from './errors/handler.js';
import { exportRoutes } from './exports/routes.js';
import { archiveRoutes } from './exports/archive-routes.js';
import { feedRoutes } from './feeds/routes.js';
import { BodyMemory } from './forms/body-memory.js';
import { readForm, refuseLargeForm } from './forms/form-body.js';
import { tellScripts } from './forms/sent-by-script.js';
import { readUpload } from './forms/upload.js';
import { healthRoutes } from './health/routes.js';
import { frontRoutes } from './front/routes.js';
import { HttpError } from './http-errors.js';
import { invitationRoutes } from './invitations/routes.js';
import { createMetrics } from './metrics/metrics.js';
import { metricsRoutes } from './metrics/routes.js';
import { matrixRoutes } from './matrix/routes.js';
import { dataRoutes } from './data/routes.js';
import { methodologyRoutes } from './methodology/routes.js';
import { changesRoutes } from './changes/routes.js';
import { compareRoutes } from './compare/routes.js';
import { correctionRoutes } from './corrections/routes.js';
import { demandRoutes } from './demands/routes.js';
import { negotiationRoutes } from './negotiations/routes.js';
import { partyRoutes } from './parties/routes.js';
import { peopleRoutes } from './people/routes.js';
import { noteRoutes } from './positions/note-routes.js';
import { positionRoutes } from './positions/routes.js';
import { proposalRoutes } from './proposals/routes.js';
import { reasonRoutes } from './records/reason-routes.js';
import { removalRoutes } from './records/removal-routes.js';
import { sourceActRoutes } from './records/source-act-routes.js';
import { versionRoutes } from './records/version-routes.js';
import { publicPages } from './public-pages.js';
import { readOnlyCause } from './read-only.js';
import { contextOf, setContext } from './request-context.js';
import { requestLog } from './request-log.js';
import { refuseForgery } from './security/guards.js';
import { recordChainRoutes } from './record-chain/routes.js';
import { forgetTracking } from './readers-address.js';
import { recentChangesRoutes } from './recent-changes/routes.js';
import { searchRoutes } from './search/routes.js';
import { endStandstill } from './security/standstill.js';
import { securityHeaders } from './security/headers.js';
import { discardUnread } from './security/unread-body.js';
import { viewing } from './security/viewer.js';
import type { Services } from './services.js';
import { setUpRoutes } from './set-up/routes.js';
import { signInRoutes } from './sign-in/routes.js';
import { redirectOldSlugs } from './slug-redirects.js';
import { sourceRoutes } from './sources/routes.js';
import { structureRoutes } from './structure/routes.js';
import { timelineRoutes } from './timeline/routes.js';
import { newUpdateRoutes } from './updates/new-routes.js';
import { updateRoutes } from './updates/routes.js';
import { importRoutes } from './imports/routes.js';
import { importTableRoutes } from './imports/table-routes.js';
import { workListRoutes } from './work-list/routes.js';

/** Every noun's routes, in the order in which they are asked: `…/new` before `…/:slug`. */
const routers: readonly ((services: Services) => Router)[] = [
  healthRoutes,
  frontRoutes,
  signInRoutes,
  setUpRoutes,
  invitationRoutes,
  accountRoutes,
  peopleRoutes,
  auditRoutes,
  deskRoutes,
  draftRoutes,
  recordChainRoutes,
  crawlerRoutes,
  feedRoutes,
  negotiationRoutes,
  exportRoutes,
  archiveRoutes,
  structureRoutes,
  newUpdateRoutes,
  proposalRoutes,
  versionRoutes,
  reasonRoutes,
  sourceActRoutes,
  removalRoutes,
  matrixRoutes,
  positionRoutes,
  noteRoutes,
  demandRoutes,
  partyRoutes,
  updateRoutes,
  changesRoutes,
  timelineRoutes,
  compareRoutes,
  recentChangesRoutes,
  searchRoutes,
  workListRoutes,
  importTableRoutes,
  importRoutes,
  embedRoutes,
  correctionRoutes,
  sourceRoutes,
  dataRoutes,
  methodologyRoutes,
];

const methods = ['GET', 'HEAD', 'POST'];

export interface AppOptions {
  /** In milliseconds, how long neither a form nor an answer may stand still before its connection is ended. */
  readonly standstill?: number;
}

const longestStandstill = 60_000;

/** The web application over what it is handed; nothing in it is global. */
export function createApp(services: Services, { standstill = longestStandstill }: AppOptions = {}): Express {
  const app = express();
  app.enable('case sensitive routing');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', (text: string | null) => new URLSearchParams(text ?? ''));
  app.set('trust proxy', services.config.trustProxy);
  app.use(forgetTracking);
  const metrics = createMetrics(app, services);
  if (metrics) app.use(metrics.measure);
  app.use(endStandstill(standstill), discardUnread(), securityHeaders(services.config));
  app.use(requestLog(services));
  app.use(beginContext(services), refuseOtherMethods, endKeptConnections(services));
  const compressed = compression({ filter: isCompressed });
  app.use(assetsPath, compressed, assetRoutes());
  const { knowViewer, knowSender } = viewing(services);
  app.use(knowViewer);
  // Before compression: a page is kept as it was packed.
  app.use(publicPages(services));
  app.use(compressed);
  const memory = new BodyMemory();
  app.use(readForm(memory), readUpload(services, memory), knowSender);
  app.use(refuseForgery(services), refuseLargeForm, tellScripts);
  app.use(metricsRoutes(services, metrics));
  for (const router of routers) app.use(router(services));
  app.use(nothingHere);
  app.use(redirectOldSlugs(services));
  app.use(errorHandler(services));
  return app;
}

function beginContext(services: Services): RequestHandler {
  return (request, response, next) => {
    const requestId = request.id as string;
    const { licence } = services.config;
    const readOnly = readOnlyCause(services.lifecycle);
    const address = addressOf(services, request);
    const abandoned = abandonmentOf(request, response);
    const nobody = { viewer: null, hadSession: false };
    // The log, what is counted and each stage of what is streamed listen for its end: twelve are no leak.
    response.setMaxListeners(20);
    setContext(response, { requestId, address, licence, readOnly, abandoned, ...nobody });
    next();
  };
}

/** Not the pages of a session: their size would tell what stands beside the token of its forms (BREACH). */
function isCompressed(request: Request, response: Response): boolean {
  return contextOf(response).viewer === null && compression.filter(request, response);
}

/** While the server stops, each answer is the last of its connection; else whoever keeps asking would keep it open. */
function endKeptConnections({ lifecycle }: Services): RequestHandler {
  return (_request, response, next) => {
    if (lifecycle.isStopping) response.set('Connection', 'close');
    next();
  };
}

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (methods.includes(request.method)) return next();
  response.set('Allow', methods.join(', '));
  throw new HttpError(
    405,
    `Nothing here answers to ${request.method}. Pages are read with GET and sent with POST.`,
  );
};

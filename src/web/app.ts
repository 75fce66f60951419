import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Response, Router } from 'express';
import { aboutRoutes } from './readers/about/routes.js';
import { accountRoutes } from './desk/account/routes.js';
import { addressOf } from './frame/address.js';
import { alignmentRoutes } from './readers/alignment/routes.js';
import { assetRoutes, assetsPath } from './frame/assets.js';
import { auditRoutes } from './desk/audit/routes.js';
import { crawlerRoutes } from './readers/crawlers/routes.js';
import { deskRoutes } from './desk/start/routes.js';
import { draftRoutes } from './desk/drafts/routes.js';
import { cellCardRoutes } from './readers/matrix/card-routes.js';
import { embeddedMatrixRoutes } from './readers/matrix/embed-routes.js';
import { embeddedDemandRoutes } from './readers/demands/embed-routes.js';
import { embeddedQuestionRoutes } from './readers/questions/embed-routes.js';
import { embeddedStandRoutes } from './readers/stand/embed-routes.js';
import { embeddedTimelineRoutes } from './readers/timeline/embed-routes.js';
import { embeddedPositionRoutes } from './readers/positions/embed-routes.js';
import { brandRoutes, brandView } from './frame/brand.js';
import { brotliParams } from './frame/brotli.js';
import { errorHandler, nothingHere } from './frame/errors/handler.js';
import { exportRoutes } from './readers/exports/routes.js';
import { packageRoutes } from './readers/exports/package-routes.js';
import { archiveRoutes } from './readers/exports/archive-routes.js';
import { databaseRoutes } from './readers/exports/database-routes.js';
import { feedRoutes } from './readers/feeds/routes.js';
import { BodyMemory } from './frame/forms/body-memory.js';
import { readForm, refuseLargeForm } from './frame/forms/form-body.js';
import { tellScripts } from './frame/forms/sent-by-script.js';
import { readUpload } from './frame/forms/upload.js';
import { healthRoutes } from './frame/health/routes.js';
import { frontRoutes } from './readers/front/routes.js';
import { HttpError } from './frame/http-errors.js';
import { invitationRoutes } from './desk/account/invitation-routes.js';
import { createMetrics } from './frame/metrics/metrics.js';
import { metricsRoutes } from './frame/metrics/routes.js';
import { standRoutes } from './readers/stand/routes.js';
import { matrixRoutes } from './readers/matrix/routes.js';
import { dataRoutes } from './readers/data/routes.js';
import { methodologyRoutes } from './readers/methodology/routes.js';
import { changesRoutes } from './readers/changes/routes.js';
import { compareRoutes } from './readers/compare/routes.js';
import { conditionsRoutes } from './readers/conditions/routes.js';
import { correctionRoutes } from './readers/corrections/routes.js';
import { evidenceRoutes } from './readers/evidence/routes.js';
import { demandRoutes } from './readers/demands/routes.js';
import { negotiationRoutes } from './desk/structure/negotiation-routes.js';
import { permalinkRoutes } from './readers/permalinks/routes.js';
import { partyRoutes } from './readers/parties/routes.js';
import { peopleRoutes } from './desk/people/routes.js';
import { noteRoutes } from './readers/positions/note-routes.js';
import { positionRoutes } from './readers/positions/routes.js';
import { proposalRoutes } from './desk/proposals/routes.js';
import { severalRoutes } from './desk/records/several-routes.js';
import { reasonRoutes } from './desk/records/reason-routes.js';
import { removalRoutes } from './desk/records/removal-routes.js';
import { sourceActRoutes } from './desk/records/source-act-routes.js';
import { versionRoutes } from './desk/records/version-routes.js';
import { fromReplica, publicPages } from './frame/public-pages.js';
import { readOnlyCause } from './frame/read-only.js';
import { contextOf, setContext } from './frame/request-context.js';
import { releaseRoutes } from './readers/releases/routes.js';
import { requestLog } from './frame/request-log.js';
import { refuseForgery } from './frame/security/guards.js';
import { recordChainRoutes } from './readers/record-chain/routes.js';
import { forgetTargetSites, forgetTracking } from './frame/reading/readers-address.js';
import { questionRoutes } from './readers/questions/routes.js';
import { recentChangesRoutes } from './desk/recent-changes/routes.js';
import { searchRoutes } from './readers/search/routes.js';
import { endStandstill } from './frame/security/standstill.js';
import { securityHeaders } from './frame/security/headers.js';
import { discardUnread } from './frame/security/unread-body.js';
import { viewing } from './frame/security/viewer.js';
import type { Services } from './frame/services.js';
import { setUpRoutes } from './desk/account/set-up-routes.js';
import { signInRoutes } from './desk/account/sign-in-routes.js';
import { redirectOldSlugs } from './frame/slug-redirects.js';
import { sourceRoutes } from './readers/sources/routes.js';
import { ownRecordRoutes } from './desk/briefings/routes.js';
import { briefingRoutes } from './readers/briefings/routes.js';
import { alternativeRoutes } from './desk/structure/alternative-routes.js';
import { needsRoutes } from './desk/structure/needs-routes.js';
import { structureListsRoutes } from './desk/structure/lists-routes.js';
import { editableNouns, structureRoutes } from './desk/structure/routes.js';
import { timelineRoutes } from './readers/timeline/routes.js';
import { clarificationRoutes } from './desk/clarifications/routes.js';
import { ownRemovalRoutes } from './desk/records/own-removal-routes.js';
import { complianceRoutes } from './desk/compliance/routes.js';
import { outcomeRoutes } from './desk/outcomes/routes.js';
import { newUpdateRoutes } from './desk/updates/routes.js';
import { updateRoutes } from './readers/updates/routes.js';
import { importRoutes } from './desk/imports/routes.js';
import { importTableRoutes } from './desk/imports/table-routes.js';
import { pictureRoutes } from './readers/pictures/routes.js';
import { pictures } from './pictures.js';
import { sitePicture } from './readers/about/picture.js';
import { allActs, negotiationTables, pageTables } from './tables.js';
import { workListRoutes } from './desk/work-list/routes.js';

const tables = { ofNegotiation: negotiationTables, ofPages: pageTables, acts: allActs };

/** The routes of every noun, in the order in which they are tried: `…/new` before `…/:slug`. */
const routers: readonly ((services: Services) => Router)[] = [
  healthRoutes,
  frontRoutes,
  signInRoutes,
  setUpRoutes,
  invitationRoutes,
  accountRoutes,
  peopleRoutes,
  auditRoutes,
  (services) => deskRoutes(services, editableNouns),
  draftRoutes,
  recordChainRoutes,
  crawlerRoutes,
  aboutRoutes,
  feedRoutes,
  permalinkRoutes,
  negotiationRoutes,
  (services) => exportRoutes(services, tables),
  (services) => pictureRoutes(services, pictures, sitePicture),
  // Read most, and each router that is tried before takes a little.
  matrixRoutes,
  standRoutes,

  cellCardRoutes,
  (services) => archiveRoutes(services, tables),
  (services) => databaseRoutes(services, tables),
  packageRoutes,
  structureRoutes,
  structureListsRoutes,
  alternativeRoutes,
  needsRoutes,
  outcomeRoutes,
  complianceRoutes,
  clarificationRoutes,
  ownRecordRoutes,
  newUpdateRoutes,
  proposalRoutes,
  versionRoutes,
  reasonRoutes,
  severalRoutes,
  sourceActRoutes,
  removalRoutes,
  ownRemovalRoutes,
  positionRoutes,
  noteRoutes,
  demandRoutes,
  questionRoutes,
  briefingRoutes,
  partyRoutes,
  updateRoutes,
  changesRoutes,
  evidenceRoutes,
  timelineRoutes,
  alignmentRoutes,
  conditionsRoutes,
  compareRoutes,
  recentChangesRoutes,
  searchRoutes,
  workListRoutes,
  importTableRoutes,
  importRoutes,
  embeddedMatrixRoutes,
  embeddedPositionRoutes,
  embeddedStandRoutes,
  embeddedTimelineRoutes,
  embeddedDemandRoutes,
  embeddedQuestionRoutes,
  correctionRoutes,
  sourceRoutes,
  dataRoutes,
  releaseRoutes,
  methodologyRoutes,
];

const methods = ['GET', 'HEAD', 'POST'];

export interface AppOptions {
  /** How long a form or an answer may stand still before its connection is ended, in milliseconds. */
  readonly standstill?: number;
}

const longestStandstill = 60_000;

/** The web application for the given services; it has no global state. */
export function createApp(services: Services, { standstill = longestStandstill }: AppOptions = {}): Express {
  const app = express();
  forgetTargetSites(app);
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
  const compressed = compression({ filter: isCompressed, brotli: { params: brotliParams(4) } });
  app.use(assetsPath, compressed, assetRoutes());
  app.use(brandRoutes(services.brand));
  const { knowViewer, knowSender } = viewing(services);
  app.use(knowViewer);
  const { replica } = services;
  if (replica) app.use(fromReplica(replica, publicRoutes({ ...services, ...replica }, compressed)));
  // Before compression, because pages are cached as they were compressed.
  app.use(publicPages(services));
  app.use(compressed);
  const memory = new BodyMemory();
  app.use(readForm(services, memory), readUpload(services, memory), knowSender);
  app.use(refuseForgery(services), refuseLargeForm, tellScripts);
  app.use(metricsRoutes(services, metrics));
  for (const router of routers) app.use(router(services));
  app.use(nothingHere);
  app.use(redirectOldSlugs(services));
  app.use(errorHandler(services));
  return app;
}

/** The same pages, answered from another database. */
function publicRoutes(services: Services, compressed: RequestHandler): Router {
  const pages = Router({ caseSensitive: true, strict: true });
  pages.use(publicPages(services), compressed);
  for (const router of routers) pages.use(router(services));
  pages.use(nothingHere);
  pages.use(redirectOldSlugs(services));
  pages.use(errorHandler(services));
  return pages;
}

function beginContext(services: Services): RequestHandler {
  const brand = brandView(services.brand);
  return (request, response, next) => {
    const requestId = request.id;
    const { licence, publisher } = services.config;
    const readOnly = readOnlyCause(services.lifecycle);
    const address = addressOf(services, request);
    const nobody = { viewer: null, hadSession: false };
    // The request log, the metrics and each stage of a stream listen for the end of the response: twelve listeners are
    // no leak.
    response.setMaxListeners(20);
    setContext(response, { requestId, address, publisher, brand, licence, readOnly, ...nobody });
    next();
  };
}

/** Pages of a session are not compressed: their size would reveal what is near the token of its forms (BREACH). */
function isCompressed(request: Request, response: Response): boolean {
  return contextOf(response).viewer === null && compression.filter(request, response);
}

/**
 * While the server is stopping, each answer is the last on its connection; otherwise a client that keeps asking would
 * keep it open.
 */
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

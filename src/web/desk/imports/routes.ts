import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { discardImport } from '../../../actions/updates/discard-import.js';
import { importStances } from '../../../actions/updates/import-stances.js';
import { uploadImport } from '../../../actions/updates/upload-import.js';
import { listImports } from '../../../data/desk/imports.js';
import { Conflict, InvalidInput, NotPermitted, SessionEnded, Unavailable } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { headlineProblem } from '../../../domain/log/update.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { uploadOf } from '../../frame/forms/upload.js';
import { type Handler, handling } from '../../frame/handler.js';
import { paths } from '../../frame/paths.js';
import { negotiationOf, numberOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf, type Viewer } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { createUnknown } from './creation.js';
import { judge } from './judging.js';
import { distinctUnknown, type ImportFacts, importPage, importsPage } from './pages.js';
import { type ImportPlace, importPlaceOf, toJudge, withRepeatsIn } from './place.js';

/** A publication in progress, or how it failed. A restart ends it; then nothing was published. */
interface Run {
  written: number;
  readonly all: number;
  failure: string | null;
}

/** The publications in progress, and those that failed, by import. */
type Runs = Map<number, Run>;

/** The changes to the page when a form on it cannot be carried out. */
type Refusal = Partial<Pick<ImportFacts, 'values' | 'problems' | 'failure' | 'withRepeats'>>;

/** After how many seconds the page of a publication in progress is reloaded. */
const refreshSeconds = '2';

/** Importing a file of stances: upload, a dry run, publication in one batch, and undoing it. */
export function importRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayPublish = requireAbility('publish');
  const runs: Runs = new Map();
  const on = handling(services);
  const [all, one] = [paths.imports(':negotiation'), paths.import(':negotiation', ':import')];
  router.get(all, mayPublish, on(list));
  router.post(all, mayPublish, on(upload));
  router.get(one, mayPublish, on(showOne(runs)));
  router.get(paths.discardImport(':negotiation', ':import'), mayPublish, on(askToDiscard));
  router.post(one, mayPublish, on(doAsAsked(runs)));
  return router;
}

async function list(services: Services, request: Request, response: Response): Promise<void> {
  await showList(services, response, await negotiationOf(services, request), null);
}

async function upload(services: Services, request: Request, response: Response): Promise<void> {
  readFormValues(formOf(request), []);
  const negotiation = await negotiationOf(services, request);
  const sent = uploadOf(response);
  if (!sent) return showList(services, response, negotiation, nothingSent);
  // A file without any byte is one that a backup has left out.
  const contents = sent.bytes.length === 0 ? new Uint8Array([0x0a]) : sent.bytes;
  const input = { negotiationId: negotiation.id, fileName: sent.fileName, contents };
  const keep = async () => {
    const { id } = await uploadImport(services.database, editorOf(response), input, services.clock());
    response.redirect(303, paths.import(negotiation.slug, id));
  };
  await attempt(keep, { conflict: ({ message }) => showList(services, response, negotiation, message) });
}

const nothingSent = 'Choose a file first: one in the format of stances.csv.';

function showOne(runs: Runs): Handler {
  return async (services, request, response) => {
    const withRepeats = withRepeatsIn(request);
    // Before the import: one that is published while it is read is still in progress here, and the page loads again.
    const run = runs.get(numberOf(request.params.import));
    const place = await importPlaceOf(services, request, response);
    await show(services, run, place, response, { withRepeats });
  };
}

async function askToDiscard(services: Services, request: Request, response: Response): Promise<void> {
  const { negotiation, found } = await importPlaceOf(services, request, response);
  await ask(response, {
    negotiation,
    heading: isolating`Throw away “${found.fileName}”?`,
    lede: 'Nothing of it is published. The file is gone from here for good; uploaded again, it can be imported.',
    action: paths.import(negotiation.slug, found.id),
    fields: [{ name: 'do', value: 'discard' }],
    submit: 'Throw it away',
    cancelUrl: paths.import(negotiation.slug, found.id),
  });
}

/** Does what the pressed button says: discards the file, creates what is unknown, or publishes all of it. */
function doAsAsked(runs: Runs): Handler {
  return async (services, request, response) => {
    const { database, clock } = services;
    const values = readFormValues(formOf(request), ['do', 'headline', 'repeats']);
    const place = await importPlaceOf(services, request, response);
    const { negotiation, found } = place;
    const url = paths.import(negotiation.slug, found.id);
    const actor = editorOf(response);
    if (textIn(values, 'do') === 'discard') {
      await discardImport(database, actor, { negotiationId: negotiation.id, id: found.id }, clock());
      return response.redirect(303, paths.imports(negotiation.slug));
    }
    if (found.updateId !== null || isRunning(runs, found.id)) return response.redirect(303, url);
    const withRepeats = textIn(values, 'repeats') === '1';
    const judgement = await judge(services, { ...toJudge(place), withRepeats });
    const refuse = (refusal: Refusal) =>
      show(services, runs.get(found.id), place, response, { ...refusal, withRepeats }, 422);
    if (textIn(values, 'do') === 'create') {
      const of = { negotiationId: negotiation.id, importId: found.id };
      const creation = { services, actor, ...of, rows: judgement.file.rows };
      const failure = await createUnknown(creation, distinctUnknown(judgement.rows));
      return failure === null ? response.redirect(303, url) : refuse({ failure });
    }
    const headline = textIn(values, 'headline');
    const problem = headlineProblem(headline);
    if (problem) return refuse({ values, problems: [problem] });
    const isReady =
      judgement.file.problem === null && judgement.rows.every(({ verdict }) => verdict !== 'wrong');
    if (!isReady) throw new Conflict('A row of this file is wrong, so nothing of it was published.');
    if (!isRunning(runs, found.id)) begin(services, runs, { place, actor, headline, judgement });
    response.redirect(303, url);
  };
}

interface Publication {
  readonly place: ImportPlace;
  readonly actor: Viewer;
  readonly headline: string;
  readonly judgement: Awaited<ReturnType<typeof judge>>;
}

/** Publishes the file in the background; progress or failure is kept in its run. */
function begin(services: Services, runs: Runs, { place, actor, headline, judgement }: Publication): void {
  const { database, clock, logger, lifecycle } = services;
  const { negotiation, found } = place;
  const { rows, context } = judgement;
  const run: Run = { written: 0, all: rows.filter(({ stance }) => stance !== null).length, failure: null };
  runs.set(found.id, run);
  const onProgress = (written: number) => {
    // Nobody is waiting for this, but others wait for what they have sent.
    if (lifecycle.isStopping) throw new Unavailable('The server was stopped.');
    run.written = written;
  };
  const batch = { negotiationId: negotiation.id, id: found.id, headline, rows, context, onProgress };
  // So large a batch is published only after a backup has been made.
  const imported = services.backUp().then(() => importStances(database, actor, batch, clock()));
  imported.then(
    () => runs.delete(found.id),
    (error: unknown) => {
      run.failure = failureOf(error);
      logger.error({ err: error, import: found.id }, 'import failed');
    },
  );
}

function isRunning(runs: Runs, id: number): boolean {
  return runs.get(id)?.failure === null;
}

async function show(
  services: Services,
  run: Run | undefined,
  { negotiation, found }: ImportPlace,
  response: Response,
  refused: Refusal = {},
  status = 200,
): Promise<void> {
  const { csrfToken } = editorOf(response);
  const isUnderWay = found.updateId === null && run?.failure === null;
  if (isUnderWay) response.set('Refresh', refreshSeconds);
  const isWaiting = found.updateId === null && !isUnderWay;
  const isGone = isWaiting && found.contents.length === 0;
  const { withRepeats = false } = refused;
  const judgement =
    isWaiting && !isGone
      ? await judge(services, { ...toJudge({ negotiation, found }), withRepeats })
      : nothing;
  const page = importPage({
    ...judgement,
    negotiation,
    found,
    progress: isUnderWay && run ? run : null,
    failure: isGone ? fileGone : found.updateId === null ? (run?.failure ?? null) : null,
    ...refused,
    withRepeats,
    csrfToken,
  });
  await renderPage(response, 'desk/imports/import', page, status);
}

/** After a restore: backups do not contain waiting files. */
const fileGone =
  'The file is not here any more: the database was brought back from a backup, which carries no uploads. Upload it again.';

const nothing = {
  file: { rows: [], ignored: [], note: null, problem: null },
  rows: [],
  repeatCount: 0,
  preview: null,
};

async function showList(
  { database }: Services,
  response: Response,
  negotiation: Negotiation,
  problem: string | null,
): Promise<void> {
  const { userId, csrfToken } = editorOf(response);
  const imports = await listImports(database.read, negotiation.id, userId);
  const page = importsPage(negotiation, imports, { csrfToken, problem });
  await renderPage(response, 'desk/imports/imports', page, problem === null ? 200 : 422);
}

function failureOf(error: unknown): string {
  const isRefusal = [Conflict, InvalidInput, NotPermitted, SessionEnded].some(
    (kind) => error instanceof kind,
  );
  if (isRefusal) return (error as Error).message;
  return 'The import failed, so nothing of it was published. Try it again; the log of the server says why.';
}

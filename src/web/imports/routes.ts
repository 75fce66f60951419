import { isolating } from '../../domain/isolation.js';
import { type Response, Router } from 'express';
import { discardImport } from '../../actions/discard-import.js';
import { importStances } from '../../actions/import-stances.js';
import { uploadImport } from '../../actions/upload-import.js';
import { listImports } from '../../data/imports.js';
import { Conflict, InvalidInput, NotPermitted, SessionEnded, Unavailable } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { headlineProblem } from '../../domain/update.js';
import { ask } from '../confirmation/ask.js';
import { formOf } from '../forms/form-body.js';
import { readFormValues } from '../forms/form-shape.js';
import { textIn } from '../forms/form-values.js';
import { uploadOf } from '../forms/upload.js';
import { paths } from '../paths.js';
import { negotiationOf } from '../records/place.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { createUnknown, mayCreate } from './creation.js';
import { judge } from './judging.js';
import { distinctUnknown, type ImportFacts, importPage, importsPage } from './pages.js';
import { type ImportPlace, importPlaceOf, toJudge, withRepeatsIn } from './place.js';

/** A publication under way, or how it failed. A restart ends it: then nothing was published. */
interface Run {
  written: number;
  readonly all: number;
  failure: string | null;
}

/** What a form of the page is answered with when it cannot be done. */
type Refusal = Partial<Pick<ImportFacts, 'values' | 'problems' | 'failure' | 'withRepeats'>>;

/** After how many seconds the page of a publication under way is loaded again. */
const refreshSeconds = '2';

/** Importing a file of stances: upload, a dry run, one batch, and its undo. */
export function importRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock, logger } = services;
  const mayPublish = requireAbility('publish');
  const runs = new Map<number, Run>();

  router.get(paths.imports(':negotiation'), mayPublish, async (request, response) => {
    await showList(services, response, await negotiationOf(services, request), null);
  });

  router.post(paths.imports(':negotiation'), mayPublish, async (request, response) => {
    readFormValues(formOf(request), []);
    const negotiation = await negotiationOf(services, request);
    const upload = uploadOf(response);
    if (!upload)
      return showList(
        services,
        response,
        negotiation,
        'Choose a file first: one in the format of stances.csv.',
      );
    const { fileName, bytes } = upload;
    // One without any byte is one that a backup has left out.
    const contents = bytes.length === 0 ? new Uint8Array([0x0a]) : bytes;
    const input = { negotiationId: negotiation.id, fileName, contents };
    try {
      const { id } = await uploadImport(database, editorOf(response), input, clock());
      response.redirect(303, paths.import(negotiation.slug, id));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await showList(services, response, negotiation, error.message);
    }
  });

  router.get(paths.import(':negotiation', ':import'), mayPublish, async (request, response) => {
    const withRepeats = withRepeatsIn(request);
    await show(await importPlaceOf(services, request, response), response, { withRepeats });
  });

  router.get(paths.discardImport(':negotiation', ':import'), mayPublish, async (request, response) => {
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
  });

  router.post(paths.import(':negotiation', ':import'), mayPublish, async (request, response) => {
    const values = readFormValues(formOf(request), ['do', 'headline', 'repeats']);
    const place = await importPlaceOf(services, request, response);
    const { negotiation, found } = place;
    const url = paths.import(negotiation.slug, found.id);
    const actor = editorOf(response);
    if (textIn(values, 'do') === 'discard') {
      await discardImport(database, actor, { negotiationId: negotiation.id, id: found.id }, clock());
      return response.redirect(303, paths.imports(negotiation.slug));
    }
    if (found.updateId !== null || isRunning(found.id)) return response.redirect(303, url);
    const withRepeats = textIn(values, 'repeats') === '1';
    const judgement = await judge(services, { ...toJudge(place), withRepeats });
    if (textIn(values, 'do') === 'create') {
      const creation = { services, actor, negotiationId: negotiation.id, rows: judgement.file.rows };
      const failure = await createUnknown(creation, distinctUnknown(judgement.rows));
      if (failure === null) return response.redirect(303, url);
      return show(place, response, { failure, withRepeats }, 422);
    }
    const headline = textIn(values, 'headline');
    const problem = headlineProblem(headline);
    if (problem) return show(place, response, { values, problems: [problem], withRepeats }, 422);
    const isReady =
      judgement.file.problem === null && judgement.rows.every(({ verdict }) => verdict !== 'wrong');
    if (!isReady) throw new Conflict('A row of this file is wrong, so nothing of it was published.');
    if (isRunning(found.id)) return response.redirect(303, url);
    const run: Run = {
      written: 0,
      all: judgement.rows.filter(({ stance }) => stance !== null).length,
      failure: null,
    };
    runs.set(found.id, run);
    const batch = {
      negotiationId: negotiation.id,
      id: found.id,
      headline,
      rows: judgement.rows,
      context: judgement.context,
      onProgress: (written: number) => {
        // Nobody waits for its end, and others who have sent something do.
        if (services.lifecycle.isStopping) throw new Unavailable('The server was stopped.');
        run.written = written;
      },
    };
    // So large a batch is done only once there is a copy from before it.
    const imported = services.backUp().then(() => importStances(database, actor, batch, clock()));
    imported.then(
      () => runs.delete(found.id),
      (error: unknown) => {
        run.failure = failureOf(error);
        logger.error({ err: error, import: found.id }, 'import failed');
      },
    );
    response.redirect(303, url);
  });

  function isRunning(id: number): boolean {
    return runs.get(id)?.failure === null;
  }

  async function show(
    { negotiation, found }: ImportPlace,
    response: Response,
    refused: Refusal = {},
    status = 200,
  ): Promise<void> {
    const { role, csrfToken } = editorOf(response);
    const run = runs.get(found.id);
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
      mayCreate: (kind) => mayCreate(role, kind),
      csrfToken,
    });
    await renderPage(response, 'imports/import', page, status);
  }

  return router;
}

/** After a restore: backups carry no files that wait. */
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
  await renderPage(response, 'imports/imports', page, problem === null ? 200 : 422);
}

function failureOf(error: unknown): string {
  const isRefusal = [Conflict, InvalidInput, NotPermitted, SessionEnded].some(
    (kind) => error instanceof kind,
  );
  if (isRefusal) return (error as Error).message;
  return 'The import failed, so nothing of it was published. Try it again; the log of the server says why.';
}

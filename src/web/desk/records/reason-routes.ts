import { type Request, type Response, Router } from 'express';
import { restoreEntry } from '../../../actions/records/restore-entry.js';
import { restoreRecord } from '../../../actions/records/restore-record.js';
import { restoreUpdate } from '../../../actions/updates/restore-update.js';
import { retractEntry } from '../../../actions/records/retract-entry.js';
import { retractRecord } from '../../../actions/records/retract-record.js';
import { retractUpdate } from '../../../actions/updates/retract-update.js';
import { findRecords, outcomesOfStatement, outcomesOfUpdate } from '../../../data/log/records.js';
import { findUpdate } from '../../../data/log/updates.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { othersToAct } from '../../../domain/log/joint-statement.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import { restorationOfUpdate, retractionOfUpdate } from '../../../domain/log/update-acts.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { type Handler, handling } from '../../frame/handler.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { positionUrl } from '../../parts/position-url.js';
import { type ReasonExtent, reasonPage } from './pages.js';
import { negotiationOf, numberOf, placeOf, type Shown, targetPlaceOf } from '../../frame/place.js';

/** The record, its entry, or the update that an act with a reason is on, and what the act does. */
interface Target {
  readonly negotiation: Negotiation;
  readonly records: readonly RecordState[];
  readonly extent: ReasonExtent;
  readonly action: string;
  readonly back: string;
  readonly words: { readonly heading: string; readonly lede: string; readonly submit: string };
  readonly perform: (reason: string, isForAll: boolean) => Promise<unknown>;
}

/** The most records of an update that a form shows. */
const mostShown = 100;
const reasonHint = 'Readers see it in the log. At least 10 characters.';

const words = {
  retract: {
    corroboration: {
      heading: 'Retract a further source',
      lede: 'For a source that does not say what it was cited for. It stays in the log, struck, and counts no more; the record itself stays as it is.',
      submit: 'Retract the source',
    },
    denial: {
      heading: 'Retract a denial',
      lede: 'For a denial that was never made, or that is only a note. It stays in the log, struck, and the record counts again unless another denial stands.',
      submit: 'Retract the denial',
    },
    record: {
      heading: 'Retract a record',
      lede: 'For a record that should never have been made. It stays in the log, struck, and the position before it stands again.',
      submit: 'Retract the record',
    },
    update: {
      heading: 'Retract an update',
      lede: 'For a report that should never have been logged. All of its records that still stand as published are retracted together, superseded ones too.',
      submit: 'Retract these records',
    },
  },
  restore: {
    corroboration: {
      heading: 'Restore a further source',
      lede: 'For a retraction that was itself a mistake. The source counts again.',
      submit: 'Restore the source',
    },
    denial: {
      heading: 'Restore a denial',
      lede: 'For a retraction that was itself a mistake. The denial stands again under the record.',
      submit: 'Restore the denial',
    },
    record: {
      heading: 'Restore a record',
      lede: 'For a retraction that was itself a mistake. The record counts again, with the words that it had.',
      submit: 'Restore the record',
    },
    update: {
      heading: 'Restore an update',
      lede: 'All retracted records of the update count again, with the words that they had.',
      submit: 'Restore these records',
    },
  },
} as const;

type ReasonAct = 'retract' | 'restore';

/** What an act on one record leaves out. */
const nothingElse: ReasonExtent = { more: 0, skipped: [], moreSkipped: 0, others: [], target: null };

/** Finds what an act with a reason is on, from its address. */
type FindTarget = (services: Services, request: Request, response: Response) => Promise<Target>;

/** Retracting and restoring one record, one of its corroborations and denials, or a whole update. */
export function reasonRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayRetract = requireAbility('retract');
  const on = handling(services);
  for (const act of ['retract', 'restore'] as const)
    for (const [path, find] of [
      [paths.recordAct(':negotiation', ':record', act), recordTarget(act)],
      [paths.entryAct(':negotiation', ':record', ':entry', act), entryTarget(act)],
      [paths.updateAct(':negotiation', ':update', act), updateTarget(act)],
    ] as const) {
      router.get(path, mayRetract, on(ask(find)));
      router.post(path, mayRetract, on(perform(find)));
    }
  return router;
}

function recordTarget(name: ReasonAct): FindTarget {
  return async (services, request, response) => {
    const { database, clock } = services;
    const { negotiation, record } = await placeOf(services, request);
    const act = name === 'retract' ? retractRecord : restoreRecord;
    const input = { negotiationId: negotiation.id, record: record.record };
    return {
      negotiation,
      records: [record],
      extent: { ...nothingElse, others: await othersIn(services, negotiation, record, name) },
      action: paths.recordAct(negotiation.slug, record.record, name),
      back: recordPlace(positionUrl(negotiation, record), record.record),
      words: words[name].record,
      perform: (reason, isForAll) =>
        act(database, editorOf(response), { ...input, reason, isForAll }, clock()),
    };
  };
}

/** The parties of the other records of the joint statement that the act can be on as well. */
async function othersIn(
  { database: { read } }: Services,
  { parties }: Negotiation,
  { record, stance: { joint } }: RecordState,
  name: ReasonAct,
): Promise<string[]> {
  if (joint === null) return [];
  const act = name === 'retract' ? 'retraction' : 'restoration';
  const others = await findRecords(read, othersToAct(record, await outcomesOfStatement(read, joint), act));
  return parties
    .filter(({ id }) => others.some(({ stance }) => stance.party === id))
    .map((each) => each.name);
}

function entryTarget(name: ReasonAct): FindTarget {
  return async (services, request, response) => {
    const { database, clock } = services;
    const { negotiation, record, target } = await targetPlaceOf(services, request);
    const act = name === 'retract' ? retractEntry : restoreEntry;
    const input = { negotiationId: negotiation.id, record: record.record, target: target.sequence };
    return {
      negotiation,
      records: [record],
      extent: { ...nothingElse, target },
      action: paths.entryAct(negotiation.slug, record.record, target.sequence, name),
      back: recordPlace(positionUrl(negotiation, record), record.record),
      words: words[name][target.kind],
      perform: (reason) => act(database, editorOf(response), { ...input, reason }, clock()),
    };
  };
}

function updateTarget(name: ReasonAct): FindTarget {
  return async (services, request, response) => {
    const { database, clock } = services;
    const negotiation = await negotiationOf(services, request);
    const updateId = numberOf(request.params.update);
    if (!(await findUpdate(database.read, negotiation.id, updateId)))
      throw notFound('There is no such update in this negotiation.');
    const outcomes = await outcomesOfUpdate(database.read, updateId);
    const { records, skipped } =
      name === 'retract' ? retractionOfUpdate(outcomes) : restorationOfUpdate(outcomes);
    const [shown, passedOver] = [records.slice(0, mostShown), skipped.slice(0, mostShown)];
    const passedOverRecords = await findRecords(
      database.read,
      passedOver.map(({ record }) => record),
    );
    const act = name === 'retract' ? retractUpdate : restoreUpdate;
    const input = { negotiationId: negotiation.id, updateId };
    return {
      negotiation,
      records: await findRecords(database.read, shown),
      extent: {
        more: records.length - shown.length,
        skipped: passedOverRecords.map((record, index) => ({ record, why: passedOver[index]?.why ?? '' })),
        moreSkipped: skipped.length - passedOver.length,
        others: [],
        target: null,
      },
      action: paths.updateAct(negotiation.slug, updateId, name),
      back: paths.update(negotiation.slug, updateId),
      words: words[name].update,
      perform: (reason) => act(database, editorOf(response), { ...input, reason }, clock()),
    };
  };
}

function ask(find: FindTarget): Handler {
  return async (services, request, response) =>
    show(response, await find(services, request, response), { values: {} });
}

function perform(find: FindTarget): Handler {
  return async (services, request, response) => {
    const target = await find(services, request, response);
    const values = readFormValues(formOf(request), ['reason'], ['forAll']);
    const act = async () => {
      await target.perform(textIn(values, 'reason'), textIn(values, 'forAll') === 'yes');
      response.redirect(303, target.back);
    };
    await attempt(act, {
      invalid: ({ problems }) => show(response, target, { values, problems }, 422),
      conflict: ({ message }) => show(response, target, { values, notice: message }, 409),
    });
  };
}

async function show(
  response: Response,
  { negotiation, records, extent, action, back, words: said }: Target,
  { values, problems = [], notice }: Shown,
  status = 200,
): Promise<void> {
  const state = {
    negotiation,
    words: said,
    records,
    values,
    problems,
    notice: notice ?? null,
    action,
    cancelUrl: back,
    csrfToken: editorOf(response).csrfToken,
  };
  await renderPage(response, 'desk/records/reason', reasonPage(state, reasonHint, extent), status);
}

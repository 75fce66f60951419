import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { declineProposal } from '../../../actions/proposals/decline-proposal.js';
import { logUpdate } from '../../../actions/updates/log-update.js';
import { proposeUpdate } from '../../../actions/proposals/propose-update.js';
import { sendBackProposal } from '../../../actions/proposals/send-back-proposal.js';
import { withdrawProposal } from '../../../actions/proposals/withdraw-proposal.js';
import {
  findProposal,
  findProposalByKey,
  listProposals,
  reworkingsOf,
} from '../../../data/desk/proposals.js';
import type { HeldStructure } from '../../../data/memory/structure-memory.js';
import { cellsOfRecords } from '../../../data/log/records.js';
import { findUpdateByKey } from '../../../data/log/updates.js';
import { Conflict } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { may } from '../../../domain/people/permissions.js';
import {
  mayRework,
  type Proposal,
  reviewRefusal,
  type UpdateProposal,
} from '../../../domain/desk/proposal.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { handling } from '../../frame/handler.js';
import { badRequest, notFound } from '../../frame/http-errors.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { paths, type ProposalActName, withQuery } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { negotiationOf, numberOf, structureOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { openUpdateForm, submitUpdateForm, type UpdateForm } from '../../parts/update-form/form-steps.js';
import { initialNames, initialValues } from '../../parts/update-form/initial-values.js';
import { valuesOfUpdate } from '../../parts/update-form/update-form.js';
import { type CorrectionForm, openCorrection, submitCorrection } from './correction-form.js';
import { proposingCorrection, reviewingCorrection } from './corrections.js';
import { factsOf, titleOf } from './facts.js';
import { sentBackWords } from './sent-back-words.js';
import { missingWords, proposalPage, proposalsPage, proposedWords, type Refused } from './pages.js';

const pageLength = 50;

/** Contributors propose; an editor other than the author publishes or declines. */
export function proposalRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayPropose = requireAbility('propose');
  const mayPublish = requireAbility('publish');
  const on = handling(services);
  const all = paths.proposals(':negotiation');
  const act = (name: ProposalActName) => paths.proposalAct(':negotiation', ':proposal', name);
  const correction = paths.recordAct(':negotiation', ':record', 'propose-correction');
  router.get(paths.newProposal(':negotiation'), mayPropose, on(openNew));
  router.post(all, mayPropose, on(propose));
  router.get(correction, mayPropose, on(openNewCorrection));
  router.post(correction, mayPropose, on(sendCorrection));
  router.get(all, mayPropose, on(list));
  router.get(paths.proposal(':negotiation', ':proposal'), mayPropose, on(showOne));
  router.get(act('review'), mayPublish, on(openReview));
  router.post(act('review'), mayPublish, on(publish));
  router.post(act('decline'), mayPublish, on(decide(declineProposal)));
  router.post(act('send-back'), mayPublish, on(decide(sendBackProposal)));
  router.get(act('withdraw'), mayPropose, on(askToWithdraw));
  router.post(act('withdraw'), mayPropose, on(withdraw));
  return router;
}

async function openNew(services: Services, request: Request, response: Response): Promise<void> {
  const form = await proposing(services, request, response);
  await openUpdateForm(services, request, response, form, [...initialNames, 'rework']);
}

async function propose(services: Services, request: Request, response: Response): Promise<void> {
  await submitUpdateForm(services, request, response, await proposing(services, request, response));
}

async function openNewCorrection(services: Services, request: Request, response: Response): Promise<void> {
  const form = await proposingCorrection(services, request, response);
  await openCorrection(services, request, response, form, ['rework']);
}

async function sendCorrection(services: Services, request: Request, response: Response): Promise<void> {
  await submitCorrection(services, request, response, await proposingCorrection(services, request, response));
}

async function list(services: Services, request: Request, response: Response): Promise<void> {
  const { read } = services.database;
  const negotiation = await negotiationOf(services, request);
  const viewer = editorOf(response);
  const isEditor = may(viewer.role, 'publish');
  const userId = isEditor ? null : viewer.userId;
  const range = { userId, before: beforeOf(request), most: pageLength + 1 };
  const found = await listProposals(read, negotiation.id, range);
  const proposals = found.slice(0, pageLength);
  const corrected = proposals.flatMap(({ record }) => record ?? []);
  const cells = await cellsOfRecords(read, corrected);
  const reworkings = await reworkingsOf(
    read,
    proposals.map(({ id }) => id),
  );
  const hasOlder = found.length > pageLength;
  const page = proposalsPage({ negotiation, proposals, cells, reworkings, isEditor, hasOlder });
  await renderPage(response, 'desk/proposals/proposals', page);
}

async function showOne(services: Services, request: Request, response: Response): Promise<void> {
  await show(services, response, await requireProposal(services, request, response));
}

async function openReview(services: Services, request: Request, response: Response): Promise<void> {
  const found = await requireProposal(services, request, response);
  const form = await reviewing(services, response, found);
  const refusal = reviewRefusal(found.proposal, editorOf(response).userId);
  if (refusal !== null) {
    const key = (request.query as unknown as URLSearchParams).get('draft');
    const sent = key === null ? null : await form.sentWith(key);
    if (sent !== null) return response.redirect(303, sent);
    throw new Conflict(refusal);
  }
  if ('place' in form) await openCorrection(services, request, response, form);
  else await openUpdateForm(services, request, response, form);
}

async function publish(services: Services, request: Request, response: Response): Promise<void> {
  const found = await requireProposal(services, request, response);
  const form = await reviewing(services, response, found);
  if ('place' in form) await submitCorrection(services, request, response, form);
  else await submitUpdateForm(services, request, response, form);
}

function decide(decideProposal: typeof declineProposal) {
  return async (services: Services, request: Request, response: Response): Promise<void> => {
    const { database, clock } = services;
    const found = await requireProposal(services, request, response);
    const { place, proposal } = found;
    const values = readFormValues(formOf(request), ['reason']);
    const input = { negotiationId: place.id, id: proposal.id, reason: textIn(values, 'reason') };
    const act = async () => {
      await decideProposal(database, editorOf(response), input, clock());
      response.redirect(303, paths.proposal(place.slug, proposal.id));
    };
    await attempt(act, {
      invalid: ({ problems }) => show(services, response, found, { values, problems }, 422),
      conflict: async ({ message }) => {
        const present = await requireProposal(services, request, response);
        await show(services, response, present, { values, notice: message }, 409);
      },
    });
  };
}

async function askToWithdraw(services: Services, request: Request, response: Response): Promise<void> {
  const { place, proposal } = await requireProposal(services, request, response);
  const back = paths.proposal(place.slug, proposal.id);
  if (proposal.state !== 'waiting' || proposal.proposer.id !== editorOf(response).userId)
    return response.redirect(303, back);
  await ask(response, {
    negotiation: place,
    heading: isolating`Withdraw “${await titleOf(services, place, proposal)}”?`,
    lede: 'No editor will review it any more. It stays readable for you and for editors, and you can rework it and send it again.',
    action: paths.proposalAct(place.slug, proposal.id, 'withdraw'),
    submit: 'Withdraw the proposal',
    cancelUrl: back,
  });
}

async function withdraw(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const { place, proposal } = await requireProposal(services, request, response);
  readFormValues(formOf(request), []);
  const input = { negotiationId: place.id, id: proposal.id };
  await withdrawProposal(database, editorOf(response), input, clock());
  response.redirect(303, paths.proposal(place.slug, proposal.id));
}

interface Found {
  readonly place: Negotiation;
  readonly structure: HeldStructure;
  readonly proposal: Proposal;
}

/** The proposal that the address names, for editors and its author; 404 for everybody else. */
async function requireProposal(services: Services, request: Request, response: Response): Promise<Found> {
  const structure = await structureOf(services, request);
  const { negotiation: place } = structure;
  const { role, userId } = editorOf(response);
  const proposal = await findProposal(services.database.read, place.id, numberOf(request.params.proposal));
  const maySee = proposal && (may(role, 'publish') || proposal.proposer.id === userId);
  if (!proposal || !maySee) throw notFound('There is no such proposal in this negotiation.');
  return { place, structure, proposal };
}

async function show(
  services: Services,
  response: Response,
  { place, proposal }: Found,
  refused: Refused = {},
  status = 200,
): Promise<void> {
  const facts = await factsOf(services, editorOf(response), place, proposal);
  await renderPage(response, 'desk/proposals/proposal', proposalPage(facts, refused), status);
}

async function proposing(services: Services, request: Request, response: Response): Promise<UpdateForm> {
  const { database, clock } = services;
  const negotiation = await negotiationOf(services, request);
  const { id: negotiationId, slug } = negotiation;
  return {
    negotiation,
    purpose: {
      heading: 'Propose an update',
      lede: 'One piece of reporting, with every stance that it reports. An editor reviews it before it is published.',
      remark: null,
      path: paths.newProposal(slug),
      action: paths.proposals(slug),
      submit: { label: 'Propose', value: 'propose' },
      asksMissing: true,
      cancelUrl: paths.proposals(slug),
    },
    remarkOn: (values) => sentBackWords(services, response, negotiationId, values),
    initial: async (parameters) =>
      parameters.has('rework')
        ? await reworked(services, response, negotiationId, numberOf(parameters.get('rework') ?? ''))
        : await initialValues(services, negotiation, parameters),
    send: async (update, _seen, { missing, reworks }) => {
      const input = { negotiationId, update, missing, reworks };
      const { proposalId } = await proposeUpdate(database, editorOf(response), input, clock());
      return paths.proposal(slug, proposalId);
    },
    sentWith: async (key) => {
      const sent = await findProposalByKey(database.read, key);
      return sent && paths.proposal(slug, sent.id);
    },
  };
}

/** One's own proposal as it was made, to be sent again. */
async function reworked(
  { database }: Services,
  response: Response,
  negotiationId: number,
  id: number,
): Promise<FormValues> {
  const proposal = await findProposal(database.read, negotiationId, id);
  if (proposal?.record !== null || !mayRework(proposal, editorOf(response).userId))
    throw notFound('There is no such proposal that you could send again.');
  const { missing } = proposal.update;
  return {
    ...valuesOfUpdate(proposal.update),
    ...(missing !== undefined && { missing: [missing] }),
    reworks: [String(id)],
  };
}

/** The form in which an editor looks at a proposal, amends it, and publishes it. */
function reviewing(
  services: Services,
  response: Response,
  { place: negotiation, structure, proposal }: Found,
): Promise<CorrectionForm> | UpdateForm {
  return proposal.record === null
    ? reviewingUpdate(services, response, { place: negotiation, structure }, proposal)
    : reviewingCorrection(services, response, { negotiation, structure }, proposal);
}

function reviewingUpdate(
  services: Services,
  response: Response,
  { place, structure }: Omit<Found, 'proposal'>,
  proposal: UpdateProposal,
): UpdateForm {
  const { database, clock } = services;
  const { slug } = place;
  const path = paths.proposalAct(slug, proposal.id, 'review');
  return {
    negotiation: place,
    purpose: {
      heading: 'Review a proposal',
      lede: 'Amend it where it needs it, then publish it. What was proposed stays on record beside what is published.',
      remark: [`Update ${proposedWords(proposal)}.`, missingWords(proposal)].filter(Boolean).join(' '),
      path,
      action: path,
      submit: { label: 'Publish', value: 'publish' },
      isReview: true,
      cancelUrl: paths.proposal(slug, proposal.id),
    },
    initial: () => Promise.resolve(valuesOfUpdate(proposal.update)),
    send: async (update, seen, { hasUnused }) => {
      const input = { negotiationId: place.id, structure, update, seen, proposal: proposal.id };
      const { updateId } = await logUpdate(database, editorOf(response), input, clock());
      return withQuery(paths.update(slug, updateId), asRecordedQuery(hasUnused));
    },
    sentWith: async (key) => {
      const sent = await findUpdateByKey(database.read, key);
      return sent && paths.update(slug, sent.id);
    },
  };
}

function beforeOf(request: Request): number | null {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['before']);
  const text = parameters.get('before') || null;
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badRequest(`before=${text} is not the number of a proposal.`);
}

import { isolating } from '../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { declineProposal } from '../../actions/decline-proposal.js';
import { logUpdate } from '../../actions/log-update.js';
import { proposeUpdate } from '../../actions/propose-update.js';
import { withdrawProposal } from '../../actions/withdraw-proposal.js';
import { findProposal, findProposalByKey, listProposals } from '../../data/proposals.js';
import { chosenSources } from '../../data/source-choices.js';
import { listSpeakers } from '../../data/speakers.js';
import { findUpdateByKey } from '../../data/updates.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { may } from '../../domain/permissions.js';
import { type Proposal, reviewRefusal } from '../../domain/proposal.js';
import { ask } from '../confirmation/ask.js';
import { formOf } from '../forms/form-body.js';
import { readFormValues } from '../forms/form-shape.js';
import { textIn } from '../forms/form-values.js';
import { badRequest, notFound } from '../http-errors.js';
import { asRecordedQuery } from '../cited-as-recorded.js';
import { paths, withQuery } from '../paths.js';
import { refuseUnknownParameters } from '../reading.js';
import { negotiationOf, numberOf } from '../records/place.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { openUpdateForm, submitUpdateForm, type UpdateForm } from '../updates/form-steps.js';
import { initialNames, initialValues } from '../updates/initial-values.js';
import { valuesOfUpdate } from '../updates/update-form.js';
import { type ProposalFacts, proposalPage, proposalsPage, proposedWords, type Refused } from './pages.js';

const pageLength = 50;

/** Contributors propose; an editor who did not propose it publishes or declines. */
export function proposalRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const mayPropose = requireAbility('propose');
  const mayPublish = requireAbility('publish');
  const negotiation = ':negotiation';
  const one = paths.proposal(negotiation, ':proposal');

  router.get(paths.newProposal(negotiation), mayPropose, async (request, response) => {
    const form = await proposing(services, request, response);
    await openUpdateForm(services, request, response, form, initialNames);
  });

  router.post(paths.proposals(negotiation), mayPropose, async (request, response) => {
    await submitUpdateForm(services, request, response, await proposing(services, request, response));
  });

  router.get(paths.proposals(negotiation), mayPropose, async (request, response) => {
    const place = await negotiationOf(services, request);
    const viewer = editorOf(response);
    const isEditor = may(viewer.role, 'publish');
    const userId = isEditor ? null : viewer.userId;
    const range = { userId, before: beforeOf(request), most: pageLength + 1 };
    const found = await listProposals(database.read, place.id, range);
    const more = { isEditor, hasOlder: found.length > pageLength };
    await renderPage(response, 'proposals/proposals', proposalsPage(place, found.slice(0, pageLength), more));
  });

  router.get(one, mayPropose, async (request, response) => {
    await show(services, response, await requireProposal(services, request, response));
  });

  const review = paths.proposalAct(negotiation, ':proposal', 'review');
  router.get(review, mayPublish, async (request, response) => {
    const found = await requireProposal(services, request, response);
    const refusal = reviewRefusal(found.proposal, editorOf(response).userId);
    if (refusal !== null) throw new Conflict(refusal);
    await openUpdateForm(services, request, response, reviewing(services, response, found));
  });

  router.post(review, mayPublish, async (request, response) => {
    const found = await requireProposal(services, request, response);
    await submitUpdateForm(services, request, response, reviewing(services, response, found));
  });

  router.post(
    paths.proposalAct(negotiation, ':proposal', 'decline'),
    mayPublish,
    async (request, response) => {
      const found = await requireProposal(services, request, response);
      const { place, proposal } = found;
      const values = readFormValues(formOf(request), ['reason']);
      const input = { negotiationId: place.id, id: proposal.id, reason: textIn(values, 'reason') };
      try {
        await declineProposal(database, editorOf(response), input, clock());
        response.redirect(303, paths.proposal(place.slug, proposal.id));
      } catch (error) {
        if (error instanceof InvalidInput)
          return show(services, response, found, { values, problems: error.problems }, 422);
        if (!(error instanceof Conflict)) throw error;
        const present = await requireProposal(services, request, response);
        await show(services, response, present, { values, notice: error.message }, 409);
      }
    },
  );

  router.get(
    paths.proposalAct(negotiation, ':proposal', 'withdraw'),
    mayPropose,
    async (request, response) => {
      const { place, proposal } = await requireProposal(services, request, response);
      const back = paths.proposal(place.slug, proposal.id);
      if (proposal.state !== 'waiting' || proposal.proposer.id !== editorOf(response).userId)
        return response.redirect(303, back);
      await ask(response, {
        negotiation: place,
        heading: isolating`Withdraw “${proposal.update.headline}”?`,
        lede: 'No editor will review it any more. It stays readable for you and for editors, and cannot be sent again.',
        action: paths.proposalAct(place.slug, proposal.id, 'withdraw'),
        submit: 'Withdraw the proposal',
        cancelUrl: back,
      });
    },
  );

  router.post(
    paths.proposalAct(negotiation, ':proposal', 'withdraw'),
    mayPropose,
    async (request, response) => {
      const { place, proposal } = await requireProposal(services, request, response);
      readFormValues(formOf(request), []);
      const input = { negotiationId: place.id, id: proposal.id };
      await withdrawProposal(database, editorOf(response), input, clock());
      response.redirect(303, paths.proposal(place.slug, proposal.id));
    },
  );

  return router;
}

interface Found {
  readonly place: Negotiation;
  readonly proposal: Proposal;
}

/** The proposal of the address, for editors and for whoever made it; 404 for everybody else. */
async function requireProposal(services: Services, request: Request, response: Response): Promise<Found> {
  const place = await negotiationOf(services, request);
  const { role, userId } = editorOf(response);
  const proposal = await findProposal(services.database.read, place.id, numberOf(request.params.proposal));
  const maySee = proposal && (may(role, 'publish') || proposal.proposer.id === userId);
  if (!proposal || !maySee) throw notFound('There is no such proposal in this negotiation.');
  return { place, proposal };
}

async function show(
  services: Services,
  response: Response,
  found: Found,
  refused: Refused = {},
  status = 200,
): Promise<void> {
  const facts = await factsOf(services, response, found);
  await renderPage(response, 'proposals/proposal', proposalPage(facts, refused), status);
}

async function factsOf(
  { database }: Services,
  response: Response,
  { place, proposal }: Found,
): Promise<ProposalFacts> {
  const { role, userId, csrfToken } = editorOf(response);
  return {
    negotiation: place,
    proposal,
    sources: await chosenSources(database.read, proposal.update.sources),
    speakers: await listSpeakers(
      database.read,
      place.parties.map(({ id }) => id),
    ),
    mayReview: may(role, 'publish') && reviewRefusal(proposal, userId) === null,
    mayWithdraw: proposal.state === 'waiting' && proposal.proposer.id === userId,
    csrfToken,
  };
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
      cancelUrl: paths.proposals(slug),
    },
    initial: (parameters) => initialValues(services, negotiation, parameters),
    send: async (update) => {
      const input = { negotiationId, update };
      const { proposalId } = await proposeUpdate(database, editorOf(response), input, clock());
      return paths.proposal(slug, proposalId);
    },
    sentWith: async (key) => {
      const sent = await findProposalByKey(database.read, key);
      return sent && paths.proposal(slug, sent.id);
    },
  };
}

function reviewing(services: Services, response: Response, { place, proposal }: Found): UpdateForm {
  const { database, clock } = services;
  const { slug } = place;
  const path = paths.proposalAct(slug, proposal.id, 'review');
  return {
    negotiation: place,
    purpose: {
      heading: 'Review a proposal',
      lede: 'Amend it where it needs it, then publish it. What was proposed stays on record beside what is published.',
      remark: `Update ${proposedWords(proposal)}.`,
      path,
      action: path,
      submit: { label: 'Publish', value: 'publish' },
      cancelUrl: paths.proposal(slug, proposal.id),
    },
    initial: () => Promise.resolve(valuesOfUpdate(proposal.update)),
    send: async (update, seen, hasUnused) => {
      const input = { negotiationId: place.id, update, seen, proposal: proposal.id };
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

import { chosenSources } from '../../../actions/updates/source-choices.js';
import { reworkingsOf } from '../../../data/desk/proposals.js';
import { entriesOfRecord } from '../../../data/log/entries.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import { findRecord } from '../../../data/log/records.js';
import {
  type CorrectionProposal,
  mayRework,
  type Proposal,
  reviewRefusal,
  type UpdateProposal,
} from '../../../domain/desk/proposal.js';
import { may } from '../../../domain/people/permissions.js';
import { recordState } from '../../../domain/log/record-state.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { notFound } from '../../frame/http-errors.js';
import type { Viewer } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { type PreviewFacts, previewFacts } from '../../parts/update-form/preview-facts.js';
import { valuesOfUpdate } from '../../parts/update-form/update-form.js';
import { othersCorrected } from '../../parts/record-form/statement-others.js';
import { titleOfCorrection, type ProposalFacts } from './pages.js';

/** What the page of a proposal tells this viewer. */
export async function factsOf(
  services: Services,
  { role, userId, csrfToken }: Viewer,
  negotiation: Negotiation,
  proposal: Proposal,
): Promise<ProposalFacts> {
  const { read } = services.database;
  const speakers = await listSpeakers(
    read,
    negotiation.parties.map(({ id }) => id),
  );
  const reworking = (await reworkingsOf(read, [proposal.id])).get(proposal.id);
  const frame = {
    negotiation,
    speakers,
    mayReview: may(role, 'publish') && reviewRefusal(proposal, userId) === null,
    mayWithdraw: proposal.state === 'waiting' && proposal.proposer.id === userId,
    // What was taken up already is not taken up a second time.
    mayRework: mayRework(proposal, userId) && reworking === undefined,
    reworking,
    csrfToken,
  };
  if (proposal.record === null)
    return {
      ...{ ...frame, proposal },
      sources: await chosenSources(read, proposal.update.sources),
      preview: proposal.state === 'waiting' ? await previewOfProposal(services, negotiation, proposal) : null,
    };
  const { seen, present } = await recordOf(read, negotiation, proposal);
  return {
    ...{ ...frame, proposal, seen, present },
    sources: await chosenSources(read, proposal.correction.sources),
    others: await othersCorrected(read, { negotiation, record: present }),
  };
}

/** What publishing a proposed update as it is would do; null while a party or demand of it is missing here. */
async function previewOfProposal(
  services: Services,
  negotiation: Negotiation,
  { update }: UpdateProposal,
): Promise<PreviewFacts | null> {
  const { parties, demands } = negotiation;
  const isKnown = update.stances.every(
    ({ party, demand }) => parties.some(({ id }) => id === party) && demands.some(({ id }) => id === demand),
  );
  if (!isKnown) return null;
  const facts = await previewFacts(
    services,
    negotiation,
    { ...update, idempotencyKey: '' },
    valuesOfUpdate(update),
  );
  // Its quotes were checked when it was made.
  return { ...facts, update: { ...facts.update, stances: update.stances } };
}

/** The record that a correction is proposed of: as its author saw it, and as it is now. */
async function recordOf(
  read: Services['database']['read'],
  { id }: Negotiation,
  { record, correction: { version } }: CorrectionProposal,
) {
  const entries = await entriesOfRecord(read, id, record);
  const seen = entries.find(({ sequence }) => sequence === version);
  if (!seen) throw notFound('The record that this proposal corrects is not there.');
  return { seen, present: recordState(entries) };
}

/** The headline of a proposed update, or what a correction is of. */
export async function titleOf(
  { database }: Services,
  negotiation: Negotiation,
  proposal: Proposal,
): Promise<string> {
  if (proposal.record === null) return proposal.update.headline;
  const record = await findRecord(database.read, negotiation.id, proposal.record);
  return titleOfCorrection(negotiation, record?.stance);
}

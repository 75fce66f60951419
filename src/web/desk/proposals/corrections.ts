import type { Request, Response } from 'express';
import { proposeCorrection } from '../../../actions/proposals/propose-correction.js';
import { correctRecord } from '../../../actions/records/correct-record.js';
import { findProposal, findProposalByKey } from '../../../data/desk/proposals.js';
import { findDraft } from '../../../data/desk/drafts.js';
import { findRecord } from '../../../data/log/records.js';
import {
  type CorrectionProposal,
  mayRework,
  type ProposedCorrection,
} from '../../../domain/desk/proposal.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { numberOf, placeOf, type RecordPlace } from '../../frame/place.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { positionUrl } from '../../parts/position-url.js';
import { valuesOfRecord } from '../../parts/record-form/record-values.js';
import { valuesOfUpdate } from '../../parts/update-form/update-form.js';
import type { CorrectionForm } from './correction-form.js';
import { titleOfCorrection, meanwhileOf, proposedWords } from './pages.js';

/** The form by which a correction of the record that the address names is proposed. */
export async function proposingCorrection(
  services: Services,
  request: Request,
  response: Response,
): Promise<CorrectionForm> {
  const { database, clock } = services;
  const place = await placeOf(services, request);
  const { negotiation, record } = place;
  const { slug } = negotiation;
  return {
    negotiation,
    place,
    words: {
      heading: 'Propose a correction',
      lede: 'For our mistakes, not for a party’s change of mind: that is a new stance. An editor reviews it before it is published.',
      submit: 'Propose the correction',
    },
    remark: null,
    reasonHint:
      'What is wrong, and how you know. The reviewer and, once it is published, readers see it. At least 10 characters.',
    title: titleOfCorrection(negotiation, record.stance),
    notice: null,
    purpose: { path: paths.recordAct(slug, record.record, 'propose-correction') },
    cancelUrl: positionUrl(negotiation, record),
    initial: async (parameters) =>
      parameters.has('rework')
        ? await reworked(services, response, place, numberOf(parameters.get('rework') ?? ''))
        : valuesOfRecord(record),
    send: async (version, { key: idempotencyKey, typed, reworks }) => {
      const input = { ...version, idempotencyKey, typed, reworks };
      const { proposalId } = await proposeCorrection(database, editorOf(response), input, clock());
      return paths.proposal(slug, proposalId);
    },
    sentWith: async (key) => {
      const sent = await findProposalByKey(database.read, key);
      return sent && paths.proposal(slug, sent.id);
    },
  };
}

/** One's own proposed correction as it was made, to be sent again. */
async function reworked(
  { database }: Services,
  response: Response,
  { negotiation, record: { record } }: RecordPlace,
  id: number,
): Promise<FormValues> {
  const proposal = await findProposal(database.read, negotiation.id, id);
  if (!proposal || proposal.record !== record || !mayRework(proposal, editorOf(response).userId))
    throw notFound('There is no such proposal that you could send again.');
  return { ...valuesOfCorrection(proposal.correction), reworks: [String(id)] };
}

/** The form filled with a proposed correction. */
function valuesOfCorrection({ version, reason, sources, stance, isForAll }: ProposedCorrection): FormValues {
  return {
    ...valuesOfUpdate({ headline: '', sources, stances: [stance] }),
    version: [String(version)],
    reason: [reason],
    forAll: isForAll ? ['yes'] : [],
  };
}

/** The form in which an editor looks at a proposed correction, amends it, and publishes it. */
export async function reviewingCorrection(
  services: Services,
  response: Response,
  place: Omit<RecordPlace, 'record'>,
  proposal: CorrectionProposal,
): Promise<CorrectionForm> {
  const { database, clock } = services;
  const { negotiation } = place;
  const { slug, id: negotiationId } = negotiation;
  const { id, correction } = proposal;
  const record = await findRecord(database.read, negotiationId, proposal.record);
  if (!record) throw notFound('There is no such record in this negotiation.');
  return {
    negotiation,
    place: { ...place, record },
    words: {
      heading: 'Review a correction',
      lede: 'Amend it where it needs it, then publish it. What was proposed stays on record beside what is published.',
      submit: 'Publish the correction',
    },
    remark: `Correction ${proposedWords(proposal)}.`,
    reasonHint: 'As proposed. Readers see it beside the struck words. At least 10 characters.',
    title: `Review of: ${titleOfCorrection(negotiation, record.stance)}`,
    notice: meanwhileOf(negotiation, correction.version, record),
    purpose: { path: paths.proposalAct(slug, id, 'review') },
    cancelUrl: paths.proposal(slug, id),
    initial: () => Promise.resolve(valuesOfCorrection(correction)),
    send: async (version, { key, typed, hasUnused }) => {
      const input = { ...version, proposal: { id, key, typed } };
      await correctRecord(database, editorOf(response), input, clock());
      return recordPlace(positionUrl(negotiation, version), version.record, asRecordedQuery(hasUnused));
    },
    sentWith: async (key) => {
      const draft = await findDraft(database.read, editorOf(response).userId, key);
      const present = draft?.isSent ? await findProposal(database.read, negotiationId, id) : null;
      const corrected = present?.entry && (await findRecord(database.read, negotiationId, proposal.record));
      return corrected ? recordPlace(positionUrl(negotiation, corrected), corrected.record) : null;
    },
  };
}

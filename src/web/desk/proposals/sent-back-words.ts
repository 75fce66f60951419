import type { Response } from 'express';
import { findProposal } from '../../../data/desk/proposals.js';
import { mayRework } from '../../../domain/desk/proposal.js';
import { listed } from '../../../domain/isolation.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { editorOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { decisionOf } from './pages.js';

/** The words with which one's own proposal came back, above the form that takes it up again; null for a new one. */
export async function sentBackWords(
  { database }: Services,
  response: Response,
  negotiationId: number,
  values: FormValues,
): Promise<string | null> {
  if (textIn(values, 'reworks') === '') return null;
  const proposal = await findProposal(database.read, negotiationId, numberIn(values, 'reworks') || 0);
  if (!proposal || !mayRework(proposal, editorOf(response).userId)) return null;
  const decision = decisionOf(proposal);
  return decision && listed([decision.text, decision.reason], ' ');
}

import type { FieldProblem } from '../errors.js';
import type { Sequence } from '../identifiers.js';
import { isolating } from '../isolation.js';
import type { NewStance } from '../log/new-stance.js';
import type { NewUpdate, SourceChoice } from '../log/update.js';
import { lengthProblem } from '../structure/new-source.js';

/** The state of a proposal; one that nobody has decided is waiting. */
export const proposalStates = [
  { value: 'waiting', label: 'Waiting for an editor' },
  { value: 'published', label: 'Published' },
  { value: 'declined', label: 'Declined' },
  { value: 'sent_back', label: 'Sent back to be reworked' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const;

export type ProposalState = (typeof proposalStates)[number]['value'];

/** A proposed update: everything except the key of the form that publishes it. */
export type ProposedUpdate = Omit<NewUpdate, 'idempotencyKey' | 'typed' | 'articleText'> & {
  /** A party, demand, topic or speaker that is missing here, in words: the reviewer makes it. Absent for nothing. */
  readonly missing?: string;
};

/** A proposed correction: the new words of a record, and why they are right. */
export interface ProposedCorrection {
  /** The version of the record that its author saw. */
  readonly version: Sequence;
  readonly reason: string;
  readonly sources: readonly SourceChoice[];
  readonly stance: NewStance;
  /** True if it corrects what all records of the joint statement share. */
  readonly isForAll: boolean;
}

/** “Correction: Ukraine on “Ukraine cedes territory””; without a cell if its record is not known. */
export function correctionTitle(cell: string | null): string {
  return cell === null ? 'Correction' : isolating`Correction: ${cell}`;
}

/** What is wrong with the words for what is missing; null if nothing. */
export function missingProblem(missing: string | null): FieldProblem | null {
  return lengthProblem('missing', missing, 500);
}

/** Without those of parties and demands that are not chosen, which a proposal may name in words instead. */
export function withoutUnchosen(problems: readonly FieldProblem[], { stances }: NewUpdate): FieldProblem[] {
  return problems.filter(({ field }) => {
    const [, index, name] = /^stances\.(\d+)\.(party|demand)$/.exec(field) ?? [];
    return !name || !Number.isNaN(stances[Number(index)]?.[name as 'party' | 'demand']);
  });
}

/** An update or a correction that somebody has proposed, and what has become of it. */
export type Proposal = UpdateProposal | CorrectionProposal;

export interface UpdateProposal extends ProposalFrame {
  readonly record: null;
  readonly update: ProposedUpdate;
}

export interface CorrectionProposal extends ProposalFrame {
  /** The record that it corrects. */
  readonly record: Sequence;
  readonly correction: ProposedCorrection;
}

interface ProposalFrame {
  readonly id: number;
  readonly negotiationId: number;
  /** RFC 3339, UTC. */
  readonly proposedAt: string;
  readonly proposer: Proposer;
  readonly state: ProposalState;
  readonly decidedAt: string | null;
  /** Why it was declined or sent back; otherwise null. */
  readonly reason: string | null;
  /** The update as which it was published; otherwise null. */
  readonly updateId: number | null;
  /** The entry as which a correction was published; otherwise null. */
  readonly entry: Sequence | null;
  /** The proposal of the same author that this one reworks; null for none. */
  readonly reworks: number | null;
}

/** Who proposed it. Colleagues see the sign-in name, readers only the public name. */
export interface Proposer {
  readonly id: number;
  readonly signInName: string;
  readonly publicName: string | null;
}

/** True if its author can rework it and send it again. */
export function mayRework(
  { state, proposer }: Pick<Proposal, 'state' | 'proposer'>,
  author: number | null,
): boolean {
  return proposer.id === author && state !== 'waiting' && state !== 'published';
}

/** Why this person cannot decide on the proposal; null if they can. */
export function reviewRefusal({ state, proposer }: Proposal, reviewer: number | null): string | null {
  if (state === 'published') return 'This proposal is published already.';
  if (state === 'declined') return 'This proposal was declined already.';
  if (state === 'sent_back') return 'This proposal was sent back already.';
  if (state === 'withdrawn') return 'Whoever proposed this has withdrawn it.';
  if (proposer.id === reviewer) return 'Somebody else has to review what you proposed.';
  return null;
}

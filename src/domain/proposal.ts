import type { NewUpdate } from './update.js';

/** What can become of a proposal; one without an outcome waits. */
export const proposalStates = [
  { value: 'waiting', label: 'Waiting for an editor' },
  { value: 'published', label: 'Published' },
  { value: 'declined', label: 'Declined' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const;

export type ProposalState = (typeof proposalStates)[number]['value'];

/** A proposed update: everything but the key of the form that publishes it. */
export type ProposedUpdate = Omit<NewUpdate, 'idempotencyKey' | 'typed'>;

export interface Proposal {
  readonly id: number;
  readonly negotiationId: number;
  readonly update: ProposedUpdate;
  /** RFC 3339, UTC. */
  readonly proposedAt: string;
  readonly proposer: Proposer;
  readonly state: ProposalState;
  readonly decidedAt: string | null;
  /** Why it was declined; else null. */
  readonly reason: string | null;
  /** The update as which it was published; else null. */
  readonly updateId: number | null;
}

/** Who proposed it: for colleagues under the sign-in name, for readers under the public one alone. */
export interface Proposer {
  readonly id: number;
  readonly signInName: string;
  readonly publicName: string | null;
}

/** Why this person cannot decide about the proposal; null if nothing stands in the way. */
export function reviewRefusal({ state, proposer }: Proposal, reviewer: number | null): string | null {
  if (state === 'published') return 'This proposal is published already.';
  if (state === 'declined') return 'This proposal was declined already.';
  if (state === 'withdrawn') return 'Whoever proposed this has withdrawn it.';
  if (proposer.id === reviewer) return 'Somebody else has to review what you proposed.';
  return null;
}

import type { Proposal, ProposedUpdate } from '../../domain/desk/proposal.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { Prisma } from '../generated/client.js';

const inFull = {
  user: { select: { id: true, signInName: true, publicName: true } },
  decision: true,
} satisfies Prisma.ProposalInclude;

type ProposalRow = Prisma.ProposalGetPayload<{ include: typeof inFull }>;

export interface NewProposal {
  readonly negotiationId: number;
  readonly userId: number;
  readonly proposedAt: Date;
  readonly update: ProposedUpdate;
  readonly idempotencyKey: string;
}

export async function insertProposal(tx: Transaction, { update, ...columns }: NewProposal): Promise<number> {
  const contents = update as unknown as Prisma.InputJsonObject;
  return (await tx.proposal.create({ data: { ...columns, contents } })).id;
}

/** The proposal that was made under an idempotency key; null if there is none. */
export async function findProposalByKey(
  read: Reader | Transaction,
  idempotencyKey: string,
): Promise<{ readonly id: number; readonly userId: number } | null> {
  return read.proposal.findUnique({ where: { idempotencyKey }, select: { id: true, userId: true } });
}

/** Which proposals: of one person (null: everybody), before one of them (null: none), at most `most`. */
export interface ProposalRange {
  readonly userId: number | null;
  readonly before: number | null;
  readonly most: number;
}

/** A negotiation’s proposals, newest first. */
export async function listProposals(
  read: Reader,
  negotiationId: number,
  { userId, before, most }: ProposalRange,
): Promise<Proposal[]> {
  const rows = await read.proposal.findMany({
    where: {
      negotiationId,
      ...(userId !== null && { userId }),
      ...(before !== null && { id: { lt: before } }),
    },
    include: inFull,
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map(proposalOf);
}

export async function findProposal(
  read: Reader | Transaction,
  negotiationId: number,
  id: number,
): Promise<Proposal | null> {
  const row = await read.proposal.findFirst({ where: { id, negotiationId }, include: inFull });
  return row && proposalOf(row);
}

export async function countWaiting(
  read: Reader,
  negotiationId: number,
  userId: number | null,
): Promise<number> {
  const where = { negotiationId, decision: null, ...(userId !== null && { userId }) };
  return read.proposal.count({ where });
}

/** In all negotiations. */
export async function countWaitingOf(tx: Transaction, userId: number): Promise<number> {
  return tx.proposal.count({ where: { userId, decision: null } });
}

export interface NewDecision {
  readonly proposalId: number;
  readonly outcome: 'published' | 'declined' | 'withdrawn';
  readonly decidedAt: Date;
  readonly userId: number;
  readonly reason: string | null;
  readonly updateId: number | null;
}

export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<void> {
  await tx.proposalDecision.create({ data: decision });
}

function proposalOf({ decision, user, contents, ...row }: ProposalRow): Proposal {
  return {
    id: row.id,
    negotiationId: row.negotiationId,
    update: contents as unknown as ProposedUpdate,
    proposedAt: row.proposedAt.toISOString(),
    proposer: user,
    state: decision?.outcome ?? 'waiting',
    decidedAt: decision?.decidedAt.toISOString() ?? null,
    reason: decision?.reason ?? null,
    updateId: decision?.updateId ?? null,
  };
}

import { cellWords } from '../../domain/cells/wording.js';
import {
  correctionTitle,
  type Proposal,
  type ProposedCorrection,
  type ProposedUpdate,
} from '../../domain/desk/proposal.js';
import type { Sequence } from '../../domain/identifiers.js';
import { stanceFields } from '../../domain/log/stance-fields.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { insertion, plainSql } from '../engine/statements.js';
import type { Prisma } from '../generated/client.js';

const inFull = {
  user: { select: { id: true, signInName: true, publicName: true } },
  decision: true,
} satisfies Prisma.ProposalInclude;

/** A proposal with whoever made it, and what became of it. */
interface ProposalRow {
  readonly id: number;
  readonly negotiationId: number;
  readonly record: Sequence | null;
  readonly contents: unknown;
  readonly proposedAt: Date;
  readonly user: Proposal['proposer'];
  readonly decision: Pick<NewDecision, 'outcome' | 'decidedAt' | 'reason' | 'updateId' | 'sequence'> | null;
}

/** The same in one row; `contents` is text in a database without a type for it. */
type PlainProposalRow = Omit<ProposalRow, 'user' | 'decision'> &
  Omit<Proposal['proposer'], 'id'> & {
    readonly userId: number;
    readonly outcome: NewDecision['outcome'] | null;
    readonly decidedAt: Date | null;
    readonly reason: string | null;
    readonly updateId: number | null;
    readonly sequence: Sequence | null;
  };

export interface NewProposal {
  readonly negotiationId: number;
  readonly userId: number;
  readonly proposedAt: Date;
  /** The record that it corrects; null for an update. */
  readonly record: Sequence | null;
  readonly contents: (ProposedUpdate | ProposedCorrection) & {
    /** The proposal of the same author that this one reworks. */
    readonly reworks?: number;
  };
  readonly idempotencyKey: string;
}

export async function insertProposal(
  tx: Transaction,
  { contents, ...columns }: NewProposal,
): Promise<number> {
  // What is not chosen is no number, and null as JSON.
  const json = JSON.parse(JSON.stringify(contents)) as Prisma.InputJsonObject;
  return (await tx.proposal.create({ data: { ...columns, contents: json } })).id;
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
  const sql = `SELECT proposals.id, negotiation_id AS negotiationId, record, contents, proposed_at AS proposedAt,
      users.id AS userId, sign_in_name AS signInName, public_name AS publicName,
      outcome, decided_at AS decidedAt, reason, update_id AS updateId, sequence
    FROM proposals
    JOIN users ON users.id = proposals.user_id
    LEFT JOIN proposal_decisions ON proposal_id = proposals.id
    WHERE proposals.id = ? AND negotiation_id = ?`;
  const row = await plainSql(read).row<PlainProposalRow>(sql, [id, negotiationId]);
  if (!row) return null;
  const {
    userId,
    signInName,
    publicName,
    outcome,
    decidedAt,
    reason,
    updateId,
    sequence,
    contents,
    ...proposal
  } = row;
  return proposalOf({
    ...proposal,
    contents: typeof contents === 'string' ? (JSON.parse(contents) as unknown) : contents,
    user: { id: userId, signInName, publicName },
    decision: outcome && { outcome, decidedAt: decidedAt as Date, reason, updateId, sequence },
  });
}

/** How many wait in a negotiation. */
export async function countWaiting(read: Reader, negotiationId: number): Promise<number> {
  return read.proposal.count({ where: { negotiationId, decision: null } });
}

/** A proposal as the desk lists it, with its negotiation. */
export interface ListedProposal {
  readonly id: number;
  /** Its headline, or what it corrects: “Correction: Ukraine on “…””. */
  readonly title: string;
  /** The record that it corrects; null of an update. */
  readonly record: Sequence | null;
  readonly slug: string;
  readonly negotiation: string;
  readonly proposer: string;
  /** RFC 3339, UTC. */
  readonly proposedAt: string;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

/** The proposals of others that wait, in all negotiations, the one that has waited longest first. */
export function listWaiting(read: Reader, userId: number, most: number): Promise<ListedProposal[]> {
  return proposalsWhere(read, 'p.user_id <> ? AND d.proposal_id IS NULL ORDER BY p.id LIMIT ?', [
    userId,
    most,
  ]);
}

/** Those of a person that were sent back and have not been reworked since, in all negotiations, newest first. */
export function listSentBack(read: Reader, userId: number, most: number): Promise<ListedProposal[]> {
  return proposalsWhere(
    read,
    `p.user_id = ? AND d.outcome = 'sent_back' AND NOT EXISTS (
      SELECT 1 FROM proposals later WHERE later.user_id = p.user_id AND later.id > p.id
        AND later.contents ->> 'reworks' = CAST(p.id AS TEXT))
    ORDER BY d.decided_at DESC, p.id DESC LIMIT ?`,
    [userId, most],
  );
}

/** The proposal by which another was taken up again, and what has become of it. */
export interface Reworking {
  readonly id: number;
  readonly outcome: NewDecision['outcome'] | null;
  readonly updateId: number | null;
}

/** The newest reworking of each of these proposals that has one. */
export async function reworkingsOf(
  read: Reader,
  proposals: readonly number[],
): Promise<ReadonlyMap<number, Reworking>> {
  const rows = await inLists(proposals, (list) =>
    plainSql(read).rows<Reworking & { readonly of: number }>(
      `SELECT p.id AS of, later.id, d.outcome, d.update_id AS updateId
      FROM proposals p JOIN proposals later ON later.user_id = p.user_id AND later.id > p.id
        AND later.contents ->> 'reworks' = CAST(p.id AS TEXT)
      LEFT JOIN proposal_decisions d ON d.proposal_id = later.id
      WHERE p.id IN (${list.map(() => '?').join(', ')}) ORDER BY later.id`,
      list,
    ),
  );
  return new Map(rows.map(({ of, ...reworking }) => [of, reworking]));
}

async function proposalsWhere(
  read: Reader,
  condition: string,
  values: readonly number[],
): Promise<ListedProposal[]> {
  // Of contents, which may be half a megabyte each, only the headline is read.
  const sql = `SELECT p.id, p.record, p.contents ->> 'headline' AS headline, n.slug, n.name AS negotiation,
      u.sign_in_name AS signInName, u.public_name AS publicName, p.proposed_at AS proposedAt,
      d.decided_at AS decidedAt, d.reason, y.name AS party, c.proposition AS demand
    FROM proposals p JOIN negotiations n ON n.id = p.negotiation_id JOIN users u ON u.id = p.user_id
    LEFT JOIN proposal_decisions d ON d.proposal_id = p.id
    LEFT JOIN stances s ON s.sequence = p.record
    LEFT JOIN parties y ON y.id = s.party_id LEFT JOIN demands c ON c.id = s.demand_id
    WHERE ${condition}`;
  const rows = await plainSql(read).rows<ListedRow>(sql, values);
  return rows.map(({ headline, party, demand, signInName, publicName, proposedAt, decidedAt, ...row }) => ({
    ...row,
    title: row.record === null ? (headline ?? '') : correctionTitle(cellWords(party ?? '', demand ?? '')),
    proposer: publicName ?? signInName,
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }));
}

interface ListedRow
  extends Pick<ListedProposal, 'id' | 'record' | 'slug' | 'negotiation' | 'reason'>,
    Omit<Proposal['proposer'], 'id'> {
  readonly headline: string | null;
  readonly party: string | null;
  readonly demand: string | null;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
}

/** How many wait in each negotiation: of one person, and of everybody else. */
export async function countWaitingByNegotiation(
  read: Reader,
  userId: number,
): Promise<
  { readonly slug: string; readonly name: string; readonly ofOne: number; readonly ofOthers: number }[]
> {
  const sql = `SELECT n.slug, n.name, COUNT(CASE WHEN p.user_id = ? THEN 1 END) AS ofOne,
      COUNT(CASE WHEN p.user_id <> ? THEN 1 END) AS ofOthers
    FROM proposals p JOIN negotiations n ON n.id = p.negotiation_id
    LEFT JOIN proposal_decisions d ON d.proposal_id = p.id
    WHERE d.proposal_id IS NULL GROUP BY n.id, n.slug, n.name ORDER BY n.id`;
  const rows = await plainSql(read).rows<{ slug: string; name: string; ofOne: number; ofOthers: number }>(
    sql,
    [userId, userId],
  );
  return rows.map(({ ofOne, ofOthers, ...row }) => ({
    ...row,
    ofOne: Number(ofOne),
    ofOthers: Number(ofOthers),
  }));
}

/** How many of one person wait, in all negotiations. */
export async function countWaitingOf(tx: Transaction, userId: number): Promise<number> {
  return tx.proposal.count({ where: { userId, decision: null } });
}

export interface NewDecision {
  readonly proposalId: number;
  readonly outcome: 'published' | 'declined' | 'sent_back' | 'withdrawn';
  readonly decidedAt: Date;
  readonly userId: number;
  readonly reason: string | null;
  /** The update that was published from it. */
  readonly updateId: number | null;
  /** The correction that was published from it. */
  readonly sequence: Sequence | null;
}

/** Inserts the decision, unless there is one already: false then. */
export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<boolean> {
  const { sql, values } = insertion('proposal_decisions', { ...decision });
  return (await plainSql(tx).run(`${sql} ON CONFLICT (proposal_id) DO NOTHING`, values)) > 0;
}

/** A field that was added after the proposal was made is empty in it. */
function updateOf(update: ProposedUpdate): ProposedUpdate {
  return { ...update, stances: update.stances.map((stance) => ({ ...nothingSaid, ...stance })) };
}

function correctionOf(correction: ProposedCorrection): ProposedCorrection {
  return { ...correction, stance: { ...nothingSaid, ...correction.stance } };
}

function reworksIn(contents: unknown): number | null {
  return (contents as NewProposal['contents']).reworks ?? null;
}

const nothingSaid = Object.fromEntries(stanceFields.map(({ name }) => [name, null]));

function proposalOf({ decision, user, contents, record, ...row }: ProposalRow): Proposal {
  const frame = {
    id: row.id,
    negotiationId: row.negotiationId,
    proposedAt: row.proposedAt.toISOString(),
    proposer: user,
    state: decision?.outcome ?? ('waiting' as const),
    decidedAt: decision?.decidedAt.toISOString() ?? null,
    reason: decision?.reason ?? null,
    updateId: decision?.updateId ?? null,
    entry: decision?.sequence ?? null,
    reworks: reworksIn(contents),
  };
  return record === null
    ? { ...frame, record, update: updateOf(contents as ProposedUpdate) }
    : { ...frame, record, correction: correctionOf(contents as ProposedCorrection) };
}

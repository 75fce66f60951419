import type { SlugUse } from '../../domain/structure/structure-rules.js';
import type { Reader, Transaction } from '../engine/database.js';

/**
 * What has an address of its own. Slugs of parties and negotiations are unique overall, others within a negotiation.
 */
export type SluggedNoun = 'negotiation' | 'party' | 'demand' | 'topic' | 'question';

export interface SlugScope {
  readonly noun: SluggedNoun;
  /** The negotiation's id; 0 for what all negotiations share. */
  readonly scope: number;
}

/** The id of whatever once had the slug; null if nothing had. */
export async function findBySlugHistory(
  read: Reader | Transaction,
  { noun, scope }: SlugScope,
  slug: string,
): Promise<number | null> {
  const row = await read.slugHistory.findUnique({ where: { noun_scope_slug: { noun, scope, slug } } });
  return row?.targetId ?? null;
}

/** The id of whatever has the slug now; null if nothing has. */
export async function findBySlug(
  read: Reader | Transaction,
  { noun, scope }: SlugScope,
  slug: string,
): Promise<number | null> {
  const row = await present[noun](read, scope, slug);
  return row?.id ?? null;
}

const select = { id: true } as const;

const present: {
  [Noun in SluggedNoun]: (
    read: Reader | Transaction,
    scope: number,
    slug: string,
  ) => Promise<{ id: number } | null>;
} = {
  negotiation: (read, _, slug) => read.negotiation.findUnique({ where: { slug }, select }),
  party: (read, _, slug) => read.party.findUnique({ where: { slug }, select }),
  demand: (read, negotiationId, slug) =>
    read.demand.findUnique({ where: { negotiationId_slug: { negotiationId, slug } }, select }),
  topic: (read, negotiationId, slug) =>
    read.topic.findUnique({ where: { negotiationId_slug: { negotiationId, slug } }, select }),
  question: (read, negotiationId, slug) =>
    read.question.findUnique({ where: { negotiationId_slug: { negotiationId, slug } }, select }),
};

/** The present slug of whatever once had this one; null if nothing had. */
export async function presentSlug(
  read: Reader,
  slugScope: SlugScope,
  oldSlug: string,
): Promise<string | null> {
  const id = await findBySlugHistory(read, slugScope, oldSlug);
  if (id === null) return null;
  const where = { where: { id }, select: { slug: true } };
  const row = await {
    negotiation: () => read.negotiation.findUnique(where),
    party: () => read.party.findUnique(where),
    demand: () => read.demand.findUnique(where),
    topic: () => read.topic.findUnique(where),
    question: () => read.question.findUnique(where),
  }[slugScope.noun]();
  return row?.slug ?? null;
}

/**
 * Whether the slug can be given to something; `id` is that thing, which may keep it or take it back (null: something
 * new).
 */
export async function slugUse(
  read: Reader | Transaction,
  slugScope: SlugScope,
  slug: string,
  id: number | null,
): Promise<SlugUse> {
  const holder = await findBySlug(read, slugScope, slug);
  if (holder !== null) return holder === id ? 'free' : 'taken';
  const former = await findBySlugHistory(read, slugScope, slug);
  return former === null || former === id ? 'free' : 'formerly_taken';
}

/** From now on the old slug redirects to whatever had it. */
export async function recordOldSlug(
  tx: Transaction,
  { noun, scope }: SlugScope,
  renamed: { readonly id: number; readonly from: string; readonly to: string },
  changedAt: Date,
): Promise<void> {
  if (renamed.from === renamed.to) return;
  const row = { noun, scope, slug: renamed.from, targetId: renamed.id, changedAt };
  const where = { noun_scope_slug: { noun, scope, slug: renamed.from } };
  await tx.slugHistory.upsert({ where, create: row, update: {} });
}

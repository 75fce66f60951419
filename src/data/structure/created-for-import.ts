import type { Sequence } from '../../domain/identifiers.js';
import type { Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import type { Closable } from './closing.js';

/** What an import can create; each before what it belongs to. */
const nouns = ['speaker', 'demand', 'topic', 'party'] as const;

export type ImportedNoun = (typeof nouns)[number];

export type CreatedForImport = Closable & { readonly noun: ImportedNoun };

/** How the audit entry of a creation tells that an import asked for it. */
export function forImport(importId: number | undefined): { readonly import?: number } {
  return importId === undefined ? {} : { import: importId };
}

/** What was created for the import that an update published; nothing if the update is no import. */
export async function createdForImport(
  tx: Transaction,
  { negotiationId, updateId }: { readonly negotiationId: number; readonly updateId: number },
): Promise<CreatedForImport[]> {
  const found = await tx.import.findFirst({ where: { negotiationId, updateId }, select: { id: true } });
  if (!found) return [];
  const made = await tx.auditEntry.findMany({
    where: { negotiationId, action: { in: nouns.map((noun) => `create_${noun}`) } },
    select: { subject: true, subjectId: true, details: true },
    orderBy: { id: 'asc' },
  });
  const own = made.filter(({ details }) => (details as { import?: unknown }).import === found.id);
  return nouns.flatMap((noun) =>
    own
      .filter(({ subject }) => subject === noun)
      .map(({ subjectId }) => ({ noun, negotiationId, id: Number(subjectId) })),
  );
}

/** The records of which some version, or a denial, names it. */
const naming: Readonly<Record<Exclude<ImportedNoun, 'topic'>, string>> = {
  speaker: `SELECT e.record FROM entries e JOIN stances s ON s.sequence = e.sequence WHERE s.speaker_id = ?
    UNION SELECT e.record FROM entries e JOIN denials d ON d.sequence = e.sequence WHERE d.speaker_id = ?`,
  demand: `SELECT e.record FROM entries e JOIN stances s ON s.sequence = e.sequence WHERE s.demand_id = ?`,
  party: `SELECT e.record FROM entries e JOIN stances s ON s.sequence = e.sequence WHERE s.party_id = ?
    UNION SELECT e.record FROM entries e JOIN stances s ON s.sequence = e.sequence WHERE s.account_by_id = ?`,
};

/** Topics have no records of their own. */
export async function recordsNaming(
  tx: Transaction,
  { noun, id }: { readonly noun: ImportedNoun; readonly id: number },
): Promise<Sequence[]> {
  if (noun === 'topic') return [];
  const sql = naming[noun];
  const rows = await plainSql(tx).rows<{ record: Sequence }>(
    sql,
    sql
      .split('?')
      .slice(1)
      .map(() => id),
  );
  return rows.map(({ record }) => record);
}

/** Those of them that were last closed together with an update that was taken back. */
export async function closedWithUpdate(
  tx: Transaction,
  created: readonly CreatedForImport[],
  { negotiationId, updateId }: { readonly negotiationId: number; readonly updateId: number },
): Promise<CreatedForImport[]> {
  const acts = await tx.auditEntry.findMany({
    where: { negotiationId, action: { in: ['close_structure', 'reopen_structure'] } },
    select: { subject: true, subjectId: true, action: true, details: true },
    orderBy: { id: 'asc' },
  });
  const last = new Map(acts.map((act) => [`${act.subject} ${act.subjectId}`, act]));
  return created.filter(({ noun, id }) => {
    const act = last.get(`${noun} ${id}`);
    return act?.action === 'close_structure' && (act.details as { update?: unknown }).update === updateId;
  });
}

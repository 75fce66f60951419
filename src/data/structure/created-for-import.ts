import type { Sequence } from '../../domain/identifiers.js';
import { type NamedConditions, slugsIn } from '../../domain/log/named-condition.js';
import { ownTable, type OwnTableName, ownTableNames } from '../../domain/log/own-publications.js';
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

/** In which columns a stance, a denial or what is published by itself names it. */
const columnsNaming: Readonly<Record<ImportedNoun, readonly string[]>> = {
  speaker: ['speaker_id'],
  demand: ['demand_id'],
  topic: ['topic_id'],
  party: ['party_id', 'account_by_id', 'about_id'],
};

/** Such columns of the versions of records. */
const columnsOfEntries = {
  stances: ['party_id', 'demand_id', 'account_by_id', 'speaker_id'],
  denials: ['speaker_id'],
} as const;

/** What tells how a thing itself is, and not that anything else needs it. */
const isAboutItself: readonly OwnTableName[] = ['closings', 'clarifications'];

/** The records of which some version, or a denial, names it, and the numbers of what is published by itself and does. */
export async function numbersNaming(
  tx: Transaction,
  { noun, id }: { readonly noun: ImportedNoun; readonly id: number },
): Promise<Sequence[]> {
  const named = (columns: readonly string[]) => columns.filter((each) => columnsNaming[noun].includes(each));
  const ofEntries = Object.entries(columnsOfEntries).flatMap(([table, columns]) =>
    named(columns).map(
      (column) =>
        `SELECT e.record AS number FROM entries e JOIN ${table} s ON s.sequence = e.sequence WHERE s.${column} = ?`,
    ),
  );
  const ofOwn = ownTableNames
    .filter((table) => !isAboutItself.includes(table))
    .flatMap((table) =>
      named([...ownTable(table).columns, ...ownTable(table).later]).map(
        (column) => `SELECT sequence FROM ${table} WHERE ${column} = ?`,
      ),
    );
  const selects = [...ofEntries, ...ofOwn];
  const rows = await plainSql(tx).rows<{ number: Sequence }>(
    selects.join(' UNION '),
    selects.map(() => id),
  );
  return rows.map(({ number }) => number);
}

/** The records of which some version has other demands as conditions, and which: by the ends of their addresses. */
export async function recordsWithNamedConditions(
  tx: Transaction,
  negotiationId: number,
): Promise<{ readonly record: Sequence; readonly slugs: readonly string[] }[]> {
  const rows = await plainSql(tx).rows<NamedConditions & { readonly record: Sequence }>(
    `SELECT e.record, s.agreed_first AS agreedFirst, s.dropped_first AS droppedFirst
      FROM stances s JOIN entries e ON e.sequence = s.sequence
      WHERE e.negotiation_id = ? AND (s.agreed_first IS NOT NULL OR s.dropped_first IS NOT NULL)`,
    [negotiationId],
  );
  return rows.map(({ record, agreedFirst, droppedFirst }) => ({
    record,
    slugs: [...slugsIn(agreedFirst), ...slugsIn(droppedFirst)],
  }));
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

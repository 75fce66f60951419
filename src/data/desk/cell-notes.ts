import type { CellOf } from '../../domain/cells/cell-conflict.js';
import type { CellNote } from '../../domain/desk/cell-note.js';
import type { Reader, Transaction } from '../engine/database.js';

const withAuthor = { user: { select: { id: true, signInName: true } } } as const;

interface NoteRow {
  readonly id: number;
  readonly text: string;
  readonly writtenAt: Date;
  readonly user: CellNote['author'];
}

/** The notes on a cell that have not been withdrawn, newest first. */
export async function listNotes(
  read: Reader,
  negotiationId: number,
  { party, demand }: CellOf,
): Promise<CellNote[]> {
  const rows = await read.cellNote.findMany({
    where: { negotiationId, partyId: party, demandId: demand, withdrawal: null },
    include: withAuthor,
    orderBy: { id: 'desc' },
  });
  return rows.map(noteOf);
}

/** A note that has not been withdrawn, with its cell; null if there is none. */
export async function findNote(
  read: Reader | Transaction,
  negotiationId: number,
  id: number,
): Promise<(CellNote & { readonly cell: CellOf }) | null> {
  const where = { id, negotiationId, withdrawal: null };
  const row = await read.cellNote.findFirst({ where, include: withAuthor });
  return row && { ...noteOf(row), cell: { party: row.partyId, demand: row.demandId } };
}

export async function insertNote(
  tx: Transaction,
  note: {
    readonly negotiationId: number;
    readonly cell: CellOf;
    readonly userId: number;
    readonly text: string;
    readonly writtenAt: Date;
  },
): Promise<number> {
  const { cell, ...columns } = note;
  const row = { ...columns, partyId: cell.party, demandId: cell.demand };
  return (await tx.cellNote.create({ data: row })).id;
}

export async function insertNoteWithdrawal(
  tx: Transaction,
  withdrawal: { readonly noteId: number; readonly userId: number; readonly withdrawnAt: Date },
): Promise<void> {
  await tx.cellNoteWithdrawal.create({ data: withdrawal });
}

function noteOf({ id, text, writtenAt, user }: NoteRow): CellNote {
  return { id, text, writtenAt: writtenAt.toISOString(), author: user };
}

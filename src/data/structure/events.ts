import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
import type { Event } from '../../domain/structure/negotiation.js';
import type { EdtfDate } from '../../domain/when.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** A negotiation's events recorded up to a sequence number, oldest first. */
export async function listEvents(read: Reader, negotiationId: number, known: Sequence): Promise<Event[]> {
  const rows = await read.event.findMany({
    where: { negotiationId, createdSequence: { lte: known } },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, date, description, createdSequence }) => ({
    id,
    name,
    date,
    description,
    createdSequence,
  }));
}

/** The fields of an event that an editor fills in. */
export interface EventFields {
  readonly name: string;
  readonly date: EdtfDate;
  readonly description: string;
}

export async function insertEvent(
  tx: Transaction,
  negotiationId: number,
  fields: EventFields,
  createdSequence: Sequence,
): Promise<number> {
  const [row] = await plainSql(tx).publish('events', [{ ...fields, negotiationId, createdSequence }]);
  return Number(row?.id);
}

export async function updateEvent(tx: Transaction, id: number, fields: EventFields): Promise<void> {
  await tx.event.update({ where: { id }, data: fields });
}

/** All events of the negotiation as they are now. */
export async function presentEvents(read: Reader | Transaction, negotiationId: number): Promise<Event[]> {
  return listEvents(read, negotiationId, greatestSequence);
}

import type { Sequence } from '../../domain/identifiers.js';
import type { NegotiationFields } from '../../domain/structure/structure-fields.js';
import type { Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

export async function insertNegotiation(
  tx: Transaction,
  fields: NegotiationFields,
  createdSequence: Sequence,
): Promise<number> {
  const [row] = await plainSql(tx).publish('negotiations', [{ ...fields, createdSequence }]);
  return Number(row?.id);
}

export async function updateNegotiation(
  tx: Transaction,
  id: number,
  fields: NegotiationFields,
): Promise<void> {
  await tx.negotiation.update({ where: { id }, data: fields });
}

import type { TopicFields } from '../../domain/structure/structure-fields.js';
import type { Transaction } from '../engine/database.js';

export async function insertTopic(
  tx: Transaction,
  negotiationId: number,
  fields: TopicFields,
): Promise<number> {
  const row = await tx.topic.create({ data: { negotiationId, ...fields } });
  return row.id;
}

export async function updateTopic(tx: Transaction, id: number, fields: TopicFields): Promise<void> {
  await tx.topic.update({ where: { id }, data: fields });
}

import { randomBytes } from 'node:crypto';
import type { Reader, Transaction } from './reader.js';
import { plainSql } from './statements.js';

/** Which database this is; see the model in the schema. */
export interface Instance {
  /** A UUID, made once; a backup restored elsewhere keeps it. */
  readonly uuid: string;
  /** Sixteen hexadecimal digits, new after each restore. */
  readonly life: string;
}

export async function readInstance(read: Reader): Promise<Instance> {
  const instance = await plainSql(read).row<Instance>('SELECT uuid, life FROM instance WHERE id = 1');
  if (!instance) throw new Error('The database does not say which one it is.');
  return instance;
}

/** After a restore, what readers have cached from the life before has other contents under the same numbers. */
export async function beginLife(tx: Transaction): Promise<void> {
  await tx.instance.update({ where: { id: 1 }, data: { life: randomBytes(8).toString('hex') } });
}

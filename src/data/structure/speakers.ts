import type { Speaker } from '../../domain/structure/negotiation.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';

/** The speakers of the given parties, by party and name. */
export async function listSpeakers(
  read: Reader | Transaction,
  parties: readonly number[],
): Promise<Speaker[]> {
  const inOrder = [...parties].sort((a, b) => a - b);
  const rows = await inLists(inOrder, (list) =>
    read.speaker.findMany({
      where: { partyId: { in: list } },
      orderBy: [{ partyId: 'asc' }, { name: 'asc' }],
    }),
  );
  return rows.map(({ id, partyId, name, role, isClosed }) => ({ id, party: partyId, name, role, isClosed }));
}

export async function findSpeaker(read: Reader | Transaction, id: number): Promise<Speaker | null> {
  const row = await read.speaker.findUnique({ where: { id } });
  return row && { id: row.id, party: row.partyId, name: row.name, role: row.role, isClosed: row.isClosed };
}

export async function insertSpeaker(
  tx: Transaction,
  speaker: Omit<Speaker, 'id' | 'isClosed'>,
): Promise<number> {
  const { party, name, role } = speaker;
  const row = await tx.speaker.create({ data: { partyId: party, name, role } });
  return row.id;
}

/** Changes name or office; stances keep the role that was copied onto them. */
export async function updateSpeaker(
  tx: Transaction,
  id: number,
  fields: Pick<Speaker, 'name' | 'role'>,
): Promise<void> {
  await tx.speaker.update({ where: { id }, data: fields });
}

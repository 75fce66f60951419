import type { Sequence } from '../../domain/identifiers.js';
import { type ExternalIds, idsFrom, listedIds } from '../../domain/structure/external-ids.js';
import type { Party } from '../../domain/structure/negotiation.js';
import type { PartyFields } from '../../domain/structure/structure-fields.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** A party as all negotiations share it. */
export type SharedParty = Pick<Party, 'id' | 'slug' | 'name' | 'shortName' | 'kind' | 'externalIds'>;

type Place = Pick<PartyFields, 'role' | 'order'>;

/** All parties of all negotiations, by name. */
export async function listParties(read: Reader | Transaction): Promise<SharedParty[]> {
  const externalIds = { select: { scheme: true, value: true } } as const;
  const select = { id: true, slug: true, name: true, shortName: true, kind: true, externalIds } as const;
  const rows = await read.party.findMany({ select, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => ({ ...row, externalIds: idsFrom(row.externalIds) }));
}

/** The blocs that have the party as a member, by name. */
export async function blocsOf(read: Reader | Transaction, memberId: number): Promise<string[]> {
  const rows = await read.blocMembership.findMany({
    where: { memberId },
    select: { bloc: { select: { name: true } } },
    orderBy: { bloc: { name: 'asc' } },
  });
  return rows.map(({ bloc }) => bloc.name);
}

export async function insertParty(tx: Transaction, fields: PartyFields): Promise<number> {
  const { name, shortName, slug, kind, members } = fields;
  const row = await tx.party.create({ data: { name, shortName, slug, kind } });
  await insertMembers(tx, row.id, members);
  await insertExternalIds(tx, row.id, fields);
  return row.id;
}

export async function updateParty(tx: Transaction, id: number, fields: PartyFields): Promise<void> {
  const { name, shortName, slug, kind, members } = fields;
  await tx.party.update({ where: { id }, data: { name, shortName, slug, kind } });
  await tx.blocMembership.deleteMany({ where: { blocId: id } });
  await insertMembers(tx, id, members);
  await tx.partyExternalId.deleteMany({ where: { partyId: id } });
  await insertExternalIds(tx, id, fields);
}

/** Gives a party its role and its place in a negotiation. */
export async function insertParticipation(
  tx: Transaction,
  place: Place & { readonly negotiationId: number; readonly partyId: number },
  createdSequence: Sequence,
): Promise<void> {
  const { negotiationId, partyId, role, order } = place;
  const row = { negotiationId, partyId, role, order, createdSequence };
  await plainSql(tx).publish('participations', [row]);
}

export async function updateParticipation(
  tx: Transaction,
  place: Place & { readonly negotiationId: number; readonly partyId: number },
): Promise<void> {
  const { negotiationId, partyId, role, order } = place;
  const where = { negotiationId_partyId: { negotiationId, partyId } };
  await tx.participation.update({ where, data: { role, order } });
}

async function insertExternalIds(tx: Transaction, partyId: number, ids: ExternalIds): Promise<void> {
  for (const { scheme, value } of listedIds(ids))
    await tx.partyExternalId.create({ data: { partyId, scheme, value } });
}

async function insertMembers(tx: Transaction, blocId: number, members: readonly number[]): Promise<void> {
  for (const memberId of new Set(members)) await tx.blocMembership.create({ data: { blocId, memberId } });
}

import type { Sequence } from '../../domain/identifiers.js';
import type { ChangedNeeds } from '../../domain/structure/demand-terms.js';
import type { DemandFields } from '../../domain/structure/structure-fields.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

export async function insertDemand(
  tx: Transaction,
  negotiationId: number,
  fields: DemandFields,
  createdSequence: Sequence,
): Promise<number> {
  const [row] = await plainSql(tx).publish('demands', [
    { negotiationId, ...columnsOf(fields), createdSequence },
  ]);
  const id = Number(row?.id);
  await insertSides(tx, id, fields);
  return id;
}

export async function updateDemand(tx: Transaction, id: number, fields: DemandFields): Promise<void> {
  await tx.demand.update({ where: { id }, data: columnsOf(fields) });
  await tx.demandRaiser.deleteMany({ where: { demandId: id } });
  await tx.demandAddressee.deleteMany({ where: { demandId: id } });
  await tx.demandNeed.deleteMany({ where: { demandId: id } });
  await tx.demandPart.deleteMany({ where: { demandId: id } });
  await insertSides(tx, id, fields);
}

export async function updateNeeds(tx: Transaction, id: number, needs: ChangedNeeds): Promise<void> {
  await tx.demandNeed.deleteMany({ where: { demandId: id } });
  await insertNeeds(tx, id, needs);
}

/** Records that a new demand, created under that number, replaces older ones. */
export async function insertReplacements(
  tx: Transaction,
  demandId: number,
  replaces: readonly number[],
  createdSequence: Sequence,
): Promise<void> {
  for (const replacedId of new Set(replaces))
    await tx.demandReplacement.create({ data: { demandId, replacedId } });
  await tx.demand.updateMany({
    where: { id: { in: [...replaces] }, replacedAfter: null },
    data: { replacedAfter: createdSequence - 1 },
  });
}

/** True from the first stance on: then the proposition is frozen. */
export async function demandHasStances(read: Reader | Transaction, demandId: number): Promise<boolean> {
  return (await read.stance.findFirst({ where: { demandId }, select: { sequence: true } })) !== null;
}

function columnsOf({ topic, slug, proposition, otherAddressees, order, until }: DemandFields) {
  return { topicId: topic, slug, proposition, otherAddressees, order, until };
}

async function insertSides(
  tx: Transaction,
  demandId: number,
  { raisers, addressees, alsoNeeds, needsNot, partOf }: DemandFields,
): Promise<void> {
  for (const partyId of new Set(raisers)) await tx.demandRaiser.create({ data: { demandId, partyId } });
  for (const partyId of new Set(addressees)) await tx.demandAddressee.create({ data: { demandId, partyId } });
  await insertNeeds(tx, demandId, { alsoNeeds, needsNot });
  if (partOf !== null) await tx.demandPart.create({ data: { demandId, wholeId: partOf } });
}

async function insertNeeds(
  tx: Transaction,
  demandId: number,
  { alsoNeeds, needsNot }: ChangedNeeds,
): Promise<void> {
  for (const partyId of new Set(alsoNeeds))
    await tx.demandNeed.create({ data: { demandId, partyId, isNeeded: true } });
  for (const partyId of new Set(needsNot))
    await tx.demandNeed.create({ data: { demandId, partyId, isNeeded: false } });
}

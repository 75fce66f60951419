import { expect, test } from 'vitest';
import { findProposal } from '../../../src/data/desk/proposals.js';
import { createExampleDatabase } from '../../support/database.js';
import { newSource, newStance } from '../../domain/update-builder.js';

test('a field of a stance that is newer than a proposal is empty in it', async () => {
  const { database, remove } = await createExampleDatabase();
  const { agreedFirst: _agreed, declaredPriority: _declared, ...older } = newStance();
  const user = { signInName: 'night-desk', passwordHash: 'x', role: 'contributor' as const };
  const contents = { headline: 'Kyiv answers', sources: [newSource()], stances: [older] };
  const id = await database.write(async (tx) => {
    const { id: userId } = await tx.user.create({ data: { ...user, createdAt: new Date() } });
    const proposed = { negotiationId: 1, userId, proposedAt: new Date(), idempotencyKey: 'old' };
    return (await tx.proposal.create({ data: { ...proposed, contents: contents as object } })).id;
  });
  const found = await findProposal(database.read, 1, id);
  expect(found).toMatchObject({ record: null, update: { stances: [newStance()] } });
  await remove();
});

import { expect, test } from 'vitest';
import { editDemand } from '../../../src/actions/structure/edit-demand.js';
import { findNegotiationById } from '../../../src/data/structure/negotiations.js';
import { fingerprintOf } from '../../../src/actions/structure/edit-rules.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { cleanName } from '../../../src/domain/text.js';
import { fieldsOfDemand } from '../../../src/domain/structure/structure-fields.js';
import { createExampleDatabase } from '../../support/database.js';

test('a frozen wording that was stored before texts were cleaned prevents no edit, and stays as it is', async () => {
  const base = await createExampleDatabase();
  const stored = 'Ukraine\u00A0accepts \u200BRussian control of Crimea';
  const where = { negotiationId_slug: { negotiationId: 1, slug: 'crimea' } };
  const { id } = await base.database.write((tx) =>
    tx.demand.update({ where, data: { proposition: stored } }),
  );
  const negotiation = await findNegotiationById(base.database.read, 1);
  const present = fieldsOfDemand(negotiation?.demands.find((demand) => demand.id === id) as never);
  const fields = { ...present, proposition: cleanName(stored), order: 7 };
  const edit = { negotiationId: 1, id, seen: fingerprintOf(present), fields };
  await editDemand(base.database, theServer, edit, new Date('2025-08-21T09:00:00Z'));
  expect(await base.database.read.demand.findUnique({ where })).toMatchObject({
    proposition: stored,
    order: 7,
  });
  await base.remove();
});

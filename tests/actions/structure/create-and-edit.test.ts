import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastSequence } from '../../../src/data/log/publications.js';
import { fingerprintOf } from '../../../src/actions/structure/edit-rules.js';
import { type Actor, theServer } from '../../../src/domain/people/actor.js';
import { Conflict, InvalidInput, NotFound, NotPermitted } from '../../../src/domain/errors.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure } from '../../support/structure.js';
import { type Acting, cases } from './cases.js';

const editor: Actor = { userId: null, role: 'editor' };
const contributor: Actor = { userId: null, role: 'contributor' };
let base: TestDatabase;
let asAdmin: Acting;

beforeEach(async () => {
  base = await createTestDatabase();
  asAdmin = { database: base.database, actor: theServer, structure: await createStructure(base.database) };
});

afterEach(() => base.remove());

function lastAudit() {
  return base.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

async function standing() {
  const { read } = base.database;
  return [await base.database.stateNumber(), await lastSequence(read), await read.auditEntry.count()];
}

describe.each(cases)('a $word', ({ word, needs, publications, refusedAt, create, edit }) => {
  test('is created with one audit entry and its sequence number, in one transaction', async () => {
    const [state, sequence, audit] = (await standing()) as [number, number, number];
    const { id } = await create(asAdmin, 'sound');
    expect(await standing()).toEqual([state + 1, sequence + publications, audit + 1]);
    const { action, subject, subjectId, details } = await lastAudit();
    expect({ action, subject, subjectId }).toEqual({
      action: `create_${word}`,
      subject: word,
      subjectId: String(id),
    });
    expect(details).toHaveProperty('after');
  });

  test('is not created from what the rules refuse', async () => {
    const before = await standing();
    const refused = create(asAdmin, 'refused');
    await expect(refused).rejects.toThrow(InvalidInput);
    await expect(refused).rejects.toMatchObject({ problems: [{ field: refusedAt }] });
    expect(await standing()).toEqual(before);
  });

  test('cannot be created twice', async () => {
    await create(asAdmin, 'sound');
    await expect(create(asAdmin, 'sound')).rejects.toThrow(InvalidInput);
  });

  test('is edited with one audit entry that says before and after', async () => {
    const { id } = await create(asAdmin, 'sound');
    const [state, sequence, audit] = (await standing()) as [number, number, number];
    await edit(asAdmin, id, 'sound', 'changed', fingerprintOf);
    expect(await standing()).toEqual([state + 1, sequence, audit + 1]);
    const { action, details } = await lastAudit();
    expect(action).toBe(`edit_${word}`);
    const { before, after } = details as { before: object; after: object };
    expect(after).not.toEqual(before);
    await edit(asAdmin, id, 'changed', 'sound', () => fingerprintOf(after));
    expect((await lastAudit()).details).toMatchObject({ before: after, after: before });
  });

  test('is left as it is by an edit that changes nothing', async () => {
    const { id } = await create(asAdmin, 'sound');
    const before = await standing();
    await edit(asAdmin, id, 'sound', 'sound', () => 'seen long ago');
    expect(await standing()).toEqual(before);
  });

  test('is not edited over somebody else’s change', async () => {
    const { id } = await create(asAdmin, 'sound');
    await edit(asAdmin, id, 'sound', 'changed', fingerprintOf);
    const before = await standing();
    await expect(edit(asAdmin, id, 'sound', 'refused', fingerprintOf)).rejects.toThrow(Conflict);
    expect(await standing()).toEqual(before);
  });

  test('is not edited into what the rules refuse', async () => {
    const { id } = await create(asAdmin, 'sound');
    await expect(edit(asAdmin, id, 'sound', 'refused', fingerprintOf)).rejects.toThrow(InvalidInput);
  });

  test('that is not there cannot be edited', async () => {
    await expect(edit(asAdmin, 999, 'sound', 'changed', fingerprintOf)).rejects.toThrow(NotFound);
  });

  test(`takes an editor, and ${needs === 'admin' ? 'an admin' : 'an editor'} to change what another has made`, async () => {
    const { id } = await create({ ...asAdmin, actor: editor }, 'sound');
    const before = await standing();
    await expect(create({ ...asAdmin, actor: contributor }, 'changed')).rejects.toThrow(NotPermitted);
    for (const actor of needs === 'admin' ? [editor, contributor] : [contributor]) {
      const edited = edit({ ...asAdmin, actor }, id, 'sound', 'changed', fingerprintOf);
      await expect(edited).rejects.toThrow(NotPermitted);
    }
    expect(await standing()).toEqual(before);
    if (needs === 'editor') await edit({ ...asAdmin, actor: editor }, id, 'sound', 'changed', fingerprintOf);
  });
});

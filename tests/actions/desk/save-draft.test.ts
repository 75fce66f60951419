import { expect, test } from 'vitest';
import { saveDraft } from '../../../src/actions/desk/save-draft.js';
import { insertSession } from '../../../src/data/people/sessions.js';
import { insertUser } from '../../../src/data/people/users.js';
import { createExampleDatabase } from '../../support/database.js';

const now = new Date('2025-08-15T09:00:00Z');
const megabyte = 1024 * 1024;

test('a form whose draft has no room is refused before anything is kept of it', async () => {
  const { database, remove } = await createExampleDatabase();
  const account = { signInName: 'first', publicName: null, passwordHash: 'none', role: 'editor' } as const;
  const userId = await database.write((tx) => insertUser(tx, { ...account, createdAt: now }));
  const draft = { userId, negotiationId: 1, path: '/', revision: 0, savedAt: now };
  const words = { headline: ['x'.repeat(16 * megabyte)] };
  const session = { tokenHash: 'of the first', userId, createdAt: now };
  await database.write((tx) => insertSession(tx, session));
  const actor = { userId, role: 'editor', sessionHash: session.tokenHash } as const;
  const save = saveDraft(database, actor, { ...draft, key: 'large', fields: words });
  await expect(save).rejects.toThrow('Your drafts would take more than 16 MB together.');
  expect(await database.read.draft.count()).toBe(0);
  await remove();
});

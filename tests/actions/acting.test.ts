import { expect, test } from 'vitest';
import { actAs } from '../../src/actions/acting.js';
import type { Database, Transaction } from '../../src/data/engine/database.js';
import { endAllSessions, insertSession, renewSession } from '../../src/data/people/sessions.js';
import { insertUser, setDeactivated, setRole } from '../../src/data/people/users.js';
import { type Person, theServer } from '../../src/domain/people/actor.js';
import { NotPermitted, SessionEnded } from '../../src/domain/errors.js';
import { createTestDatabase } from '../support/database.js';

const now = new Date('2025-08-15T09:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

async function withAdmin(work: (database: Database, admin: Person) => Promise<void>): Promise<void> {
  const base = await createTestDatabase();
  const account = { signInName: 'chief', publicName: null, passwordHash: 'none', createdAt: now } as const;
  const userId = await base.database.write(async (tx) => {
    const id = await insertUser(tx, { ...account, role: 'admin' });
    await insertSession(tx, { tokenHash: 'of the admin', userId: id, createdAt: now });
    return id;
  });
  await work(base.database, { userId, role: 'admin', sessionHash: 'of the admin' });
  await base.remove();
}

/** The database as it is once somebody else was faster: `change` comes between the request and its transaction. */
function after(database: Database, change: (tx: Transaction) => Promise<unknown>): Database {
  return {
    ...database,
    write: async (fn) => {
      await database.write(change);
      return database.write(fn);
    },
  };
}

test.each<[string, (tx: Transaction, admin: Person) => Promise<unknown>, Date, typeof NotPermitted]>([
  ['deactivated', (tx, { userId }) => setDeactivated(tx, userId, now), now, SessionEnded],
  [
    'signed out, or had the password changed',
    (tx, { userId }) => endAllSessions(tx, userId, now),
    now,
    SessionEnded,
  ],
  ['has confirmed the password elsewhere', renewed, now, SessionEnded],
  ['has not been here for 8 hours', () => Promise.resolve(), later(8), SessionEnded],
  ['made a contributor', (tx, { userId }) => setRole(tx, userId, 'contributor'), now, NotPermitted],
])('nothing is done for an admin who is %s meanwhile', async (_case, change, at, refusal) => {
  await withAdmin(async (database, admin) => {
    let acted = false;
    const act = () => {
      acted = true;
      return Promise.resolve();
    };
    const changed = after(database, (tx) => change(tx, admin));
    await expect(actAs(changed, admin, 'manage_people', at, act)).rejects.toThrow(refusal);
    expect(acted).toBe(false);
  });
});

function renewed(tx: Transaction, { sessionHash }: Person): Promise<void> {
  return renewSession(tx, { tokenHash: sessionHash, newTokenHash: 'another' }, now);
}

test('a session of somebody else, or of nobody, acts for nobody', async () => {
  await withAdmin(async (database, admin) => {
    const act = () => Promise.resolve();
    await expect(actAs(database, { ...admin, userId: 99 }, null, now, act)).rejects.toThrow(SessionEnded);
    await expect(actAs(database, { ...admin, sessionHash: 'x' }, null, now, act)).rejects.toThrow(
      SessionEnded,
    );
  });
});

test('an action is told what its actor is now, not what they were', async () => {
  await withAdmin(async (database, admin) => {
    const changed = after(database, (tx) => setRole(tx, admin.userId, 'editor'));
    expect(await actAs(changed, admin, 'publish', now, (_tx, { role }) => Promise.resolve(role))).toBe(
      'editor',
    );
    expect(await actAs(database, theServer, 'edit_structure', now, () => Promise.resolve('done'))).toBe(
      'done',
    );
  });
});

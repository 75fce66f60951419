import { expect, test } from 'vitest';
import { changePassword } from '../../../src/actions/people/change-password.js';
import { confirmPassword } from '../../../src/actions/people/confirm-password.js';
import { hashOfToken, signIn } from '../../../src/actions/people/sign-in.js';
import type { Database, Transaction } from '../../../src/data/engine/database.js';
import { hashPassword } from '../../../src/data/people/passwords.js';
import { findSession, insertSession } from '../../../src/data/people/sessions.js';
import { insertUser, setDeactivated, setPasswordHash } from '../../../src/data/people/users.js';
import { InvalidInput } from '../../../src/domain/errors.js';
import { createTestDatabase } from '../../support/database.js';

const now = new Date('2025-08-15T09:00:00Z');
const password = 'the harbour at four in the morning';
const signInName = 'night-desk';

async function withEditor(work: (database: Database, userId: number) => Promise<void>): Promise<void> {
  const base = await createTestDatabase();
  const account = { signInName, publicName: null, role: 'editor', createdAt: now } as const;
  const passwordHash = await hashPassword(password);
  const userId = await base.database.write(async (tx) => {
    const id = await insertUser(tx, { ...account, passwordHash });
    await insertSession(tx, { tokenHash: 'present', userId: id, createdAt: now });
    return id;
  });
  await work(base.database, userId);
  await base.remove();
}

/** A database in which `change` happens once: after the password was found right, before anything relies on it. */
function betweenCheckAndUse(database: Database, change: (tx: Transaction) => Promise<void>): Database {
  let writes = 0;
  return {
    ...database,
    write: async (fn) => {
      writes += 1;
      // The first is the attempt, which is counted before the password is tried.
      if (writes === 2) await database.write(change);
      return database.write(fn);
    },
  };
}

const attempt = { signInName, password, address: '192.0.2.1', presentSession: null };

test('no session begins with a password that was changed while it was checked', async () => {
  await withEditor(async (database, userId) => {
    const changed = betweenCheckAndUse(database, (tx) => setPasswordHash(tx, userId, 'another'));
    expect(await signIn(changed, attempt, now)).toEqual({ outcome: 'refused' });
    expect(await database.read.session.count()).toBe(1);
    expect(await database.read.auditEntry.count()).toBe(0);
  });
});

test('no session begins for somebody who was deactivated while the password was checked', async () => {
  await withEditor(async (database, userId) => {
    const changed = betweenCheckAndUse(database, (tx) => setDeactivated(tx, userId, now));
    expect(await signIn(changed, attempt, now)).toEqual({ outcome: 'refused' });
    expect(await database.read.session.count()).toBe(1);
  });
});

test('a password that was changed while it was checked is neither confirmed by the old one nor changed', async () => {
  await withEditor(async (database, userId) => {
    const session = {
      userId,
      role: 'editor',
      signInName,
      sessionHash: 'present',
      address: '192.0.2.1',
    } as const;
    const changed = () => betweenCheckAndUse(database, (tx) => setPasswordHash(tx, userId, 'another'));
    await expect(confirmPassword(changed(), session, { password }, now)).rejects.toThrow(InvalidInput);
    await database.write(async (tx) => setPasswordHash(tx, userId, await hashPassword(password)));
    const passwords = { current: password, password: 'another sentence for the desk' };
    await expect(changePassword(changed(), session, passwords, now)).rejects.toThrow(InvalidInput);
    expect(await database.read.user.findFirstOrThrow()).toMatchObject({ passwordHash: 'another' });
    expect((await findSession(database.read, 'present'))?.endedAt).toBeNull();
  });
});

test('signing in ends the session that the browser had, which is forgotten a week later', async () => {
  await withEditor(async (database) => {
    const first = await signIn(database, { ...attempt, presentSession: 'present' }, now);
    expect((await findSession(database.read, 'present'))?.endedAt).toEqual(now);
    const [day, week] = [24 * 3_600_000, 7 * 24 * 3_600_000];
    await signIn(database, attempt, new Date(now.getTime() + week - day));
    expect(await findSession(database.read, 'present')).not.toBeNull();
    await signIn(database, attempt, new Date(now.getTime() + week + day));
    expect(await findSession(database.read, 'present')).toBeNull();
    expect(
      first.outcome === 'signed_in' && (await findSession(database.read, hashOfToken(first.token))),
    ).toBeNull();
  });
});

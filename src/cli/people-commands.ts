import { createAdmin } from '../actions/people/create-admin.js';
import { endSessions } from '../actions/people/end-sessions.js';
import { setPassword } from '../actions/people/set-password.js';
import { unlockSignIn } from '../actions/people/unlock-sign-in.js';
import { listAllSessions } from '../data/people/sessions.js';
import { listUsers } from '../data/people/users.js';
import { cleanName } from '../domain/text.js';
import { type Command, type Given, withDatabase } from './command.js';
import { askPassword } from './password-prompt.js';

const nameIn = ({ argument }: Given) => cleanName(argument as string);

/** Who can sign in, and who is signed in. Lists have one line per item, with tabs between fields. */
export const peopleCommands: Readonly<Record<string, Command>> = {
  users: {
    argument: null,
    run: ({ databaseUrl }) =>
      withDatabase(databaseUrl, async ({ read }) =>
        linesOf(
          (await listUsers(read)).map(({ signInName, role, isActive, publicName }) => [
            signInName,
            role,
            isActive ? 'active' : 'deactivated',
            publicName ?? '',
          ]),
        ),
      ),
  },
  'create-admin': {
    argument: 'a sign-in name',
    run: (given) =>
      withDatabase(given.databaseUrl, async (database) => {
        const account = { signInName: nameIn(given), publicName: null, password: await askPassword() };
        await createAdmin(database, account, new Date());
        return `“${account.signInName}” can sign in as an admin.`;
      }),
  },
  'set-password': {
    argument: 'a sign-in name',
    run: (given) =>
      withDatabase(given.databaseUrl, async (database) => {
        const input = { signInName: nameIn(given), password: await askPassword() };
        const { count } = await setPassword(database, input, new Date());
        return `“${input.signInName}” has a new password. ${ended(count)}`;
      }),
  },
  unlock: {
    argument: 'a sign-in name',
    run: (given) =>
      withDatabase(given.databaseUrl, async (database) => {
        await unlockSignIn(database, { nameOrAddress: nameIn(given) }, new Date());
        return `“${nameIn(given)}” can try to sign in again.`;
      }),
  },
  sessions: {
    argument: null,
    run: ({ databaseUrl }) =>
      withDatabase(databaseUrl, async ({ read }) =>
        linesOf(
          (await listAllSessions(read, new Date())).map(({ signInName, createdAt, lastSeenAt }) => [
            signInName,
            createdAt.toISOString(),
            lastSeenAt.toISOString(),
          ]),
        ),
      ),
  },
  'end-sessions': {
    argument: 'a sign-in name',
    option: 'everybody',
    run: (given) =>
      withDatabase(given.databaseUrl, async (database) => {
        const signInName = given.everybody ? null : nameIn(given);
        return ended((await endSessions(database, { signInName }, new Date())).count);
      }),
  },
};

function ended(count: number): string {
  return count === 1 ? '1 session has ended.' : `${count} sessions have ended.`;
}

function linesOf(rows: readonly (readonly string[])[]): string | null {
  return rows.length === 0 ? null : rows.map((fields) => fields.map(cleanName).join('\t')).join('\n');
}

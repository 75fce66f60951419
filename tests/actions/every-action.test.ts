import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.js';

/** Not actions, but what several actions share inside their transactions. */
const rules = [
  'src/actions/acting.ts',
  'src/actions/clarifications/clarified.ts',
  'src/actions/outcomes/outcome-act.ts',
  'src/actions/briefings/own-rules.ts',
  'src/actions/briefings/reservation-rules.ts',
  'src/actions/compliance/compliance-rules.ts',
  'src/actions/people/new-accounts.ts',
  'src/actions/people/own-password.ts',
  'src/actions/people/people-rules.ts',
  'src/actions/proposals/proposing.ts',
  'src/actions/desk/reviewable.ts',
  'src/actions/records/entry-turn.ts',
  'src/actions/records/record-versions.ts',
  'src/actions/structure/changeable.ts',
  'src/actions/structure/closing-act.ts',
  'src/actions/structure/edit-rules.ts',
  'src/actions/updates/check-update.ts',
  'src/actions/updates/import-undone.ts',
  'src/actions/updates/source-choices.ts',
  'src/actions/updates/stance-context.ts',
];

/** A person's own housekeeping: it leaves no entry in the audit. */
const housekeeping = /^src\/actions\/(desk\/|people\/note-use)/;

const actions = sourceFiles('src/actions').filter(({ path }) => !rules.includes(path));

/** They have no audit entry of their own: all that they do is done by other actions, in one transaction around them. */
const composedOfActions = /^src\/actions\/(structure\/create-(from-lists|on-the-way)|example-data\/)/;

test('every action records its audit entry inside its own transaction', () => {
  expect(actions.length).toBeGreaterThan(15);
  const silent = actions.filter(({ path, text }) => {
    if (composedOfActions.test(path) || housekeeping.test(path)) return false;
    return !/database\.write\(|actAs\(/.test(text) || !/recordAudit\(tx, \{/.test(text);
  });
  expect(silent.map(({ path }) => path)).toEqual([]);
});

/**
 * Where nobody is signed in: the command line, or a visitor whom a link or a password lets in. What each relies on is
 * read again in its transaction.
 */
const withoutSession: Readonly<Record<string, RegExp>> = {
  'src/actions/people/accept-invitation.ts': /findOpenInvitation\(tx, /,
  'src/actions/people/create-admin.ts': /refuseTakenName\(tx, /,
  'src/actions/people/create-first-admin.ts': /anyUserExists\(tx\)/,
  'src/actions/people/end-sessions.ts': /findUserBySignInName\(tx, /,
  // Whose session it is was read for this request; a session that is over is only noted as used.
  'src/actions/people/note-use.ts': /touchSession\(tx, /,
  'src/actions/people/set-password.ts': /findUserBySignInName\(tx, /,
  'src/actions/people/sign-in.ts': /findUserForSignIn\(tx, [\s\S]*present\.passwordHash !== passwordHash/,
  'src/actions/people/unlock-sign-in.ts': /clearBlock\(tx, /,
};

test('every action of somebody signed in reads session, activity and role again in its transaction', () => {
  const hasty = actions.filter(({ path, text }) => {
    if (composedOfActions.test(path)) return false;
    if (withoutSession[path]) return !withoutSession[path].test(text);
    return /\.write\(|\bactor\.role\b/.test(text) || !/\bactAs\(database, \w+, /.test(text);
  });
  expect(hasty.map(({ path }) => path)).toEqual([]);
});

test('pages write only through actions', () => {
  const writing = sourceFiles('src/web').filter(({ text }) => /\.write\(\(?(?:async )?\(?tx\b/.test(text));
  expect(writing.map(({ path }) => path)).toEqual([]);
});

test('what is composed of actions writes nothing itself', () => {
  const composed = actions.filter(({ path }) => composedOfActions.test(path));
  expect(composed.length).toBeGreaterThan(15);
  const own = /import \{[^}]*\b(insert|update|delete|record|take|set|finish)[A-Z][^}]*\} from '[./]*\/data\//;
  const through = /\.(create|createMany|update|updateMany|delete|deleteMany|upsert|publish)\(/;
  const writing = composed.filter(({ text }) => own.test(text) || through.test(text));
  expect(writing.map(({ path }) => path)).toEqual([]);
});

test('each action has a name of its own in the audit', () => {
  const names = actions.flatMap(({ text }) =>
    [...text.matchAll(/action: '([a-z_]+)'/g)].map(([, name]) => name),
  );
  expect(new Set(names).size).toBe(names.length);
  const silent = actions.filter(({ path }) => housekeeping.test(path) || composedOfActions.test(path));
  expect(names.length).toBeGreaterThanOrEqual(actions.length - silent.length);
});

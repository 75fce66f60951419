import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { tracker as runTracker } from '../support/tracker-command.js';

const password = 'a quiet sentence for the desk';

let application: Application;

beforeEach(async () => {
  application = await startApplication();
  application.time.now = new Date();
});

afterEach(() => application.stop());

const tracker = (options: readonly string[], input = '') => runTracker(application.url, options, input);

function signIn(typed = password) {
  const fields = { signInName: 'chief', password: typed, next: '/people' };
  const visitor = application.visitor();
  return visitor.post('/sign-in', fields).then(({ status }) => ({ visitor, status }));
}

async function lastAudit() {
  return application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

test('an admin is made while the server runs, and can sign in at once', async () => {
  expect(await tracker(['create-admin', 'chief'], `${password}\n`)).toEqual({
    code: 0,
    stdout: '“chief” can sign in as an admin.\n',
    stderr: '',
  });
  expect(await lastAudit()).toMatchObject({ action: 'create_admin', userId: null });
  const { visitor, status } = await signIn();
  expect(status).toBe(303);
  expect((await visitor.get('/people')).status).toBe(200);
  expect(await tracker(['create-admin', 'chief'], `${password}\n`)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Nothing was changed: Somebody has this name. Choose another.\n',
  });
  expect(await application.database.read.user.count()).toBe(1);
});

test('an admin needs as good a password as anybody', async () => {
  const { code, stderr } = await tracker(['create-admin', 'chief'], 'short\n');
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing was changed: ');
  expect(stderr).toContain('15');
});

test('somebody who mistyped too often can be let in again', async () => {
  await tracker(['create-admin', 'chief'], password);
  for (let failure = 0; failure < 5; failure += 1) await signIn('not the right sentence');
  expect((await signIn()).status).toBe(429);
  expect(await tracker(['unlock', 'chief'])).toMatchObject({
    code: 0,
    stdout: '“chief” can try to sign in again.\n',
  });
  expect(await lastAudit()).toMatchObject({ action: 'unlock_sign_in', subjectId: 'chief' });
  expect((await signIn()).status).toBe(303);
  expect(await tracker(['unlock', 'nobody'])).toMatchObject({
    code: 1,
    stderr: 'Nothing was changed: No failed sign-in is counted for “nobody”.\n',
  });
});

test('sessions end, of one person or of everybody', async () => {
  await tracker(['create-admin', 'chief'], password);
  const [{ visitor }, editor] = [await signIn(), await application.signedIn('editor')];
  expect(await tracker(['end-sessions', 'chief'])).toMatchObject({
    code: 0,
    stdout: '1 session has ended.\n',
  });
  expect((await visitor.get('/desk')).status).toBe(303);
  expect((await editor.get('/desk')).status).toBe(200);
  expect((await tracker(['end-sessions', '--everybody'])).stdout).toBe('1 session has ended.\n');
  expect((await editor.get('/desk')).status).toBe(303);
  expect((await tracker(['end-sessions', 'nobody'])).stderr).toBe(
    'Nothing was changed: Nobody signs in as “nobody”.\n',
  );
});

test('the command explains itself when asked, and when it is called wrongly', async () => {
  expect(await tracker(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage:') });
  for (const [options, problem] of [
    [[], 'Which command?'],
    [['promote', 'chief'], 'There is no command “promote”.'],
    [['unlock'], '“unlock” needs a sign-in name.'],
    [['unlock', '--everybody'], '--everybody belongs to end-sessions.'],
    [['end-sessions', 'chief', '--everybody'], 'not both'],
    [['unlock', 'one', 'two'], 'one word too many'],
    [['users', 'chief'], '“users” takes nothing after it.'],
    [['import'], '“import” needs a file.'],
    [['export', '--dry-run'], '--dry-run belongs to import.'],
    [['--colour'], "Unknown option '--colour'"],
  ] as const) {
    const { code, stdout, stderr } = await tracker(options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toContain('Usage:');
  }
});

test('the command makes no database of its own', async () => {
  const { code, stderr } = await tracker(['unlock', 'chief', '--database', `${application.url}.missing`]);
  expect(code).toBe(1);
  expect(stderr).toContain('There is no database at ');
});

test('people and their sessions are listed as lines with tabs', async () => {
  expect(await tracker(['users'])).toEqual({ code: 0, stdout: '', stderr: '' });
  await tracker(['create-admin', 'chief'], password);
  await application.signedIn('editor');
  const { signInName } = await application.database.read.user.findFirstOrThrow({ where: { role: 'editor' } });
  expect((await tracker(['users'])).stdout).toBe(`chief\tadmin\tactive\t\n${signInName}\teditor\tactive\t\n`);
  await signIn();
  const lines = (await tracker(['sessions'])).stdout.trim().split('\n');
  expect(lines.map((line) => line.split('\t')[0])).toEqual(['chief', signInName]);
  expect(lines[0]).toMatch(/^chief\t\d{4}-\d\d-\d\dT[\d:.]+Z\t\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('somebody who has lost the password gets a new one, and is signed out', async () => {
  await tracker(['create-admin', 'chief'], password);
  const { visitor } = await signIn();
  const next = 'another quiet sentence for the desk';
  expect(await tracker(['set-password', 'chief'], `${next}\n`)).toEqual({
    code: 0,
    stdout: '“chief” has a new password. 1 session has ended.\n',
    stderr: '',
  });
  expect((await visitor.get('/desk')).status).toBe(303);
  expect([(await signIn()).status, (await signIn(next)).status]).toEqual([422, 303]);
  expect((await tracker(['set-password', 'nobody'], next)).stderr).toBe(
    'Nothing was changed: Nobody signs in as “nobody”.\n',
  );
  expect((await tracker(['set-password', 'chief'], 'short')).code).toBe(1);
});

test('backup is the command of that name', async () => {
  const target = `${application.file}.copy.db`;
  const { code, stdout } = await tracker(['backup', target]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${target}\n` });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../../../../src/data/engine/database.js';
import { endAllSessions } from '../../../../src/data/people/sessions.js';
import { setDeactivated, setRole } from '../../../../src/data/people/users.js';
import { type Application, startApplication } from '../../../support/application.js';
import { withhold } from '../../../support/withheld-request.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** A path to which a visitor sends a form. */
const forVisitors = ['/sign-in', '/sign-out', '/set-up/:token', '/invitations/:token'];
/** A path to which contributors send forms too. */
const forContributors = [
  '/account/name',
  '/account/password',
  '/account/sessions/end',
  '/confirm',
  '/drafts/:draft/discard',
  '/drafts/:draft/restore',
  '/negotiations/:negotiation/proposals',
  '/negotiations/:negotiation/proposals/:proposal/withdraw',
  '/negotiations/:negotiation/records/:record/propose-correction',
];

function postRoutes(): string[] {
  const paths = application.routes.filter((name) => name.startsWith('POST ')).map((name) => name.slice(5));
  return [...new Set(paths)];
}

/** Sends an admin's form to the path, and changes the admin before its last byte comes. */
async function sendLate(path: string, change: (tx: Transaction, userId: number) => Promise<unknown>) {
  const admin = await application.signedIn('admin');
  const csrf = await admin.csrfToken();
  const { id } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const form = await withhold(application.address, {
    path: path.replace(':negotiation', 'russia-ukraine').replaceAll(/:\w+/g, '1'),
    headers: { cookie: admin.cookie, origin: application.address },
    body: String(new URLSearchParams({ csrf, summary: 'what somebody has typed', end: 'x' })),
  });
  await application.database.write((tx) => change(tx, id));
  const before = await application.database.stateNumber();
  const answer = await form.finish();
  const after = await application.database.stateNumber();
  return { answer, written: after - before };
}

test.each<[string, (tx: Transaction, userId: number) => Promise<unknown>]>([
  ['deactivated', (tx, userId) => setDeactivated(tx, userId, application.time.now)],
  ['signed out', (tx, userId) => endAllSessions(tx, userId, application.time.now)],
])('a form does nothing if its sender was %s before its last byte came', async (_case, change) => {
  const routes = postRoutes().filter((path) => !forVisitors.includes(path));
  expect(routes.length).toBeGreaterThan(40);
  for (const path of routes) {
    const { answer, written } = await sendLate(path, change);
    const isGivenBack = answer.text.includes('what somebody has typed');
    const isSaid = answer.text.includes('Your session has ended, so nothing was recorded yet.');
    expect({ path, status: answer.status, isGivenBack, isSaid, written }).toEqual({
      path,
      status: 401,
      isGivenBack: true,
      isSaid: true,
      written: 0,
    });
  }
});

test('a form does nothing that its sender’s role no longer includes when its last byte comes', async () => {
  const routes = postRoutes().filter((path) => ![...forVisitors, ...forContributors].includes(path));
  expect(routes.length).toBeGreaterThan(35);
  for (const path of routes) {
    const { answer, written } = await sendLate(path, (tx, id) => setRole(tx, id, 'contributor'));
    const isGivenBack = answer.text.includes('what somebody has typed');
    const isSaid = answer.text.includes('Your role does not include this.');
    expect({ path, status: answer.status, isGivenBack, isSaid, written }).toEqual({
      path,
      status: 403,
      isGivenBack: true,
      isSaid: true,
      written: 0,
    });
  }
});

import { type Request, type Response, Router } from 'express';
import { changeRole } from '../../../actions/people/change-role.js';
import { deactivatePerson } from '../../../actions/people/deactivate-person.js';
import { invitePerson } from '../../../actions/people/invite-person.js';
import { reactivatePerson } from '../../../actions/people/reactivate-person.js';
import { revokeInvitation } from '../../../actions/people/revoke-invitation.js';
import { listOpenInvitations } from '../../../data/people/invitations.js';
import { findUser, listUsers, type User } from '../../../data/people/users.js';
import { type Role, roles } from '../../../domain/people/permissions.js';
import { addressOf } from '../../frame/address.js';
import { ask } from '../../frame/confirmation/ask.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { handling } from '../../frame/handler.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { numberOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { reportEvent } from '../../frame/security/events.js';
import { requireAbility, requireRecentPassword } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { type PeopleState, peoplePage } from './pages.js';
import { deactivationQuestion, revocationQuestion, roleQuestion } from './questions.js';

/** Roles, deactivation and invitations: for admins, who must give the password again after 30 minutes. */
export function peopleRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayManage = [requireAbility('manage_people'), requireRecentPassword(services, () => paths.people)];
  const on = handling(services);
  const act = (name: Parameters<typeof paths.personAct>[1]) => paths.personAct(':person', name);
  const revocation = paths.revokeInvitation(':invitation');
  router.get(paths.people, mayManage, on(showAll));
  router.post(paths.newInvitation, mayManage, on(invite));
  router.get(revocation, mayManage, on(askToRevoke));
  router.post(revocation, mayManage, on(revoke));
  router.get(act('role'), mayManage, on(askForRole));
  router.post(act('role'), mayManage, on(giveRole));
  router.get(act('deactivate'), mayManage, on(askToDeactivate));
  router.post(act('deactivate'), mayManage, on(deactivate));
  router.post(act('reactivate'), mayManage, on(reactivate));
  return router;
}

async function showAll(services: Services, _request: Request, response: Response): Promise<void> {
  await show(services, response);
}

async function invite(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const role = textIn(readFormValues(formOf(request), ['role']), 'role') as Role;
  const act = async () => {
    const { token } = await invitePerson(database, editorOf(response), { role }, clock());
    reportEvent(response, 'authz_admin', editorOf(response).signInName, 'invite_person');
    const url = `${addressOf(services, request)}${paths.invitation(token)}`;
    const text = `Send this link to the person who is to join as ${role}. It is shown only now, works once, and expires in a week.`;
    await show(services, response, { newLink: { url, text } }, 201);
  };
  await attempt(act, { invalid: ({ message }) => show(services, response, { problem: message }, 422) });
}

async function askToRevoke(
  { database, clock }: Services,
  request: Request,
  response: Response,
): Promise<void> {
  const invitations = await listOpenInvitations(database.read, clock());
  const found = invitations.find(({ id }) => id === numberOf(request.params.invitation));
  if (!found) throw notFound('This invitation is not open any more.');
  await ask(response, revocationQuestion(found));
}

async function revoke(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  readFormValues(formOf(request), []);
  const id = numberOf(request.params.invitation);
  await perform(services, response, '', async () => {
    await revokeInvitation(database, editorOf(response), { id }, clock());
    reportEvent(response, 'authz_admin', editorOf(response).signInName, 'revoke_invitation');
  });
}

async function askForRole(services: Services, request: Request, response: Response): Promise<void> {
  const parameters = request.query as unknown as URLSearchParams;
  const role = roles.find((each) => each === parameters.get('role'));
  const person = await requirePerson(services, request);
  if (role === undefined || role === person.role)
    return response.redirect(303, `${paths.people}#person-${person.id}`);
  await ask(response, roleQuestion(person, role));
}

async function giveRole(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const role = textIn(readFormValues(formOf(request), ['role']), 'role') as Role;
  const id = numberOf(request.params.person);
  await perform(services, response, `#person-${id}`, async () => {
    const person = await findUser(database.read, id);
    await changeRole(database, editorOf(response), { id, role }, clock());
    if (person && person.role !== role)
      reportEvent(response, 'authz_change', person.signInName, person.role, role);
  });
}

async function askToDeactivate(services: Services, request: Request, response: Response): Promise<void> {
  await ask(response, deactivationQuestion(await requirePerson(services, request)));
}

async function deactivate(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  readFormValues(formOf(request), []);
  const id = numberOf(request.params.person);
  await perform(services, response, `#person-${id}`, async () => {
    const { signInName } = editorOf(response);
    const person = await findUser(database.read, id);
    await deactivatePerson(database, editorOf(response), { id }, clock());
    if (!person?.isActive) return;
    reportEvent(response, 'user_archived', signInName, person.signInName);
    reportEvent(response, 'session_expired', person.signInName, 'revoked');
  });
}

async function reactivate(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  readFormValues(formOf(request), []);
  const id = numberOf(request.params.person);
  await perform(services, response, `#person-${id}`, async () => {
    const { signInName } = editorOf(response);
    const person = await findUser(database.read, id);
    await reactivatePerson(database, editorOf(response), { id }, clock());
    if (person && !person.isActive)
      reportEvent(response, 'user_updated', signInName, person.signInName, 'active');
  });
}

async function requirePerson({ database }: Services, request: Request): Promise<User> {
  const person = await findUser(database.read, numberOf(request.params.person));
  if (!person) throw notFound('There is no such person.');
  return person;
}

/** Does it and shows the list again; if refused, with the reason. */
async function perform(
  services: Services,
  response: Response,
  anchor: string,
  act: () => Promise<void>,
): Promise<void> {
  const done = async () => {
    await act();
    response.redirect(303, `${paths.people}${anchor}`);
  };
  await attempt(done, {
    invalid: ({ message }) => show(services, response, { problem: message }, 422),
    conflict: ({ message }) => show(services, response, { problem: message }, 409),
  });
}

async function show(
  { database, clock }: Services,
  response: Response,
  more: Pick<PeopleState, 'problem' | 'newLink'> = {},
  status = 200,
): Promise<void> {
  const people = await listUsers(database.read);
  const invitations = await listOpenInvitations(database.read, clock());
  const { csrfToken } = editorOf(response);
  const page = peoplePage({ people, invitations, csrfToken, ...more });
  await renderPage(response, 'desk/people/people', page, status);
}

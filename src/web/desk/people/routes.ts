import { type Request, type Response, Router } from 'express';
import { changeRole } from '../../../actions/people/change-role.js';
import { deactivatePerson } from '../../../actions/people/deactivate-person.js';
import { invitePerson } from '../../../actions/people/invite-person.js';
import { reactivatePerson } from '../../../actions/people/reactivate-person.js';
import { revokeInvitation } from '../../../actions/people/revoke-invitation.js';
import { listOpenInvitations } from '../../../data/people/invitations.js';
import { findUser, listUsers } from '../../../data/people/users.js';
import { Conflict, InvalidInput } from '../../../domain/errors.js';
import { type Role, roles } from '../../../domain/people/permissions.js';
import { addressOf } from '../../frame/address.js';
import { ask } from '../../frame/confirmation/ask.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
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

type PersonAct = (response: Response, id: number) => Promise<void>;

/** Roles, deactivation and invitations: for admins, with the password asked again after 30 minutes. */
export function peopleRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;
  const mayManage = [requireAbility('manage_people'), requireRecentPassword(services, () => paths.people)];

  const show = async (
    response: Response,
    more: Pick<PeopleState, 'problem' | 'newLink'> = {},
    status = 200,
  ): Promise<void> => {
    const people = await listUsers(database.read);
    const invitations = await listOpenInvitations(database.read, clock());
    const { csrfToken } = editorOf(response);
    await renderPage(
      response,
      'desk/people/people',
      peoplePage({ people, invitations, csrfToken, ...more }),
      status,
    );
  };

  /** Does it and shows the list again, with the reason where it was refused. */
  const perform = async (response: Response, anchor: string, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
      response.redirect(303, `${paths.people}${anchor}`);
    } catch (error) {
      if (error instanceof InvalidInput) await show(response, { problem: error.message }, 422);
      else if (error instanceof Conflict) await show(response, { problem: error.message }, 409);
      else throw error;
    }
  };

  router.get(paths.people, mayManage, async (_request: Request, response: Response) => {
    await show(response);
  });

  router.post(paths.newInvitation, mayManage, async (request: Request, response: Response) => {
    const role = textIn(readFormValues(formOf(request), ['role']), 'role') as Role;
    try {
      const { token } = await invitePerson(database, editorOf(response), { role }, clock());
      reportEvent(response, 'authz_admin', editorOf(response).signInName, 'invite_person');
      const url = `${addressOf(services, request)}${paths.invitation(token)}`;
      const text = `Send this link to the person who is to join as ${role}. It is shown only now, works once, and expires in a week.`;
      await show(response, { newLink: { url, text } }, 201);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await show(response, { problem: error.message }, 422);
    }
  });

  router.post(
    paths.revokeInvitation(':invitation'),
    mayManage,
    async (request: Request, response: Response) => {
      readFormValues(formOf(request), []);
      const id = numberOf(request.params.invitation);
      await perform(response, '', async () => {
        await revokeInvitation(database, editorOf(response), { id }, clock());
        reportEvent(response, 'authz_admin', editorOf(response).signInName, 'revoke_invitation');
      });
    },
  );

  const requirePerson = async (request: Request) => {
    const person = await findUser(database.read, numberOf(request.params.person));
    if (!person) throw notFound('There is no such person.');
    return person;
  };

  router.get(
    paths.revokeInvitation(':invitation'),
    mayManage,
    async (request: Request, response: Response) => {
      const invitations = await listOpenInvitations(database.read, clock());
      const found = invitations.find(({ id }) => id === numberOf(request.params.invitation));
      if (!found) throw notFound('This invitation is not open any more.');
      await ask(response, revocationQuestion(found));
    },
  );

  router.get(paths.personAct(':person', 'role'), mayManage, async (request: Request, response: Response) => {
    const parameters = request.query as unknown as URLSearchParams;
    const role = roles.find((each) => each === parameters.get('role'));
    const person = await requirePerson(request);
    if (role === undefined || role === person.role)
      return response.redirect(303, `${paths.people}#person-${person.id}`);
    await ask(response, roleQuestion(person, role));
  });

  router.get(
    paths.personAct(':person', 'deactivate'),
    mayManage,
    async (request: Request, response: Response) => {
      await ask(response, deactivationQuestion(await requirePerson(request)));
    },
  );

  router.post(paths.personAct(':person', 'role'), mayManage, async (request: Request, response: Response) => {
    const role = textIn(readFormValues(formOf(request), ['role']), 'role') as Role;
    const id = numberOf(request.params.person);
    await perform(response, `#person-${id}`, async () => {
      const person = await findUser(database.read, id);
      await changeRole(database, editorOf(response), { id, role }, clock());
      if (person && person.role !== role) {
        reportEvent(response, 'authz_change', person.signInName, person.role, role);
      }
    });
  });

  const deactivate: PersonAct = async (response, id) => {
    const { signInName } = editorOf(response);
    const person = await findUser(database.read, id);
    await deactivatePerson(database, editorOf(response), { id }, clock());
    if (!person?.isActive) return;
    reportEvent(response, 'user_archived', signInName, person.signInName);
    reportEvent(response, 'session_expired', person.signInName, 'revoked');
  };

  const reactivate: PersonAct = async (response, id) => {
    const { signInName } = editorOf(response);
    const person = await findUser(database.read, id);
    await reactivatePerson(database, editorOf(response), { id }, clock());
    if (person && !person.isActive) {
      reportEvent(response, 'user_updated', signInName, person.signInName, 'active');
    }
  };

  for (const [name, act] of [
    ['deactivate', deactivate],
    ['reactivate', reactivate],
  ] as const) {
    router.post(paths.personAct(':person', name), mayManage, async (request: Request, response: Response) => {
      readFormValues(formOf(request), []);
      const id = numberOf(request.params.person);
      await perform(response, `#person-${id}`, () => act(response, id));
    });
  }

  return router;
}

import { Router } from 'express';
import { acceptInvitation } from '../../../actions/people/accept-invitation.js';
import { hashOfToken } from '../../../actions/people/sign-in.js';
import { findOpenInvitation } from '../../../data/people/invitations.js';
import type { Role } from '../../../domain/people/permissions.js';
import { addJoining } from './joining.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { roleMeanings } from '../../parts/role-words.js';
import type { Services } from '../../frame/services.js';

/** Where invited people join. The link works once, and for a week. */
export function invitationRoutes({ database, clock }: Services): Router {
  const router = Router({ caseSensitive: true });
  addJoining(router, database, {
    path: paths.invitation,
    requireWords: async (token) => {
      const invitation = await findOpenInvitation(database.read, hashOfToken(token), clock());
      if (invitation) return wordsFor(invitation.role);
      throw notFound(
        'This invitation has been used or withdrawn, or has expired. Ask an admin for a new one.',
      );
    },
    join: (token, account) => acceptInvitation(database, { token, account }, clock()),
  });
  return router;
}

function wordsFor(role: Role) {
  return {
    heading: `Join as ${role === 'contributor' ? 'a' : 'an'} ${role}`,
    lede: `${roleMeanings[role]} Choose a name and a password to sign in with; nobody else ever sees the password.`,
    submit: 'Join',
  };
}

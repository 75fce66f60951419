import { createHash } from 'node:crypto';
import { Router } from 'express';
import { createFirstAdmin } from '../../../actions/people/create-first-admin.js';
import { anyUserExists } from '../../../data/people/users.js';
import { addJoining } from './joining.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { isSameToken } from '../../frame/security/request-forgery.js';
import type { Services } from '../../frame/services.js';

const words = {
  heading: 'Create the first admin',
  lede: 'An admin manages structure and people. This page works once.',
  submit: 'Create the first admin',
} as const;

/** The one-time link for the first admin: valid until there is a user, or until the server restarts. */
export function setUpRoutes({ database, clock, setUpToken }: Services): Router {
  const router = Router({ caseSensitive: true });
  addJoining(router, database, {
    path: paths.setUp,
    requireWords: async (token) => {
      const isLink = isSameToken(digest(token), digest(setUpToken));
      if (isLink && !(await anyUserExists(database.read))) return words;
      throw notFound(
        'This link has been used, or it belongs to an earlier start of the server. The newest one is in its output.',
      );
    },
    join: (_token, account) => createFirstAdmin(database, account, clock()),
  });
  return router;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

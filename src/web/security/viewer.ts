import type { Request, RequestHandler } from 'express';
import { hashOfToken } from '../../actions/sign-in.js';
import { findSession, type Session, touchSession } from '../../data/sessions.js';
import { isSessionOver, touchInterval } from '../../domain/session-rules.js';
import { contextOf, setContext, type Viewer } from '../request-context.js';
import type { Services } from '../services.js';
import { csrfTokenOf } from './request-forgery.js';
import { sessionTokenOf } from './session-cookie.js';

/** Finds out who asks; what a signed-in person sees is never stored. */
export function knowViewer(services: Services): RequestHandler {
  return async (request, response, next) => {
    const viewer = await viewerOf(services, request);
    setContext(response, { ...contextOf(response), viewer });
    if (viewer) response.set('Cache-Control', 'no-store');
    next();
  };
}

async function viewerOf(services: Services, request: Request): Promise<Viewer | null> {
  const token = sessionTokenOf(request, services.config);
  if (token === null) return null;
  const now = services.clock();
  const session = await findSession(services.database.read, hashOfToken(token));
  if (!session?.user.isActive || isSessionOver(session, now)) return null;
  await noteUse(services, session, now);
  const { id, signInName, publicName, role } = session.user;
  return {
    userId: id,
    signInName,
    publicName,
    role,
    csrfToken: csrfTokenOf(token),
    sessionHash: session.tokenHash,
    passwordAskedAt: session.passwordAskedAt,
  };
}

async function noteUse({ database }: Services, session: Session, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < touchInterval) return;
  await database.write((tx) => touchSession(tx, session.tokenHash, now));
}

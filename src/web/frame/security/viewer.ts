import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { noteUse } from '../../../actions/people/note-use.js';
import { hashOfToken } from '../../../actions/people/sign-in.js';
import { findSession, type Session } from '../../../data/people/sessions.js';
import { isSessionOver, isSessionRemembered } from '../../../domain/people/session-rules.js';
import { contextOf, type RequestContext, setContext, type Viewer } from '../request-context.js';
import type { Services } from '../services.js';
import { reportEvent } from './events.js';
import { csrfTokenOf } from './request-forgery.js';
import { sessionTokenOf } from './session-cookie.js';

/**
 * Determines who is asking; what a signed-in person sees is never cached. `knowSender` does so again once a form has
 * arrived: its last byte may come minutes after its first, and what follows must depend on who the sender is now.
 */
export function viewing(services: Services): Readonly<Record<'knowViewer' | 'knowSender', RequestHandler>> {
  const tellOnce = endTeller();
  const knowViewer: RequestHandler = async (request, response, next) => {
    const known = await viewerOf(services, request, (session) => tellOnce(response, session));
    setContext(response, { ...contextOf(response), ...known });
    if (known.viewer) response.set('Cache-Control', 'no-store');
    next();
  };
  const knowSender: RequestHandler = (request, response, next) =>
    request.method === 'POST' ? knowViewer(request, response, next) : next();
  return { knowViewer, knowSender };
}

/**
 * A browser keeps sending the cookie of a session that is over until somebody signs in again; its end is logged only
 * once.
 */
function endTeller() {
  const told = new LRUCache<string, true>({ max: 1_000 });
  return (response: Response, { tokenHash, user }: Session): void => {
    if (told.has(tokenHash)) return;
    told.set(tokenHash, true);
    reportEvent(response, 'session_expired', user.signInName, 'timeout');
  };
}

async function viewerOf(
  services: Services,
  request: Request,
  onEnd: (session: Session) => void,
): Promise<Pick<RequestContext, 'viewer' | 'hadSession'>> {
  const token = sessionTokenOf(request, services);
  if (token === null) return { viewer: null, hadSession: false };
  const now = services.clock();
  const session = await findSession(services.database.read, hashOfToken(token));
  if (session === null || !isSessionRemembered(session, now)) return { viewer: null, hadSession: false };
  if (!session.user.isActive || isSessionOver(session, now)) {
    if (session.user.isActive && session.endedAt === null) onEnd(session);
    return { viewer: null, hadSession: true };
  }
  await noteUse(services.database, session, now);
  return { viewer: viewerIn(session, token), hadSession: true };
}

function viewerIn(session: Session, token: string): Viewer {
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

import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { noteUse } from '../../../actions/people/note-use.js';
import { hashOfToken } from '../../../actions/people/sign-in.js';
import { findSession, type Session } from '../../../data/people/sessions.js';
import { isSessionOver, isSessionRemembered } from '../../../domain/people/session-rules.js';
import { isFormToRead } from '../forms/form-body.js';
import { contextOf, type RequestContext, setContext, type Viewer } from '../request-context.js';
import type { Services } from '../services.js';
import { reportEvent } from './events.js';
import { csrfTokenOf } from './request-forgery.js';
import { sessionTokenOf } from './session-cookie.js';

/** How many sessions each process remembers for the time in which none can be looked up. */
const mostRemembered = 1_000;

/**
 * Determines who is asking; what a signed-in person sees is never cached. `knowSender` does so again once a form has
 * arrived: its last byte may come minutes after its first, and what follows must depend on who the sender is now. If
 * nobody can be asked who it is, a form is read all the same, so that it can be given back: as much of it as before from
 * whoever this process has seen in a session, and as much as from a visitor from anybody else.
 */
export function viewing(services: Services): Readonly<Record<'knowViewer' | 'knowSender', RequestHandler>> {
  const tellOnce = endTeller();
  const remembered = new LRUCache<string, true>({ max: mostRemembered });
  const know = async (request: Request, response: Response) => {
    const token = sessionTokenOf(request, services);
    const known =
      token === null ? nobody : await viewerOf(services, token, (session) => tellOnce(response, session));
    if (token !== null && known.hadSession) remembered.set(hashOfToken(token), true);
    setContext(response, { ...contextOf(response), ...known });
    if (known.viewer) response.set('Cache-Control', 'no-store');
  };
  const knowViewer: RequestHandler = async (request, response, next) => {
    try {
      await know(request, response);
    } catch (error) {
      const hadSession = remembered.has(hashOfToken(sessionTokenOf(request, services) ?? ''));
      if (!isFormToRead(request, hadSession)) throw error;
      setContext(response, { ...contextOf(response), viewer: null, hadSession });
    }
    next();
  };
  const knowSender: RequestHandler = async (request, response, next) => {
    if (request.method === 'POST') await know(request, response);
    next();
  };
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

type Known = Pick<RequestContext, 'viewer' | 'hadSession'>;

const nobody: Known = { viewer: null, hadSession: false };

async function viewerOf(
  services: Services,
  token: string,
  onEnd: (session: Session) => void,
): Promise<Known> {
  const now = services.clock();
  const session = await findSession(services.database.read, hashOfToken(token));
  if (session === null || !isSessionRemembered(session, now)) return nobody;
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

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { addressOf } from '../address.js';
import type { Services } from '../services.js';
import { sessionTokenOf } from './session-cookie.js';

/** The hidden field that carries the session's token in every form. */
export const csrfField = 'csrf';

/** The token of a session's forms: an HMAC under the session's own secret, which only its browser has. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}

export function isSameToken(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The token that a form of ours has brought back, although nobody may be known to have sent it, as while sessions cannot
 * be looked up: the form then gets it again. Null for any other form.
 */
export function tokenBrought(services: Services, request: Request, given: string | null): string | null {
  const session = sessionTokenOf(request, services);
  if (session === null || given === null || !isOwnRequest(services, request)) return null;
  return isSameToken(given, csrfTokenOf(session)) ? given : null;
}

/**
 * True if the browser says that the request comes from one of our own pages: by `Sec-Fetch-Site` or, if that is absent
 * (plain-HTTP host names), by `Origin` (OWASP CSRF Prevention Cheat Sheet, Fetch Metadata).
 */
export function isOwnRequest(services: Services, request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return request.get('origin') === addressOf(services, request);
}

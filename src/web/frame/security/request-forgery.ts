import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { addressOf } from '../address.js';
import type { Services } from '../services.js';

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
 * True if the browser says that the request comes from one of our own pages: by `Sec-Fetch-Site` or, if that is absent
 * (plain-HTTP host names), by `Origin` (OWASP CSRF Prevention Cheat Sheet, Fetch Metadata).
 */
export function isOwnRequest(services: Services, request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return request.get('origin') === addressOf(services, request);
}

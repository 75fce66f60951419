import type { Request, Response } from 'express';
import { parse, serialize } from 'cookie';
import { longestSession } from '../../../domain/people/session-rules.js';
import type { Services } from '../services.js';

type Place = Pick<Services, 'config' | 'database'>;

function isHttps({ config: { publicUrl } }: Place): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

/**
 * `__Host-` binds the cookie to this host and to https (RFC 6265bis, 4.1.3.2). Cookies ignore ports, so two trackers on
 * one host name distinguish theirs by instance.
 */
function nameOf(place: Place): string {
  const name = `sid-${place.database.instance.uuid}`;
  return isHttps(place) ? `__Host-${name}` : name;
}

export function sessionTokenOf(request: Request, place: Place): string | null {
  return parse(request.get('cookie') ?? '')[nameOf(place)] ?? null;
}

export function setSessionCookie(response: Response, place: Place, token: string): void {
  response.append('Set-Cookie', cookie(place, token, longestSession / 1000));
}

export function clearSessionCookie(response: Response, place: Place): void {
  response.append('Set-Cookie', cookie(place, '', 0));
}

function cookie(place: Place, token: string, maxAge: number): string {
  const secure = isHttps(place);
  return serialize(nameOf(place), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge });
}

import type { Request, Response } from 'express';
import { parse, serialize } from 'cookie';
import { paths } from '../paths.js';

const name = 'joined';
/** In seconds: long enough to get to the page that asks for the name. */
const maxAge = 300;

/** Remembers the name under which somebody has just joined in this browser, for the page that asks for it. */
export function setJoinedCookie(response: Response, signInName: string): void {
  const options = { path: paths.signIn, maxAge, httpOnly: true, sameSite: 'lax' } as const;
  response.append('Set-Cookie', serialize(name, signInName, options));
}

/** The name of whoever has just joined in this browser; null for nobody. */
export function joinedNameOf(request: Request): string | null {
  const value = parse(request.get('cookie') ?? '')[name] ?? '';
  return /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(value) ? value : null;
}

import type { Request, Response } from 'express';
import { parse, serialize } from 'cookie';
import type { Config } from '../../config.js';
import { longestSession } from '../../domain/session-rules.js';

type CookieConfig = Pick<Config, 'publicUrl'>;

function isHttps({ publicUrl }: CookieConfig): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

/** `__Host-` binds the cookie to this host and to https (RFC 6265bis, 4.1.3.2). */
function nameOf(config: CookieConfig): string {
  return isHttps(config) ? '__Host-sid' : 'sid';
}

export function sessionTokenOf(request: Request, config: CookieConfig): string | null {
  return parse(request.get('cookie') ?? '')[nameOf(config)] ?? null;
}

export function setSessionCookie(response: Response, config: CookieConfig, token: string): void {
  response.append('Set-Cookie', cookie(config, token, longestSession / 1000));
}

export function clearSessionCookie(response: Response, config: CookieConfig): void {
  response.append('Set-Cookie', cookie(config, '', 0));
}

function cookie(config: CookieConfig, token: string, maxAge: number): string {
  const secure = isHttps(config);
  return serialize(nameOf(config), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge });
}

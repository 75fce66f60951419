import type { ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../../config.js';
import { addressOf } from '../address.js';

/**
 * The headers of every answer (docs/security.md, "Rules in force"). HSTS only under https; no
 * `upgrade-insecure-requests`, which would break an installation on a plain-HTTP host name.
 */
export function securityHeaders(config: Pick<Config, 'publicUrl'>): RequestHandler {
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  const fixed = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  });
  return (request, response, next) => {
    if (trustworthy.memo(addressOf({ config }, request))) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    }
    fixed(request, response, next);
  };
}

const trustworthy = new LRUCache<string, boolean>({ max: 100, memoMethod: isTrustworthy });

/** True where browsers respect the opener policy, and do not complain about it (W3C Secure Contexts, 3.1). */
function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Lets any site embed this answer: only for pages that are made for it, and not for their refusals. */
export function allowFraming(response: Response): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
  response.removeHeader('X-Frame-Options');
  allowUseElsewhere(response);
}

/**
 * Lets pages of any origin use this answer as a frame, style sheet or font. One in a sandboxed frame has an opaque
 * origin, which is not even ours.
 */
export function allowUseElsewhere(response: ServerResponse): void {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

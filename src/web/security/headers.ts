import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.js';

/**
 * The headers of every answer (trust.md, "Security"). HSTS only under https; no `upgrade-insecure-requests`, which
 * would break an installation on a plain-HTTP host name.
 */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return helmet({
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
    // A browser heeds this one on https and localhost only, and warns of it elsewhere.
    crossOriginOpenerPolicy: isHttps || publicUrl === null ? { policy: 'same-origin' } : false,
  });
}

/** Lets any site frame this answer: only for pages that are made for it, and not for their refusals. */
export function allowFraming(response: Response): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
  response.removeHeader('X-Frame-Options');
}

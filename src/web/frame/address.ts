import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../config.js';

/** The scheme and host that the reader used, without a trailing slash: PUBLIC_URL, otherwise from the request. */
export function addressOf(
  { config }: { readonly config: Pick<Config, 'publicUrl'> },
  request: Request,
): string {
  return config.publicUrl ?? `${request.protocol}://${hostOf(request)}`;
}

/** Nearly every request names one of a few hosts: what was judged is remembered. */
const hosts = new LRUCache<string, string>({ max: 100, memoMethod: validHost });

/** The host that the reader asked for; `localhost` if that is not a valid host name. */
function hostOf(request: Request): string {
  return hosts.memo(request.get('host') ?? '');
}

function validHost(host: string): string {
  return /^[^/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`) ? host : 'localhost';
}

import type { Request } from 'express';
import type { Config } from '../../config.js';

/** Scheme and host that the reader used, without a slash at the end: PUBLIC_URL, else from the request. */
export function addressOf(
  { config }: { readonly config: Pick<Config, 'publicUrl'> },
  request: Request,
): string {
  return config.publicUrl ?? `${request.protocol}://${hostOf(request)}`;
}

/** What the reader calls this host; `localhost` where that is no name of a host. */
function hostOf(request: Request): string {
  const host = request.get('host') ?? '';
  return /^[^/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`) ? host : 'localhost';
}

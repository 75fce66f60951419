import type { Request } from 'express';
import type { Config } from '../../config.js';

/** The scheme and host that the reader used, without a trailing slash: PUBLIC_URL, otherwise from the request. */
export function addressOf(
  { config }: { readonly config: Pick<Config, 'publicUrl'> },
  request: Request,
): string {
  return config.publicUrl ?? `${request.protocol}://${hostOf(request)}`;
}

/** The host that the reader asked for; `localhost` if that is not a valid host name. */
function hostOf(request: Request): string {
  const host = request.get('host') ?? '';
  return /^[^/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`) ? host : 'localhost';
}

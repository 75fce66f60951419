import type { Config } from './config.js';

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/i;

/** What to set, and why, if others can reach the server but it does not know under which address; otherwise null. */
export function publicAddressWarning({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): string | null {
  if (publicUrl !== null || loopback.test(host)) return null;
  return (
    `HOST is ${host}, so others reach this server, but PUBLIC_URL is not set: links, feeds and the check where a form ` +
    'comes from then believe the Host header of each request, and under https cookies are not bound to it. ' +
    'Set PUBLIC_URL to the address that readers use, such as https://tracker.example.org.'
  );
}

import { expect, test } from 'vitest';
import { publicAddressWarning } from '../src/public-address.js';

test.each(['localhost', 'tracker.localhost', '127.0.0.1', '127.1.2.3', '::1', 'LOCALHOST'])(
  'on %s only this machine reaches the server: no warning',
  (host) => {
    expect(publicAddressWarning({ host, publicUrl: null })).toBe(null);
  },
);

test.each(['0.0.0.0', '::', '192.168.1.5', 'newsroom.lan', 'localhost.example.org', '127.0.0.1.example.org'])(
  'on %s others do: PUBLIC_URL is missed, unless it is set',
  (host) => {
    expect(publicAddressWarning({ host, publicUrl: null })).toContain(`HOST is ${host}, `);
    expect(publicAddressWarning({ host, publicUrl: 'http://newsroom.lan:3000' })).toBe(null);
  },
);

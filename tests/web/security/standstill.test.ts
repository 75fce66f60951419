import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { withhold } from '../../support/withheld-request.js';

let application: Application;

afterEach(() => application.stop());

const page = '/negotiations/russia-ukraine';

/** Asks for a page so often on one connection that no buffer on the way takes all the answers. */
async function askWithoutReading(times: number): Promise<Socket> {
  const { hostname, port } = new URL(application.address);
  const socket = connect(Number(port), hostname).pause();
  await once(socket, 'connect');
  socket.write(`GET ${page} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(times));
  return socket;
}

test('who never reads is cut off', async () => {
  application = await startApplication({ standstill: 100 });
  const socket = await askWithoutReading(400);
  // A socket that nobody reads hears of its end from the server's side only.
  await expect
    .poll(() => application.log.join('').includes('request aborted'), { timeout: 30_000 })
    .toBe(true);
  let read = 0;
  socket.on('data', (chunk: Buffer) => {
    read += chunk.length;
  });
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'close');
  const { text } = await application.visitor().get(page);
  expect(read).toBeLessThan(400 * text.length);
});

test('a form that does not arrive any more is cut off', async () => {
  application = await startApplication({ standstill: 100 });
  const form = await withhold(application.address, {
    path: '/sign-in',
    headers: { origin: application.address },
    body: 'signInName=editor',
  });
  await expect(form.broken).resolves.toBeUndefined();
});

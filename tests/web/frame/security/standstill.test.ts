import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { endStandstill } from '../../../../src/web/frame/security/standstill.js';
import { startApplication } from '../../../support/application.js';
import { withhold } from '../../../support/withheld-request.js';

const standstill = 100;

test.each([
  ['a page a thousand times', 1_000, (response: express.Response) => void response.send('x'.repeat(50_000))],
  ['a stream', 1, (response: express.Response) => void response.write('x'.repeat(50_000_000))],
])('whoever asks for %s and never reads is cut off', async (_what, times, answer) => {
  const app = express();
  app.use(endStandstill(standstill), (_request, response) => answer(response));
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, 'localhost').pause();
  // More than any buffer on the way holds.
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(times));
  const [ofServer] = (await connected) as [Socket];
  // The client neither reads nor ends.
  await once(ofServer, 'close');
  expect(ofServer.writableFinished).toBe(false);
  socket.destroy();
  server.close();
});

test('a form that stops arriving is cut off', async () => {
  const application = await startApplication({ standstill });
  const form = await withhold(application.address, {
    path: '/sign-in',
    headers: { origin: application.address },
    body: 'signInName=editor',
  });
  await expect(form.broken).resolves.toBeUndefined();
  await application.stop();
});

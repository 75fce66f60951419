import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startApplication } from '../support/application.js';

const times = 200;

test('a reader who is slow but never stops gets the whole answer', async () => {
  const application = await startApplication({ standstill: 2_000 });
  const { hostname, port } = new URL(application.address);
  const socket = connect(Number(port), hostname).pause();
  await once(socket, 'connect');
  socket.write('GET /negotiations/russia-ukraine HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(times));
  let text = '';
  const timer = setInterval(() => {
    text += String(socket.read(16_384) ?? socket.read() ?? '');
  }, 5);
  await expect.poll(() => text.split('</html>').length, { timeout: 120_000 }).toBe(times + 1);
  clearInterval(timer);
  socket.destroy();
  await application.stop();
});

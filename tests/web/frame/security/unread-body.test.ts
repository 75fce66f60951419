import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discardUnread } from '../../../../src/web/frame/security/unread-body.js';

/** In bytes, what is read from a connection at once. */
const piece = 65_536;
const length = 4 * 1024 * 1024;
const body = Buffer.alloc(length, '<');

let server: Server;
let ofServer: Socket[];
let clients: Socket[];

beforeEach(async () => {
  const app = express();
  app.use(discardUnread(), (request, response) => {
    response.status(request.method === 'POST' ? 413 : 200).end();
  });
  ofServer = [];
  clients = [];
  server = createServer(app).listen(0, 'localhost');
  server.on('connection', (socket) => ofServer.push(socket));
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of clients) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends a large form and another request after it; answers the two statuses. */
async function send(): Promise<string[]> {
  const socket = connect((server.address() as AddressInfo).port, 'localhost');
  clients.push(socket);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`);
  socket.write(body);
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  while (!text.includes(' 200 ')) await once(socket, 'data');
  return [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status as string);
}

test('a body that is not read is taken off the connection, which goes on', async () => {
  expect(await send()).toEqual(['413', '200']);
});

test('of ten bodies sent at once only a piece of each is taken at a time', async () => {
  const read = () => ofServer.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  let most = 0;
  let before = 0;
  let isOver = false;
  const look = () => {
    most = Math.max(most, read() - before);
    before = read();
    if (!isOver) setImmediate(look);
  };
  look();
  await Promise.all(Array.from({ length: 10 }, send));
  isOver = true;
  expect(read()).toBeGreaterThan(10 * length);
  expect(most).toBeLessThanOrEqual(10 * piece);
});

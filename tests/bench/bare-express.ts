// Run as a process of its own by bare-express-process.ts: answers every request with the bytes that it is given, through
// nothing but Express, and says where it listens.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';

const [bytes] = (await once(process, 'message')) as [string];
const body = Buffer.from(bytes, 'base64');
const server = express()
  .get('/', (_request, response) => {
    response.set('Content-Encoding', 'br').type('html').send(body);
  })
  .listen(0, 'localhost');
await once(server, 'listening');
process.send?.(`http://localhost:${(server.address() as AddressInfo).port}/`);

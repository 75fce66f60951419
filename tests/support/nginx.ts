import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './database.js';
import { type Answer, Visitor } from './visitor.js';

/** The name under which it is reached. */
export const proxiedHost = 'tracker.test';
const host = proxiedHost;

/** Whether it is installed on this machine, with what makes its certificate. */
export const hasNginx =
  spawnSync('nginx', ['-v']).status === 0 && spawnSync('openssl', ['version']).status === 0;

export interface Proxied {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The real nginx with docs/nginx.conf, its ports, names and files replaced by those of the test. */
export class Nginx {
  private constructor(
    readonly address: string,
    readonly plainAddress: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(trackers: readonly string[], plain: number, secure: number): Promise<Nginx> {
    const folder = temporaryFolder();
    const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject],
      {
        stdio: 'pipe',
      },
    );
    const site = readFileSync(fileURLToPath(new URL('../../docs/nginx.conf', import.meta.url)), 'utf8')
      .replace(/^ *listen \[::\].*\n/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ', `listen 127.0.0.1:${secure} `)
      .replace(
        / {4}server 127\.0\.0\.1:3000( fail_timeout=1s;)/,
        trackers.map((tracker) => `server ${tracker}$1`).join('\n'),
      )
      .replace('https://tracker.example.org$request_uri', `https://${host}:${secure}$request_uri`)
      .replaceAll(/\/etc\/\S+fullchain\.pem/g, certificate)
      .replaceAll(/\/etc\/\S+privkey\.pem/g, key)
      .replaceAll('tracker.example.org', host);
    mkdirSync(join(folder, 'body'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(folder, 'body', kind)};`,
    );
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off;\nuser ${userInfo().username};\npid ${join(folder, 'pid')};\nerror_log stderr warn;\n` +
        `events {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${site}\n}\n`,
    );
    const child = spawn('nginx', ['-c', file, '-p', folder, '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    for (let turn = 0; !(await answersAt(secure)); turn += 1) {
      if (child.exitCode !== null || turn > 100) throw new Error(`nginx did not start: ${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return new Nginx(`https://${host}:${secure}`, `http://${host}:${plain}`, child);
  }

  /** As `curl -k --interface`: from one of this machine's own addresses. */
  send(
    path: string,
    {
      from = '127.0.0.1',
      body = '',
      headers = {},
    }: { from?: string; body?: string | Uint8Array; headers?: Record<string, string> },
  ): Promise<Proxied> {
    const { port } = new URL(this.address);
    const method = body.length === 0 ? 'GET' : 'POST';
    const sent = { host: `${host}:${port}`, 'content-type': 'application/x-www-form-urlencoded', ...headers };
    const options = { host: '127.0.0.1', port, path, method, headers: sent, localAddress: from };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        { ...options, rejectUnauthorized: false, servername: host },
        (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(pieces).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Somebody whose browser goes by way of nginx. */
export class ProxiedVisitor extends Visitor {
  constructor(
    private readonly nginx: Nginx,
    /** “sid-…=…”, without the prefix that binds it to the host; empty for a reader. */
    session = '',
  ) {
    super(nginx.address, session === '' ? '' : `__Host-${session}`);
  }

  override async send(path: string, { body, headers: given }: RequestInit = {}): Promise<Answer> {
    const form = new Response(body ?? null);
    const type = form.headers.get('content-type');
    const headers = {
      ...(type !== null && { 'content-type': type }),
      ...(given as Record<string, string>),
      ...(this.cookie !== '' && { cookie: this.cookie }),
    };
    const sent = await this.nginx.send(path, { body: new Uint8Array(await form.arrayBuffer()), headers });
    return {
      ...{ status: sent.status, text: sent.text, location: sent.headers.location ?? null },
      headers: new Headers(
        Object.entries(sent.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ),
    };
  }
}

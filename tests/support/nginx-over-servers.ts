import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { temporaryFolder } from './database.js';
import { freePort } from './free-port.js';

/** Whether nginx is installed on this machine. */
export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

/** nginx over several servers, which it asks in turns; plain HTTP, otherwise as docs/nginx.conf. */
export class NginxOverServers {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param ports of this machine, at which the servers listen */
  static async start(ports: readonly number[]): Promise<NginxOverServers> {
    const [folder, port] = [temporaryFolder(), await freePort()];
    mkdirSync(join(folder, 'body'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(folder, 'body', kind)};`,
    );
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off;
user ${userInfo().username};
pid ${join(folder, 'pid')};
error_log stderr crit;
events { worker_connections 2000; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  upstream tracker {
    ${ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join('\n    ')}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 51m;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 5s;
    proxy_read_timeout 300s;
    proxy_max_temp_file_size 0;
    location / { proxy_pass http://tracker; }
  }
}
`,
    );
    const child = spawn('nginx', ['-c', file, '-p', folder, '-e', 'stderr'], { stdio: 'ignore' });
    const address = `http://127.0.0.1:${port}`;
    for (let tried = 0; tried < 100 && !(await isAnswering(address)); tried += 1) await wait(50);
    return new NginxOverServers(address, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function isAnswering(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`).then(
    () => true,
    () => false,
  );
}

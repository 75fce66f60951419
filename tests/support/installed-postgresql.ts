import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

const installations = '/usr/lib/postgresql';

/** Where Debian puts the programs of PostgreSQL, those that the package from npm lacks among them; null if nowhere. */
export const installedPrograms = existsSync(installations)
  ? (readdirSync(installations)
      .map((version) => join(installations, version, 'bin'))
      .filter((folder) => existsSync(join(folder, 'pg_basebackup')))
      .at(-1) ?? null)
  : null;

/** Runs one of these programs to its end, as a user whom PostgreSQL takes; answers what it printed. */
export async function runProgram(name: string, args: readonly string[]): Promise<string> {
  const program = join(installedPrograms as string, name);
  const { stdout } = await promisify(execFile)(program, args, { ...owner(), cwd: '/' });
  return stdout;
}

/** PostgreSQL does not run as root. */
function owner(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
}

function idOf(option: string): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}

/** A server of the installed PostgreSQL in a folder of its own. */
export class InstalledPostgresql {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<InstalledPostgresql> {
    const folder = ownFolder();
    const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await runProgram('initdb', [`--pgdata=${join(folder, 'data')}`, ...options]);
    return new InstalledPostgresql(folder, await freePort()).run();
  }

  /** Another that follows this one. */
  async follow(): Promise<InstalledPostgresql> {
    const folder = ownFolder();
    const from = ['--host=127.0.0.1', `--port=${this.port}`, '--username=postgres', '--checkpoint=fast'];
    await runProgram('pg_basebackup', [`--pgdata=${join(folder, 'data')}`, '--write-recovery-conf', ...from]);
    return new InstalledPostgresql(folder, await freePort()).run();
  }

  /** With the name of its first database. */
  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  stop(): void {
    this.control('stop', '--mode=fast');
    rmSync(this.folder, { recursive: true });
  }

  private run(): this {
    const flags = `-p ${this.port} -c unix_socket_directories= -c max_connections=200`;
    this.control('start', '-o', flags, `--log=${join(this.folder, 'log')}`);
    return this;
  }

  private control(verb: string, ...options: readonly string[]): void {
    const program = join(installedPrograms as string, 'pg_ctl');
    const args = [verb, `--pgdata=${join(this.folder, 'data')}`, '--wait', ...options];
    // What it starts keeps what it was given to write to.
    const { status } = spawnSync(program, args, { ...owner(), cwd: '/', stdio: 'ignore' });
    if (status === 0) return;
    const log = join(this.folder, 'log');
    throw new Error(`pg_ctl ${verb} failed: ${existsSync(log) ? readFileSync(log, 'utf8') : status}`);
  }
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'installed-postgresql-'));
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

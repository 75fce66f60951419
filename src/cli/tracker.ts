import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createAdmin } from '../actions/create-admin.js';
import { endSessions } from '../actions/end-sessions.js';
import { unlockSignIn } from '../actions/unlock-sign-in.js';
import { readConfig } from '../config.js';
import { connect, type Database } from '../data/database.js';
import { databaseFile } from '../data/database-file.js';
import { migrate } from '../data/migrations.js';

const usage = `Usage: npm run tracker -- <command> [--database <url>]

Manages who can sign in, from the machine that the tracker runs on. It works
while the server runs, and needs no restart.

  create-admin <sign-in name>    makes somebody who may do everything; asks
                                 for the password, or reads it from a pipe
  unlock <sign-in name>          forgets failed sign-ins, so that one can try
                                 again at once; also takes an address
  end-sessions <sign-in name>    signs one person out everywhere
  end-sessions --everybody       signs everybody out

  --database <url>  the database, by default DATABASE_URL
  --help            this text
`;

interface Parsed {
  readonly command: string | undefined;
  readonly name: string | undefined;
  readonly everybody: boolean;
  readonly database: string | undefined;
  readonly help: boolean;
}

type Act = (database: Database, name: string) => Promise<string>;

const commands: Readonly<Record<string, Act>> = {
  'create-admin': async (database, signInName) => {
    await createAdmin(database, { signInName, publicName: null, password: await askPassword() }, new Date());
    return `“${signInName}” can sign in as an admin.`;
  },
  unlock: async (database, nameOrAddress) => {
    await unlockSignIn(database, { nameOrAddress }, new Date());
    return `“${nameOrAddress}” can try to sign in again.`;
  },
  'end-sessions': (database, signInName) => endSessionsOf(database, signInName),
};

process.exitCode = await run(process.argv.slice(2));

/** Answers the exit code: 0 done, 1 refused, 2 called wrongly. */
async function run(commandLine: string[]): Promise<number> {
  const parsed = parse(commandLine);
  if (parsed instanceof Error) return misused(parsed.message);
  if (parsed.help) {
    process.stdout.write(usage);
    return 0;
  }
  const act = actOf(parsed);
  if (typeof act === 'string') return misused(act);
  try {
    process.stdout.write(`${await withDatabase(parsed.database ?? readConfig().databaseUrl, act)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`Nothing was changed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function misused(problem: string): number {
  process.stderr.write(`${problem}\n\n${usage}`);
  return 2;
}

function parse(commandLine: string[]): Parsed | Error {
  try {
    const { values, positionals } = parseArgs({
      args: commandLine,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        everybody: { type: 'boolean', default: false },
        database: { type: 'string' },
      },
    });
    if (positionals.length > 2) return new Error(`“${positionals[2]}” is one word too many.`);
    const [command, name] = positionals;
    const { help, everybody, database } = values;
    return { command, name: name?.normalize('NFC'), everybody, database, help };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What to do, or why that is not clear. */
function actOf({ command, name, everybody }: Parsed): ((database: Database) => Promise<string>) | string {
  if (command === undefined) return 'Which command?';
  const act = commands[command];
  if (!act) return `There is no command “${command}”.`;
  if (everybody && command !== 'end-sessions') return '--everybody belongs to end-sessions.';
  if (everybody && name !== undefined) return 'Name one person, or give --everybody, not both.';
  if (everybody) return (database) => endSessionsOf(database, null);
  if (name === undefined) return `“${command}” needs a sign-in name.`;
  return (database) => act(database, name);
}

async function withDatabase(url: string, act: (database: Database) => Promise<string>): Promise<string> {
  const file = databaseFile(url);
  if (!existsSync(file))
    throw new Error(`There is no database at ${file}. The server makes it when it starts.`);
  await migrate(url);
  const database = await connect(url);
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}

async function endSessionsOf(database: Database, signInName: string | null): Promise<string> {
  const { count } = await endSessions(database, { signInName }, new Date());
  return `${count === 1 ? '1 session has' : `${count} sessions have`} ended.`;
}

/** Typed twice and unseen at a terminal; the first line of what is piped in otherwise. */
async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    const ask = async (prompt: string) => {
      process.stderr.write(prompt);
      const typed = await terminal.question('');
      process.stderr.write('\n');
      return typed;
    };
    const password = await ask('Password (15 to 256 characters): ');
    if (password !== (await ask('The same once more: '))) throw new Error('The two passwords differ.');
    return password;
  } finally {
    terminal.close();
  }
}

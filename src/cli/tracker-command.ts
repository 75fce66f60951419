import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { cleanText } from '../domain/text.js';
import { foundSomething } from './child-process.js';
import { type Command, type Given, Wrong } from './command.js';
import { dataCommands } from './data-commands.js';
import { peopleCommands } from './people-commands.js';
import { safetyCommands } from './safety-commands.js';

const usage = `Usage: npm run tracker -- <command> [<argument>] [--database <url>]

Works on the tracker's database from the machine that it runs on, while the server
runs; no restart is needed.

Data
  export [<file>]                everything on record as JSON Lines, without secrets;
                                 to standard output if no file is named
  import <file>                  takes such a file into an empty database; - reads
                                 standard input
  import <file> --dry-run        does the same and then takes it back: says what
                                 would be imported, or what is wrong
  copy --to <url>                copies everything on record into an empty database,
                                 such as from SQLite to PostgreSQL, and compares both
  release --negotiation <slug> --name <name>
                                 keeps all tables of a negotiation as they are now,
                                 for ever, and lists them on its page of data

Safety
  backup [<target>]              a verified copy of the database, as npm run backup
  verify [<file>]                whether every entry is as it was published; of the
                                 database, or of a backup
  restore <backup>               puts a backup in the place of the database, once it
                                 has proved to be whole; the server must be stopped

People
  users                          who can sign in: name, role, state, public name
  create-admin <sign-in name>    makes somebody who may do everything; asks for the
                                 password, or reads it from a pipe
  set-password <sign-in name>    gives somebody a new password, and signs them out
  unlock <sign-in name>          forgets failed sign-ins, so that one can try again
                                 at once; also takes an address
  sessions                       who is signed in: name, since when, last used
  end-sessions <sign-in name>    signs one person out everywhere
  end-sessions --everybody       signs everybody out

  --database <url>  the database, by default DATABASE_URL; --from is the same
  --ends-with <id>  the process that runs it; verify ends once that has gone
  --help            this text

Lists have tabs between their fields. It ends with 0 if it was done, 1 if not, 2 if
it was called wrongly, and 3 if verify found something that is not as it was
published; what went wrong stands on standard error.
`;

const commands: Readonly<Record<string, Command>> = {
  ...dataCommands,
  ...safetyCommands,
  ...peopleCommands,
};
const optionWords = {
  everybody: '--everybody',
  dryRun: '--dry-run',
  to: '--to',
  negotiation: '--negotiation',
} as const;

// A program that reads our output and ends early, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`The answer cannot be written: ${error.message}\n`);
  process.exit(1);
});
// If standard error is closed, progress cannot be shown, but the command still runs.
process.stderr.on('error', () => undefined);

// New files hold password hashes and names: nobody else on the machine may read them.
process.umask(0o077);

process.exitCode = await run(process.argv.slice(2));

/** Returns the exit code: 0 done, 1 refused, 2 wrong usage, 3 something found. */
async function run(commandLine: string[]): Promise<number> {
  const parsed = parse(commandLine);
  if (parsed instanceof Error) return misused(parsed.message);
  if (parsed.help) {
    process.stdout.write(usage);
    return 0;
  }
  const command = commandOf(parsed);
  if (typeof command === 'string') return misused(command);
  try {
    const databaseUrl = parsed.database ?? readConfig().databaseUrl;
    const line = await command.run({ ...parsed, databaseUrl });
    if (line !== null) process.stdout.write(`${cleanText(line)}\n`);
    return 0;
  } catch (error) {
    const message = cleanText(error instanceof Error ? error.message : String(error));
    process.stderr.write(error instanceof Wrong ? `${message}\n` : `Nothing was changed: ${message}\n`);
    return error instanceof Wrong ? foundSomething : 1;
  }
}

function misused(problem: string): number {
  process.stderr.write(`${problem}\n\n${usage}`);
  return 2;
}

interface Parsed extends Omit<Given, 'databaseUrl'> {
  readonly command: string | undefined;
  readonly database: string | undefined;
  readonly help: boolean;
}

function parse(commandLine: string[]): Parsed | Error {
  try {
    const { values, positionals } = parseArgs({
      args: commandLine,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        everybody: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        database: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        negotiation: { type: 'string' },
        name: { type: 'string' },
        'ends-with': { type: 'string' },
      },
    });
    if (positionals.length > 2) return new Error(`“${positionals[2]}” is one word too many.`);
    const [command, argument] = positionals;
    const {
      help,
      everybody,
      from,
      to = null,
      negotiation = null,
      name = null,
      'dry-run': dryRun,
      'ends-with': caller,
    } = values;
    const database = values.database ?? from;
    const endsWith = caller === undefined ? null : Number(caller);
    return { command, argument, everybody, dryRun, database, to, negotiation, name, endsWith, help };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The command, or a sentence that says why none can be run. */
function commandOf({ command: name, argument, ...options }: Parsed): Command | string {
  if (name === undefined) return 'Which command?';
  const command = commands[name];
  if (!command) return `There is no command “${name}”.`;
  for (const option of ['everybody', 'dryRun', 'to', 'negotiation'] as const) {
    if (!options[option] || command.option === option) continue;
    const owner = Object.keys(commands).find((each) => commands[each]?.option === option);
    return `${optionWords[option]} belongs to ${owner}.`;
  }
  if (options.everybody && argument !== undefined) return 'Name one person, or give --everybody, not both.';
  if (argument !== undefined && command.argument === null) return `“${name}” takes nothing after it.`;
  const needsArgument = command.argument !== null && !command.isOptional && !options.everybody;
  if (argument === undefined && needsArgument) return `“${name}” needs ${command.argument}.`;
  return command;
}

import { temporaryFolder } from './database.js';
import { ServerProcess } from './server-process.js';

const [hour, day, minute] = [3_600_000, 86_400_000, 60_000];
/** The record is verified between three and four o’clock. */
const night = 3.5 * hour;

/**
 * Loaded before the program: at its start it is noon, until it is told that it is night; and what it does every minute it
 * does every half second. No test depends so on how fast a server starts.
 */
const preload = (untilNoon: number) => `
  const now = Date.now;
  const real = Date;
  let ahead = Number(process.env.CLOCK_AHEAD ?? ${untilNoon});
  process.on('SIGUSR2', () => {
    ahead += ${night + day / 2};
    // For the processes that it starts too.
    process.env.CLOCK_AHEAD = ahead;
  });
  globalThis.Date = class extends real {
    constructor(...given) {
      if (given.length === 0) super(real.now());
      else super(...given);
    }
  };
  Date.now = real.now = () => now() + ahead;
  const every = globalThis.setInterval;
  globalThis.setInterval = (act, milliseconds, ...given) =>
    every(act, milliseconds === ${minute} ? 500 : milliseconds, ...given);
`;

/** A server for which it is noon, until night falls. */
export function startNightServer(databaseUrl: string): Promise<ServerProcess> {
  const untilNoon = (day + day / 2 - (Date.now() % day)) % day;
  const module = `data:text/javascript,${encodeURIComponent(preload(untilNoon))}`;
  return ServerProcess.start(temporaryFolder(), {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'info',
    NODE_OPTIONS: `--import=${module}`,
  });
}

/** For such a server it is the next night at once. */
export function letNightFall({ pid }: ServerProcess): void {
  process.kill(pid, 'SIGUSR2');
}

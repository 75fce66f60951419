import { temporaryFolder } from './database.js';
import { ServerProcess } from './server-process.js';

const [nightBegins, day, minute] = [3 * 3_600_000, 86_400_000, 60_000];

/** Loaded before the program: its clock is ahead, and what it does every minute it does every half second. */
const preload = (ahead: number) => `
  const now = Date.now;
  const real = Date;
  globalThis.Date = class extends real {
    constructor(...given) {
      if (given.length === 0) super(real.now());
      else super(...given);
    }
  };
  Date.now = real.now = () => now() + ${ahead};
  const every = globalThis.setInterval;
  globalThis.setInterval = (act, milliseconds, ...given) =>
    every(act, milliseconds === ${minute} ? 500 : milliseconds, ...given);
`;

/** A server for which the night, in which the record is verified, begins in so many milliseconds. */
export function startNightServer(databaseUrl: string, nightIn: number): Promise<ServerProcess> {
  const now = Date.now();
  const ahead = (((nightBegins - nightIn - now) % day) + day) % day;
  const module = `data:text/javascript,${encodeURIComponent(preload(ahead))}`;
  return ServerProcess.start(temporaryFolder(), {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'info',
    NODE_OPTIONS: `--import=${module}`,
  });
}

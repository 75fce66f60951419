/** How often the tests of kill -9 kill; `npm run test:kill` asks for more. */
export const kills = Number(process.env.KILLS ?? 20);

/** In milliseconds, how long a test of that many kills may take on a slow machine. */
export const longestKills = Math.max(600_000, kills * 30_000);

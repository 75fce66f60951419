import { afterEach, beforeEach } from 'vitest';
import { temporaryFolder } from './database.js';
import { ServerProcess } from './server-process.js';

/** Servers of one test, all in one folder. */
export interface FolderOfServers {
  path: string;
  start(settings?: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

/** Declares a new folder for each test, and that the servers started in it are stopped when the test ends. */
export function folderForEachTest(): FolderOfServers {
  let running: ServerProcess[] = [];
  const folder: FolderOfServers = {
    path: '',
    async start(settings = {}) {
      const server = await ServerProcess.start(folder.path, settings);
      running.push(server);
      return server;
    },
  };
  beforeEach(() => {
    folder.path = temporaryFolder();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop()));
  });
  return folder;
}

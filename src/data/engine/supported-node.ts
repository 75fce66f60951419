// Imported first by the server and every command: on another Node the rest would fail later, or without a clear message.
import { createRequire } from 'node:module';

/** The Node versions that are supported, as in package.json. On Node 24, better-sqlite3 12 ends the process. */
export const supportedNode = '^20.19 || ^22.12';

/** Why a version of Node is not supported, in a sentence; null if it is. */
export function refusalOfNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const lines = [...supportedNode.matchAll(/\^(\d+)\.(\d+)/g)].map(([, line, least]) => ({
    line: Number(line),
    least: Number(least),
  }));
  if (lines.some(({ line, least }) => line === major && minor >= least)) return null;
  const words = lines.map(({ line, least }) => `${line} (${line}.${least} or newer)`).join(' or ');
  return `This program works on Node ${words}; this is Node ${version}. Start it with one of those.`;
}

/** Why SQLite cannot be loaded, in a sentence; null if it can. */
function refusalOfBinary(): string | null {
  try {
    const Sqlite = createRequire(import.meta.url)('better-sqlite3') as new (
      file: string,
    ) => { close(): void };
    new Sqlite(':memory:').close();
    return null;
  } catch (error) {
    const { message } = error as Error;
    return /NODE_MODULE_VERSION/.test(message)
      ? `The program was installed with a version of Node other than ${process.versions.node}. Run “npm ci” with the version that is to run it.`
      : `SQLite cannot be loaded: ${message}`;
  }
}

const refusal = refusalOfNode(process.versions.node) ?? refusalOfBinary();
if (refusal !== null) {
  process.stderr.write(`${refusal}\n`);
  process.exit(1);
}

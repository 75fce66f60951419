import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every TypeScript file under a folder of the project, without what Prisma generates. */
export function sourceFiles(folder: string): SourceFile[] {
  return filesUnder(folder, /\.ts$/);
}

/** Every file under a folder of the project whose name matches, without what Prisma generates. */
export function filesUnder(folder: string, name: RegExp): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}generated${sep}`))
    .map((path) => ({
      path: relative(root, path).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }));
}

/** The same for the files in the root of the project itself. */
export function rootFiles(name: RegExp): SourceFile[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map(({ name: path }) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

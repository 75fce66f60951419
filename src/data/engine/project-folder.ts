import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of package.json. Found by going up, because the built program is a few files that stand elsewhere than
 * their sources.
 */
const projectFolder = folderAbove(dirname(fileURLToPath(import.meta.url)));

/** The path of a file or folder of the project, as it is written from the folder of package.json. */
export function projectPath(path: string): string {
  return join(projectFolder, path);
}

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The program lies in no folder with a package.json.');
  return folderAbove(above);
}

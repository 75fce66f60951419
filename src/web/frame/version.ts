import { readFileSync } from 'node:fs';
import { projectPath } from '../../data/engine/project-folder.js';

const manifest = readFileSync(projectPath('package.json'), 'utf8');

/** The version of the program. */
export const { version } = JSON.parse(manifest) as { readonly version: string };

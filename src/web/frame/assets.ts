import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import { projectPath } from '../../data/engine/project-folder.js';
import { allowUseElsewhere } from './security/headers.js';

const require = createRequire(import.meta.url);
const folder = projectPath('views/assets');
const fontPackages = ['@fontsource-variable/source-serif-4', '@fontsource-variable/source-sans-3'];
const fontFolders = fontPackages.map((name) =>
  join(dirname(require.resolve(`${name}/package.json`)), 'files'),
);

/** Changes whenever one of the files does, so that browsers may cache them for a year. */
const edition = createHash('sha256')
  .update(
    readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file)))
      .join('\n'),
  )
  .digest('hex')
  .slice(0, 12);

/** The path of style sheets, scripts and fonts. */
export const assetsPath = `/assets/${edition}`;

/** Embedded pages use these in frames, whose origin is not ours; fonts are requested by CORS. */
function shareWithAnyOrigin(response: ServerResponse): void {
  allowUseElsewhere(response);
  response.setHeader('Access-Control-Allow-Origin', '*');
}

/**
 * Style sheets, scripts and the fonts of their packages, to be mounted at `assetsPath`; nothing comes from another
 * host.
 */
export function assetRoutes(): Router {
  const router = Router({ caseSensitive: true });
  const options = {
    immutable: true,
    maxAge: '365d',
    index: false,
    redirect: false,
    setHeaders: shareWithAnyOrigin,
  } as const;
  for (const fonts of fontFolders) router.use('/fonts', express.static(fonts, options));
  router.use(express.static(folder, options));
  return router;
}

import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import type { Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const folder = fileURLToPath(new URL('../../../views/assets/', import.meta.url));
/** In bytes, all scripts together as they are sent. It must not grow. */
const mostBytes = 20_000;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('all scripts together have at most 20 kB', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const bytes = scripts.reduce((sum, file) => sum + statSync(`${folder}${file}`).size, 0);
  process.stdout.write(`Scripts, in bytes: ${bytes}\n`);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});

test('a page loads only the script that it uses: readers none, nor an editor where nothing is typed', async () => {
  const scriptsOn = async (who: Visitor, path: string) =>
    [...(await who.open(path)).text.matchAll(/<script type="module" src="[^"]*\/([^"/]+)"/g)].map(
      ([, name]) => name,
    );
  const editor = await application.signedIn('editor');
  expect(await scriptsOn(application.visitor(), talks)).toEqual([]);
  expect(await scriptsOn(editor, talks)).toEqual([]);
  expect(await scriptsOn(editor, `${talks}/updates`)).toEqual([]);
  expect(await scriptsOn(editor, `${talks}/demands/new`)).toEqual(['kept-forms.js']);
  expect(await scriptsOn(editor, `${talks}/records/46/correct`)).toEqual(['kept-forms.js']);
  expect(await scriptsOn(editor, `${talks}/updates/new`)).toEqual(['update-form.js']);
  expect(await scriptsOn(application.visitor(), '/sign-in')).toEqual([]);
});

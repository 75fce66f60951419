import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import type { Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const folder = fileURLToPath(new URL('../../../views/assets/', import.meta.url));
/** The scripts of forms, which only people who are signed in load; all others are for readers. */
const ofTheDesk = ['kept-forms.js', 'picker.js', 'update-form.js'];
/** In bytes, all scripts of one kind together as they are sent. They must not grow. */
const most = { desk: 20_000, readers: 12_000 };
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('the scripts of the desk have at most 20 kB together, those for readers 12 kB', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const bytes = (isOfTheDesk: boolean) =>
    scripts
      .filter((file) => ofTheDesk.includes(file) === isOfTheDesk)
      .reduce((sum, file) => sum + statSync(`${folder}${file}`).size, 0);
  const found = { desk: bytes(true), readers: bytes(false) };
  process.stdout.write(`Scripts, in bytes: ${JSON.stringify(found)}\n`);
  expect(scripts).toEqual(expect.arrayContaining(ofTheDesk));
  expect(found.desk).toBeLessThanOrEqual(most.desk);
  expect(found.readers).toBeLessThanOrEqual(most.readers);
});

test('a page loads only the scripts that it uses: a reader’s page that of its bar, an editor’s those of its form', async () => {
  const scriptsOn = async (who: Visitor, path: string) =>
    [...(await who.open(path)).text.matchAll(/<script type="module" src="[^"]*\/([^"/]+)"/g)].map(
      ([, name]) => name,
    );
  const editor = await application.signedIn('editor');
  expect(await scriptsOn(application.visitor(), talks)).toEqual(['bar.js', 'matrix.js']);
  expect(await scriptsOn(editor, talks)).toEqual(['bar.js', 'matrix.js']);
  expect(await scriptsOn(application.visitor(), `${talks}/updates`)).toEqual(['bar.js']);
  expect(await scriptsOn(editor, `${talks}/updates`)).toEqual(['bar.js']);
  expect(await scriptsOn(editor, `${talks}/topics`)).toEqual([]);
  expect(await scriptsOn(editor, `${talks}/demands/new`)).toEqual(['kept-forms.js']);
  expect(await scriptsOn(editor, `${talks}/records/46/correct`)).toEqual(['kept-forms.js']);
  expect(await scriptsOn(editor, `${talks}/updates/new`)).toEqual(['update-form.js']);
  expect(await scriptsOn(application.visitor(), '/sign-in')).toEqual([]);
});

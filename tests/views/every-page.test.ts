import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderView } from '../../src/web/frame/render.js';
import { bar, samples } from './samples.js';

const views = fileURLToPath(new URL('../../views/', import.meta.url));
const files = readdirSync(views, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ejs'))
  .map((file) => file.replace(/\.ejs$/, ''));

/** Parts of pages: included by others, never rendered alone. */
const parts =
  /^(parts|frame\/(forms|reading))\/|^(frame\/(layout|embedded-layout|sign-shapes)|desk\/records\/record|desk\/drafts\/draft)$/;

/** A view model that throws on a field that it does not have, instead of printing nothing. */
function strict<Value>(value: Value, path = 'page'): Value {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name) {
      if (typeof name === 'symbol') return Reflect.get(target, name);
      if (!Reflect.has(target, name)) throw new Error(`${path} has no “${name}”.`);
      const field: unknown = Reflect.get(target, name);
      return typeof field === 'function' ? field.bind(target) : strict(field, `${path}.${name}`);
    },
    has: (target, name) => Reflect.has(target, name),
  }) as Value;
}

test('every view has a sample, and every sample a view', () => {
  const pages = files.filter((file) => !parts.test(file.replaceAll('\\', '/')));
  expect(Object.keys(samples).sort()).toEqual(pages.sort());
});

test.each(Object.entries(samples))(
  '%s prints only fields that its view model has',
  async (name, variants) => {
    expect(variants.length).toBeGreaterThan(0);
    for (const page of variants) {
      const html = await renderView(name, { page: strict(page), bar: strict(bar, 'bar') });
      expect(html).not.toMatch(/undefined|\[object|NaN/);
    }
  },
);

test('a misspelt field is caught', async () => {
  const [sample] = samples['frame/session/new'];
  const { action: _action, ...without } = sample as unknown as Record<string, unknown>;
  await expect(renderView('frame/session/new', { page: strict(without), bar: null })).rejects.toThrow(
    'page has no “action”.',
  );
});

test('only includes and the layout’s body are printed unescaped', () => {
  for (const file of files) {
    const text = readFileSync(join(views, `${file}.ejs`), 'utf8');
    const unescaped = [...text.matchAll(/<%-([^%]*)%>/g)].map(([, code]) => (code as string).trim());
    const allowed = unescaped.filter(
      (code) => code.startsWith('include(') || (/^frame\/(embedded-)?layout$/.test(file) && code === 'body'),
    );
    expect([file, unescaped]).toEqual([file, allowed]);
  }
});

test('every part that a view includes is there', () => {
  for (const file of files) {
    const text = readFileSync(join(views, `${file}.ejs`), 'utf8');
    for (const [, part] of text.matchAll(/include\('([^']+)'/g)) {
      const path = join(views, file, '..', `${part}.ejs`);
      expect([file, part, existsSync(path)]).toEqual([file, part, true]);
    }
  }
});

test('characters beyond ASCII are in the text of a view, never in its code', () => {
  for (const file of files) {
    const text = readFileSync(join(views, `${file}.ejs`), 'utf8');
    const code = [...text.matchAll(/<%[\s\S]*?%>/g)].map(([found]) => found);
    expect([file, code.filter((each) => /[^\0-\x7f]/.test(each))]).toEqual([file, []]);
  }
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cleanField } from '../../../../src/domain/log/clean-field.js';
import { readFormValues } from '../../../../src/web/frame/forms/form-shape.js';
import { stanceFields } from '../../../../src/web/parts/update-form/stance-fields.js';
import { context } from '../../../domain/update-builder.js';

test('a form is read as it will be recorded: names on one line, texts with their lines', () => {
  const form = new URLSearchParams([
    ['outlet', ' The\u00a0\u200bWashington  Post\uffff '],
    ['stances.0.quote', ' cease\u00adfire\r\nnow\u202e '],
    ['members', ' 1'],
    ['members', '2\u0000'],
  ]);
  expect(readFormValues(form, ['outlet', 'stances.0.quote'], ['members'])).toEqual({
    outlet: ['The Washington Post'],
    'stances.0.quote': ['ceasefire\nnow'],
    members: ['1', '2'],
  });
});

test('every field that is shown with several lines keeps them, but for a proposition and clearer words for one, which are names', () => {
  const files = readdirSync('src/web', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/web/${file}`, 'utf8'));
  const shown = files.flatMap((text) => [
    ...[...text.matchAll(/kind: 'textarea',\s*name: '(\w+)'/g)].map(([, name]) => name as string),
    ...[...text.matchAll(/\barea\('(\w+)'/g)].map(([, name]) => name as string),
  ]);
  const { main, details } = stanceFields(context, 1, 1);
  const ofStances = [...main, ...details].filter(({ kind }) => kind === 'textarea');
  shown.push(...ofStances.map(({ name }) => name));
  expect(shown).toContain('summary');
  const kept = shown.filter((name) => cleanField(name, 'one\ntwo') === 'one\ntwo');
  expect(shown.filter((name) => !kept.includes(name))).toEqual(['words', 'proposition']);
});

import { expect, test } from 'vitest';
import { plainFormPage } from '../../../../src/web/frame/plain-form/pages.js';

const form = {
  negotiation: { name: 'Talks', slug: 'talks' },
  heading: 'Record the outcome',
  lede: 'What became of it.',
  action: '/outcome',
  submit: 'Publish',
  definitions: [{ kind: 'text', name: 'date', label: 'Date' }] as const,
  cancelUrl: '/demand',
};

test('a form that is shown again holds what was typed, and links each problem to its field', () => {
  const problems = [{ field: 'date', message: 'This date is in the future.' }];
  const page = plainFormPage(form, { values: { date: ['2035'] }, problems, csrfToken: 'token' });
  expect(page.fields.map(({ name, value, error }) => [name, value, error])).toEqual([
    ['date', '2035', 'This date is in the future.'],
  ]);
  expect(page.problems).toEqual([
    { label: 'Date: This date is in the future.', url: `#${page.fields[0]?.id ?? ''}` },
  ]);
  expect([page.notice, page.cancel.url]).toEqual([null, '/demand']);
});

test('further sources are folded away until one of them is filled in or wrong', () => {
  const definitions = [
    ...form.definitions,
    { kind: 'text', name: 'sources.1.outlet', label: 'Outlet', isFurtherSource: true } as const,
  ];
  const isOpen = (values: Record<string, string[]>, problems: { field: string; message: string }[] = []) =>
    plainFormPage({ ...form, definitions }, { values, problems, csrfToken: 'token' }).furtherSources?.isOpen;
  expect(isOpen({ date: ['2025'] })).toBe(false);
  expect(isOpen({ 'sources.1.outlet': ['Reuters'] })).toBe(true);
  expect(isOpen({}, [{ field: 'sources.1.outlet', message: 'Name the outlet.' }])).toBe(true);
  expect(plainFormPage(form, { values: {}, csrfToken: 'token' }).furtherSources).toBe(null);
});

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
    { label: 'This date is in the future.', url: `#${page.fields[0]?.id ?? ''}` },
  ]);
  expect([page.notice, page.cancel.url]).toEqual([null, '/demand']);
});

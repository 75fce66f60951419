import { expect, test } from 'vitest';
import { type FieldDefinition, formField } from '../../../../src/web/frame/forms/form-fields.js';
import { idsIn, numberIn, optionalTextIn, valuesOf } from '../../../../src/web/frame/forms/form-values.js';

const raisers: FieldDefinition = {
  kind: 'checkboxes',
  name: 'raisers',
  label: 'Raised by',
  hint: 'One at least.',
  choices: [
    { value: '1', label: 'Russia' },
    { value: '2', label: 'Ukraine' },
  ],
};
const proposition: FieldDefinition = {
  kind: 'textarea',
  name: 'proposition',
  label: 'Proposition',
  isFixed: true,
};

test('a field shows what was typed, with its hint and its error described', () => {
  const problems = [{ field: 'raisers', message: 'Choose one.' }];
  const field = formField(raisers, { values: { raisers: ['2'] }, problems, standing: null });
  expect(field.choices).toEqual([
    { value: '1', label: 'Russia', id: 'field-raisers', isChosen: false },
    { value: '2', label: 'Ukraine', id: 'field-raisers-2', isChosen: true },
  ]);
  expect(field).toMatchObject({
    error: 'Choose one.',
    standing: null,
    describedBy: 'field-raisers-hint field-raisers-error',
  });
});

test('what stands now is shown where it differs from what was typed', () => {
  const state = (typed: string[], standing: string[]) => ({
    values: { raisers: typed },
    problems: [],
    standing: { raisers: standing },
  });
  expect(formField(raisers, state(['2'], ['1', '2'])).standing).toBe('Russia, Ukraine');
  expect(formField(raisers, state(['2', '1'], ['1', '2'])).standing).toBeNull();
  expect(formField(raisers, state(['2'], [])).standing).toBe('empty');
});

test('a fixed field opens again where it has a problem', () => {
  const state = { values: { proposition: ['Words'] }, problems: [], standing: null };
  expect(formField(proposition, state).isFixed).toBe(true);
  const problems = [{ field: 'proposition', message: 'It stays.' }];
  expect(formField(proposition, { ...state, problems }).isFixed).toBe(false);
});

test('values are texts, and only whole numbers are read as numbers', () => {
  const values = valuesOf({ name: 'NATO', order: 3, url: null, members: [4, 5] });
  expect(values).toEqual({ name: ['NATO'], order: ['3'], url: [], members: ['4', '5'] });
  expect(numberIn(values, 'order')).toBe(3);
  expect(idsIn(values, 'members')).toEqual([4, 5]);
  expect(optionalTextIn(values, 'url')).toBeNull();
  for (const text of ['', '1.5', '-1', '1e3', '0x10', '９', '12345678901']) {
    expect(numberIn({ order: [text] }, 'order')).toBeNaN();
  }
});

import { expect, test } from 'vitest';
import {
  actionsOfGroup,
  auditActions,
  auditChanges,
  auditGroups,
  auditSentence,
} from '../../../src/domain/people/audit.js';
import { sourceFiles } from '../../support/source-files.js';

test('every action has its sentence, and every sentence an action', () => {
  const names = sourceFiles('src/actions').flatMap(({ text }) =>
    [...text.matchAll(/action: '([a-z_]+)'/g)].map(([, name]) => name as string),
  );
  expect(Object.keys(auditActions).sort()).toEqual(names.sort());
});

test('every action is in one group', () => {
  const grouped = auditGroups.flatMap(({ value }) => actionsOfGroup(value));
  expect(grouped.sort()).toEqual(Object.keys(auditActions).sort());
});

test('what the sentences say', () => {
  const say = (action: string, subject: string, details: Record<string, unknown> = {}) =>
    auditSentence(action, { who: 'night-desk', subject, details });
  expect([
    say('log_update', 'After Alaska', { stances: 3, proposal: null }),
    say('log_update', 'After Alaska', { stances: 3, proposal: 7 }),
    say('correct_record', 'Russia on “Ukraine renounces NATO membership”'),
    say('retract_update', 'A hoax', { records: [60, 61], skipped: [62] }),
    say('remove_text', 'Russia on “Ukraine renounces NATO membership”', { texts: ['stances.60.quote'] }),
    say('decline_proposal', 'Kyiv repeats its answer'),
    say('edit_demand', 'Ukraine renounces NATO membership'),
    say('close_structure', 'NATO'),
    say('invite_person', '3', { role: 'editor' }),
    say('accept_invitation', 'night-desk', { role: 'contributor' }),
    say('change_role', 'kyiv-desk', { before: 'contributor', after: 'admin' }),
    say('change_public_name', 'night-desk', { publicName: 'The night desk' }),
    say('change_public_name', 'night-desk', { publicName: null }),
    say('change_password', 'night-desk'),
    say('end_sessions', 'everybody', { count: 2 }),
    say('sign_in', 'night-desk'),
    say('sing', 'night-desk'),
  ]).toEqual([
    'night-desk published the update “After Alaska”.',
    'night-desk published the update “After Alaska”, proposal 7.',
    'night-desk corrected the record of Russia on “Ukraine renounces NATO membership”.',
    'night-desk retracted the update “A hoax”: 2 records, 1 passed over.',
    'night-desk removed 1 text from the record of Russia on “Ukraine renounces NATO membership”, for legal reasons.',
    'night-desk declined the proposal “Kyiv repeats its answer”.',
    'night-desk edited the demand “Ukraine renounces NATO membership”.',
    'night-desk closed “NATO”.',
    'night-desk invited somebody as an editor.',
    'night-desk joined as a contributor, by invitation.',
    'night-desk made kyiv-desk an admin, before that a contributor.',
    'night-desk took the public name “The night desk”.',
    'night-desk removed their own public name.',
    'night-desk changed their own password.',
    'night-desk ended 2 sessions of everybody, from the command line.',
    'night-desk signed in.',
    'night-desk did “sing” to night-desk.',
  ]);
});

test('an edit says which fields it changed', () => {
  const before = { name: 'Nato', order: 1, addressees: [1], note: '' };
  const after = { name: 'NATO', order: 1, addressees: [1, 2], note: null };
  expect(auditChanges({ before, after })).toEqual([
    { field: 'name', before: 'Nato', after: 'NATO' },
    { field: 'addressees', before: '[1]', after: '[1,2]' },
  ]);
  expect(auditChanges({ after })).toEqual([]);
  expect(auditChanges({ before: 'contributor', after: 'editor' })).toEqual([]);
});

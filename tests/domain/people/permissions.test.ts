import { expect, test } from 'vitest';
import { requireAbility } from '../../../src/domain/people/actor.js';
import { abilities, type Ability, may, roles } from '../../../src/domain/people/permissions.js';

test('who may do what', () => {
  const lines = (Object.keys(abilities) as Ability[]).map((ability) => {
    const who = roles.filter((role) => may(role, ability));
    return `${ability}: ${who.join(', ')}`;
  });
  expect(lines).toEqual([
    'propose: contributor, editor, admin',
    'publish: editor, admin',
    'correct: editor, admin',
    'retract: editor, admin',
    'edit_references: editor, admin',
    'create_structure: editor, admin',
    'edit_structure: admin',
    'manage_people: admin',
    'remove_text: admin',
    'read_audit: editor, admin',
  ]);
});

test('a reader may do none of it', () => {
  expect((Object.keys(abilities) as Ability[]).filter((ability) => may(null, ability))).toEqual([]);
});

test('what a role does not include is refused with a sentence', () => {
  const contributor = { userId: null, role: 'contributor' } as const;
  expect(() => requireAbility(contributor, 'publish')).toThrow(
    'The role “contributor” does not include this. Ask an editor or an admin.',
  );
  expect(() => requireAbility({ userId: null, role: 'editor' }, 'publish')).not.toThrow();
});

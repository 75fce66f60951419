import type { Role } from '../../domain/people/permissions.js';

/** What each role may do, as told to whoever gets it. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  contributor: 'Contributors propose updates, which an editor publishes.',
  editor: 'Editors publish, correct and retract, and create parties, topics, questions and demands.',
  admin: 'Admins publish, correct and retract, and manage structure and people.',
};

export function roleLabel(role: Role): string {
  return `${role.charAt(0).toUpperCase()}${role.slice(1)}`;
}

import type { Invitation } from '../../../data/people/invitations.js';
import type { User } from '../../../data/people/users.js';
import type { Role } from '../../../domain/people/permissions.js';
import type { Question } from '../../frame/confirmation/pages.js';
import { paths } from '../../frame/paths.js';
import { roleLabel, roleMeanings } from '../../parts/role-words.js';
import { invitationText } from './pages.js';

/** What is asked before somebody's role is changed. */
export function roleQuestion({ id, signInName, role: before }: User, role: Role): Question {
  return {
    negotiation: null,
    heading: `Make ${signInName} ${withArticle(role)}?`,
    lede: `${signInName} is ${withArticle(before)} now. ${roleMeanings[role]} It counts at once, and can be changed back.`,
    action: paths.personAct(id, 'role'),
    fields: [{ name: 'role', value: role }],
    submit: `Make ${signInName} ${withArticle(role)}`,
    cancelUrl: `${paths.people}#person-${id}`,
  };
}

export function deactivationQuestion({ id, signInName }: User): Question {
  return {
    negotiation: null,
    heading: `Deactivate ${signInName}?`,
    lede: 'All sessions end at once, and nobody can sign in with this name. What was recorded stays. An admin can make the person active again.',
    action: paths.personAct(id, 'deactivate'),
    submit: `Deactivate ${signInName}`,
    cancelUrl: `${paths.people}#person-${id}`,
  };
}

export function revocationQuestion(invitation: Invitation): Question {
  return {
    negotiation: null,
    heading: 'Withdraw the invitation?',
    lede: `${invitationText(invitation)}. Its link will open nothing any more. Another invitation can be made.`,
    action: paths.revokeInvitation(invitation.id),
    submit: 'Withdraw the invitation',
    cancelUrl: paths.people,
  };
}

function withArticle(role: Role): string {
  return `${role === 'contributor' ? 'a' : 'an'} ${roleLabel(role).toLowerCase()}`;
}

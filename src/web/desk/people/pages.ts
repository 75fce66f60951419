import type { Invitation } from '../../../data/people/invitations.js';
import type { User } from '../../../data/people/users.js';
import { type Role, roles } from '../../../domain/people/permissions.js';
import { longInstant } from '../../../domain/when.js';
import { roleLabel, roleMeanings } from '../../parts/role-words.js';
import { type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';

interface RoleChoice {
  readonly value: Role;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Everybody who can sign in, and the open invitations. For admins. */
export interface PeoplePage extends Page {
  readonly csrfToken: string;
  /** Why the last act was refused; null if none was. */
  readonly problem: string | null;
  /** The link of an invitation just created: shown once, stored nowhere. Otherwise null. */
  readonly newLink: { readonly url: string; readonly text: string } | null;
  readonly people: readonly {
    readonly id: string;
    readonly signInName: string;
    readonly publicName: string | null;
    readonly roleId: string;
    readonly roles: readonly RoleChoice[];
    readonly roleText: string;
    readonly roleUrl: string;
    readonly isActive: boolean;
    /** The page that asks before deactivating; null for somebody who is not active. */
    readonly deactivate: string | null;
    /** The address that makes somebody active again; null for somebody who is. */
    readonly reactivate: string | null;
  }[];
  readonly invite: { readonly url: string; readonly roles: readonly RoleChoice[] };
  readonly invitations: readonly {
    readonly text: string;
    readonly expires: string;
    readonly revokeUrl: string;
  }[];
  readonly meanings: readonly { readonly role: string; readonly meaning: string }[];
}

export interface PeopleState {
  readonly people: readonly User[];
  readonly invitations: readonly Invitation[];
  readonly csrfToken: string;
  readonly problem?: string;
  readonly newLink?: PeoplePage['newLink'];
}

export function peoplePage(state: PeopleState): PeoplePage {
  const { people, invitations, csrfToken, problem = null, newLink = null } = state;
  return {
    head: plainHead('People'),
    csrfToken,
    problem,
    newLink,
    people: people.map(({ id, signInName, publicName, role, isActive }) => ({
      id: `person-${id}`,
      signInName,
      publicName,
      roleId: `role-${id}`,
      roles: roleChoices(role),
      roleText: roleLabel(role),
      roleUrl: paths.personAct(id, 'role'),
      isActive,
      deactivate: isActive ? paths.personAct(id, 'deactivate') : null,
      reactivate: isActive ? null : paths.personAct(id, 'reactivate'),
    })),
    invite: { url: paths.newInvitation, roles: roleChoices('editor') },
    invitations: invitations.map(({ id, role, createdAt, expiresAt }) => ({
      text: invitationText({ role, createdAt }),
      expires: longInstant(expiresAt.toISOString()),
      revokeUrl: paths.revokeInvitation(id),
    })),
    meanings: roles.map((role) => ({ role: roleLabel(role), meaning: roleMeanings[role] })),
  };
}

/** “Editor, made on 21 August 2025, 09:00 UTC”. */
export function invitationText({ role, createdAt }: Pick<Invitation, 'role' | 'createdAt'>): string {
  return `${roleLabel(role)}, made on ${longInstant(createdAt.toISOString())}`;
}

function roleChoices(chosen: Role): RoleChoice[] {
  return roles.map((role) => ({ value: role, label: roleLabel(role), isChosen: role === chosen }));
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/people/people': PeoplePage;
  }
}

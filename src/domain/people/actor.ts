import { isolating } from '../isolation.js';
import { NotPermitted } from '../errors.js';
import { type Ability, may, type Role, whoMay } from './permissions.js';

/** Somebody acting in their own session, as they were when the request arrived. */
export interface Person {
  readonly userId: number;
  readonly role: Role;
  readonly sessionHash: string;
}

/** Who acts: a person, or the server itself, which records the example data. */
export type Actor = Person | { readonly userId: null; readonly role: Role };

/** The server as it records its example data; no request can act as the server. */
export const theServer: Actor = { userId: null, role: 'admin' };

/** Throws NotPermitted unless the actor's role grants the ability. */
export function requireAbility(actor: Actor, ability: Ability): void {
  if (!may(actor.role, ability)) {
    throw new NotPermitted(
      isolating`The role “${actor.role}” does not include this. Ask ${whoMay(ability)}.`,
    );
  }
}

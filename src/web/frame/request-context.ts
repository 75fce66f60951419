import type { Response } from 'express';
import type { Publisher } from '../../outputs/publisher.js';
import type { Licence } from '../../outputs/tables/licence.js';
import type { BrandView } from './brand.js';
import type { Role } from '../../domain/people/permissions.js';

/** Who is signed in, and the token that the forms of the session carry. */
export interface Viewer {
  readonly userId: number;
  readonly signInName: string;
  readonly publicName: string | null;
  readonly role: Role;
  readonly csrfToken: string;
  readonly sessionHash: string;
  /** When the password was last given in this session. */
  readonly passwordAskedAt: Date;
}

/** What is known about a request besides its contents. */
export interface RequestContext {
  readonly requestId: string;
  /** Scheme and host that the reader used. */
  readonly address: string;
  readonly publisher: Publisher;
  readonly brand: BrandView;
  /** The terms on which readers may use the data. */
  readonly licence: Licence;
  /** Why nothing can be recorded, as every page says; null if it can. */
  readonly readOnly: string | null;
  /** Null for a reader. */
  readonly viewer: Viewer | null;
  /** True for a viewer, and for anyone with the cookie of a session that ended within the last week. */
  readonly hadSession: boolean;
}

export function setContext(response: Response, context: RequestContext): void {
  response.locals.context = context;
}

export function contextOf(response: Response): RequestContext {
  return response.locals.context as RequestContext;
}

/** The person signed in; only for handlers that come after `requireAbility`. */
export function editorOf(response: Response): Viewer {
  const { viewer } = contextOf(response);
  if (!viewer) throw new Error('This handler does not require sign-in.');
  return viewer;
}

import { may, type Role } from '../../domain/people/permissions.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';

/** The link to log an update, or for a contributor to propose one; null for readers, and where none is taken any more. */
export function newUpdateLink(
  role: Role | null,
  { slug, isClosed }: Pick<Negotiation, 'slug' | 'isClosed'>,
  cell: { readonly party: string | null; readonly demand: string | null } = { party: null, demand: null },
): Link | null {
  if (isClosed) return null;
  const query = { party: cell.party, demand: cell.demand };
  const where = cell.party === null ? '' : ' on this position';
  if (may(role, 'publish'))
    return { label: `Log an update${where}`, url: withQuery(paths.newUpdate(slug), query) };
  if (may(role, 'propose'))
    return { label: `Propose an update${where}`, url: withQuery(paths.newProposal(slug), query) };
  return null;
}

/** The link to log what else the sources of an update report, or for a contributor to propose it; null for readers. */
export function moreFromSourcesLink(role: Role | null, negotiation: string, update: number): Link | null {
  const query = { sources: String(update) };
  if (may(role, 'publish'))
    return { label: 'Log more from these sources', url: withQuery(paths.newUpdate(negotiation), query) };
  if (may(role, 'propose'))
    return {
      label: 'Propose more from these sources',
      url: withQuery(paths.newProposal(negotiation), query),
    };
  return null;
}

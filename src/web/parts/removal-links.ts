import type { Sequence } from '../../domain/identifiers.js';
import { may, type Role } from '../../domain/people/permissions.js';
import type { Link } from '../frame/layout.js';
import { paths } from '../frame/paths.js';

/** The link to remove texts of what was published by itself, for those who may. */
export function removalLinks(role: Role | null, record: Sequence): Link[] {
  return may(role, 'remove_text')
    ? [{ label: 'Remove for legal reasons', url: paths.removeOwnText(record) }]
    : [];
}

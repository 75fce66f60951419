import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';

/** An empty file with the columns of an import; it begins with a byte-order mark for Excel. */
export function templateLink(slug: string): Link {
  return { label: 'Template (CSV)', url: withQuery(paths.importTemplate(slug), { bom: '1' }) };
}

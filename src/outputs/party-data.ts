import { externalSchemes } from '../domain/structure/external-ids.js';
import type { Party } from '../domain/structure/negotiation.js';

/**
 * A party for search engines and catalogues (schema.org), with the ids by which others know it. `page` is its address
 * here, by which a program knows the party of one page as that of another.
 */
export function partyData({ name, kind, externalIds }: Party, page: string): object {
  const known = externalSchemes.flatMap((scheme) => {
    const value = externalIds[scheme.name];
    return value === null ? [] : [{ ...scheme, value }];
  });
  const sameAs = known.flatMap(({ uri, value }) => (uri ? [uri(value)] : []));
  return {
    '@type': kind === 'state' ? 'Country' : 'Organization',
    '@id': `${page}#party`,
    ...{ name, url: page },
    ...(sameAs.length > 0 && { sameAs }),
    ...(known.length > 0 && {
      identifier: known.map(({ label, value }) => ({
        '@type': 'PropertyValue',
        propertyID: label,
        value,
      })),
    }),
  };
}

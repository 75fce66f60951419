import { externalSchemes } from '../domain/structure/external-ids.js';
import type { Party } from '../domain/structure/negotiation.js';

/** A party for search engines and catalogues (schema.org), with the ids by which others know it. */
export function partyData({ name, kind, externalIds }: Party): object {
  const known = externalSchemes.flatMap((scheme) => {
    const value = externalIds[scheme.name];
    return value === null ? [] : [{ ...scheme, value }];
  });
  const sameAs = known.flatMap(({ uri, value }) => (uri ? [uri(value)] : []));
  return {
    '@type': kind === 'state' ? 'Country' : 'Organization',
    name,
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

import { EscapedText } from './isolation.js';
import type { Octets } from './octets.js';

/** The parameters by which an address is of another time, or of what was between two: search engines are kept out of these. */
export const timeNames = ['as_of', 'known_at', 'since', 'from'] as const;

const ofAnotherTime = new RegExp(`[?&;](?:${timeNames.join('|')})=`);
const anchor = /<a\b(?:<%[\s\S]*?%>|[^<>])*>/g;
/** Of an address in parts the last one, in which its query is. */
const address = / href="(?:[^"<]|<%=(?:(?!%>)[\s\S])*%>)*?<%=((?:(?!%>)[\s\S])*)%>"/;

/**
 * Rewrites a view so that each of its links that has no `rel` of its own gets `nofollow` where it leads to another time.
 * So no view has to take care of it.
 */
export function withNofollow(view: string): string {
  return view.replace(anchor, (tag) =>
    / rel="/.test(tag)
      ? tag
      : tag.replace(address, (href, url: string) => `${href}<%- nofollow(${url.trim()}) %>`),
  );
}

/** What a link with this address has behind it. */
export function nofollow(url: string | EscapedText | null): Octets {
  const text = url instanceof EscapedText ? url.octets : (url ?? '');
  return (ofAnotherTime.test(text) ? ' rel="nofollow"' : '') as Octets;
}

import type { EdtfDate } from './when.js';

/** A document or report. The same normalised URL is the same source. */
export interface Source {
  readonly id: number;
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly author: string | null;
  readonly publishedDate: EdtfDate | null;
  readonly accessedDate: EdtfDate | null;
  readonly note: string;
}

/** A source under an entry; `firstReportedBy` where the outlet passes on another's report. */
export interface Citation {
  readonly source: Source;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

const trackingParameter = /^(utm_.*|mc_.*|fbclid|gclid)$/i;

/** The address as typed, if it is an http(s) URL of at most 2,048 characters; else null. */
export function webAddress(text: string): URL | null {
  if (text.length > 2048 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}

/**
 * The form in which two addresses of one page are equal: no scheme, lower-case host without `www.`, no fragment, no
 * tracking parameters, the others in order, no slash at the end.
 */
export function normalisedUrl(url: URL): string {
  const parameters = [...url.searchParams].filter(([name]) => !trackingParameter.test(name));
  parameters.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const query = new URLSearchParams(parameters).toString();
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.host.replace(/^www\./, '')}${path}${query && `?${query}`}`;
}

/** How many independent origins stand behind the citations: outlets that quote one report are one. */
export function originCount(citations: readonly Citation[]): number {
  const origins = citations.map(({ firstReportedBy, source }) => firstReportedBy ?? source.outlet);
  return new Set(origins.map((origin) => origin.trim().toLocaleLowerCase('en'))).size;
}

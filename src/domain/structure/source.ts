import { fold } from '../text.js';
import { isTrackingParameter } from './tracking-parameters.js';
import type { EdtfDate } from '../when.js';

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

/** A source cited by an entry; `firstReportedBy` if the outlet passes on somebody else's report. */
export interface Citation {
  readonly source: Source;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

/** Scheme, two slashes, a host; no user, backslash or white space, which browsers interpret differently. */
const addressShape = /^https?:\/\/[^/?#@\\\s]+(?:[/?#][^\\\s]*)?$/i;

/** The address as typed, if it is an http(s) URL of at most 2,048 characters; else null. */
export function webAddress(text: string): URL | null {
  return text.length <= 2048 && addressShape.test(text) && URL.canParse(text) ? new URL(text) : null;
}

/**
 * The form in which two addresses of the same document are equal (RFC 3986, 6.2.2): without scheme, `www.`, tracking
 * parameters and trailing slashes, with the other parameters sorted, and with a fragment only if it names a document
 * (`#!`, `#/`). Percent-encoded bytes are never decoded as text, because different bytes that are not UTF-8 would
 * become equal.
 */
export function normalisedUrl({ host, port, hostname, pathname, search, hash }: URL): string {
  const parameters = parametersOf(search.slice(1))
    .map(plainParameter)
    .filter(([name]) => !isTrackingParameter(name, hostname));
  parameters.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const query = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  const place = withoutSlash(plainBytes(hash));
  return [
    port === '' ? plainHost(host) : `${plainHost(hostname)}:${port}`,
    withoutSlash(plainBytes(pathname)),
    query && `?${query}`,
    /^#[!/]./.test(place) ? place : '',
  ].join('');
}

/** The address in a form that no browser takes for a path of our own site, as it may a recorded `http:example.org`. */
export function safeAddress(address: string): string {
  return !addressShape.test(address) && URL.canParse(address) ? new URL(address).href : address;
}

/** The address as readers get it: without tracking parameters. The record keeps it as it was pasted. */
export function printedAddress(address: string): string {
  const safe = safeAddress(address);
  const [, path = '', query = '', place = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(safe) ?? [];
  if (query === '' && place === '') return safe;
  const host = (/^[^/]*\/\/([^/:]*)/.exec(path)?.[1] ?? '').toLowerCase();
  const kept = (parameters: string) =>
    parametersOf(parameters.slice(1)).filter((each) => !isTrackingParameter(nameOf(each), host));
  const [parameters, places] = [kept(query), kept(place)];
  const isLess = parameters.length < parametersOf(query.slice(1)).length;
  return [
    path,
    isLess ? parameters.length > 0 && `?${parameters.join('&')}` : query,
    places.length > 0 || place === '#' ? place : '',
  ]
    .filter(Boolean)
    .join('');
}

/** The name of a parameter, decoded if it is encoded, which is rare. */
function nameOf(parameter: string): string {
  const name = parameter.split('=', 1)[0] as string;
  return /[%+]/.test(name) ? plainParameter(name)[0] : name;
}

function parametersOf(query: string): string[] {
  return query.split('&').filter((parameter) => parameter !== '');
}

/** Name and value; in a query, `+` is a space. */
function plainParameter(parameter: string): [name: string, value: string] {
  const [name = '', ...value] = plainBytes(parameter.replaceAll('+', '%20')).split('=');
  return [name, value.join('=')];
}

/** Percent-encodes exactly what must be, with upper-case digits; characters not allowed in an address are encoded. */
function plainBytes(text: string): string {
  return text
    .replace(/[^-\w.~:/?#@!$&'()*+,;=%]/gu, (sign) =>
      /\p{Surrogate}/u.test(sign) ? '%EF%BF%BD' : encodeURIComponent(sign),
    )
    .replace(/%[\da-f]{2}/gi, (byte) => {
      const sign = String.fromCharCode(Number.parseInt(byte.slice(1), 16));
      return /[-\w.~]/.test(sign) ? sign : byte.toUpperCase();
    });
}

function plainHost(host: string): string {
  return host.replace(/^www\./, '').replace(/\.$/, '');
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** The independent origins of the citations, folded: outlets that pass on the same report are one. */
export function originsCited(citations: readonly Citation[]): string[] {
  const names = citations.map(({ firstReportedBy, source }) => originNamed(firstReportedBy ?? source.outlet));
  return [...new Set(names)];
}

/** An outlet or agency as an origin: equal names are one. */
export function originNamed(outlet: string): string {
  return fold(outlet);
}

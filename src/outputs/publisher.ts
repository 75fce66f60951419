import { isolated } from '../domain/isolation.js';
import { cleanName } from '../domain/text.js';

/** Whose tracker it is, as set by its operator. */
export interface Publisher {
  /** What the site is called. */
  readonly siteName: string;
  /** The author of every citation, feed and data set. */
  readonly name: string;
  /** Whom readers write to; null for nobody. */
  readonly contact: Contact | null;
  /** Who answers for the site by law; null for no such page. */
  readonly imprintUrl: string | null;
}

/** A mail address, or a page with a form of its own. */
export type Contact =
  | { readonly kind: 'mail'; readonly address: string }
  | { readonly kind: 'page'; readonly url: string };

/** “Institute for Talks, Ceasefire Tracker”; one name where both are the same. */
export function publisherAndSite({ name, siteName }: Publisher): string {
  return name === siteName ? isolated(name) : `${isolated(name)}, ${isolated(siteName)}`;
}

/** The address behind which the contact answers. */
export function contactUrl(contact: Contact): string {
  return contact.kind === 'page' ? contact.url : mailUrl(contact.address);
}

/** RFC 6068: what is not a letter, a digit or one of a few signs is written in octets. */
export function mailUrl(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;
}

/** The mail address or the page behind which the contact answers, as files say it; null for none. */
export function contactOf({ contact }: Publisher): string | null {
  return contact && (contact.kind === 'page' ? contact.url : contact.address);
}

/** What somebody finds wrong: a page or a record, as it stands. */
export interface Reported {
  /** In one line. */
  readonly title: string;
  /** Its absolute permalink. */
  readonly permalink: string;
}

/** In characters: programs for mail cut long addresses off. */
const longestTitle = 150;

/**
 * Where an error in it is reported: a letter with what is needed to find it filled in (RFC 6068), or the page with the
 * permalink as its parameter `url`.
 */
export function errorReportUrl(contact: Contact, { title, permalink }: Reported): string {
  if (contact.kind === 'page') {
    const url = new URL(contact.url);
    url.searchParams.append('url', permalink);
    return url.href;
  }
  const whole = cleanName(title);
  const short = whole.length > longestTitle ? `${cleanName(whole.slice(0, longestTitle))}…` : whole;
  const lines = [short, permalink, '', 'What is wrong:', '', '', 'Where that can be read:', '', ''];
  const fields = [
    ['subject', `Error: ${short}`],
    ['body', lines.join('\r\n')],
  ] as const;
  const query = fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${mailUrl(contact.address)}?${query}`;
}

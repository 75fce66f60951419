import { isolated } from '../domain/isolation.js';

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

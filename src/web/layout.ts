import type { ChainHead } from '../domain/record-chain.js';
import type { PageCitation } from './citation.js';

/** A link as a template prints it. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What every page says about itself; views/layout.ejs prints it around the page. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  /** The negotiation that the page belongs to; null on pages of the instance. */
  readonly negotiation: { readonly name: string; readonly slug: string } | null;
  /** Which entry of the negotiation's navigation is this page: its path. */
  readonly current: string | null;
  /** The clocks and the evidence that links to the negotiation's other pages carry on. */
  readonly query: Readonly<Record<string, string | null>>;
  /** The path of the page at exactly these clocks; the layout prints it with our address. Null where there is none. */
  readonly permalink: string | null;
  /** The instant up to which the page is known (RFC 3339, UTC), for those who cite it; null where it has no permalink. */
  readonly knownAt: string | null;
  /** The newest link of the record chain that the page rests on; null where it rests on none. */
  readonly chainHead: ChainHead | null;
  /** The path of the page's Atom feed; null where it has none. */
  readonly feed: string | null;
  /** The page as a table, at its own path: CSV and JSON; null where it has none. */
  readonly tables: { readonly csv: string; readonly json: string } | null;
  /** The path of the page as other sites may frame it; null where they may not. */
  readonly embed: string | null;
  /** The script that makes the page quicker, by its file’s name; null for none. Every page works without. */
  readonly script: string | null;
  /** What search engines are told in JSON-LD (schema.org); null for nothing. */
  readonly structuredData: object | null;
  /** Said above a page of another time, with the way back to now. */
  readonly banner: { readonly text: string; readonly back: Link } | null;
  /** False keeps search engines out: other times, forms. */
  readonly isIndexed: boolean;
}

/** A page model: its head and whatever its template prints. */
export interface Page {
  readonly head: PageHead;
}

/** The head of a page outside any negotiation and clock. */
export function plainHead(title: string, description = ''): PageHead {
  return {
    title,
    description,
    negotiation: null,
    current: null,
    query: {},
    permalink: null,
    knownAt: null,
    chainHead: null,
    feed: null,
    tables: null,
    embed: null,
    script: null,
    structuredData: null,
    banner: null,
    isIndexed: false,
  };
}

/** Everything views/layout.ejs prints. */
export interface Layout extends PageHead {
  /** Its title, to stand beside words of ours. */
  readonly isolatedTitle: string;
  readonly navigation: readonly (Link & { readonly isCurrent: boolean })[];
  /** Null for a reader. */
  readonly viewer: { readonly csrfToken: string; readonly owner: string } | null;
  /** The page’s own script, and for editors the one that keeps what they type. */
  readonly scripts: readonly string[];
  readonly viewerLinks: readonly Link[];
  readonly citation: PageCitation | null;
  /** What the page rests on, with the address at which it can be checked; null where it rests on nothing published. */
  readonly chain: { readonly label: string; readonly hash: string; readonly url: string } | null;
  /** Why nothing can be recorded; null where it can. */
  readonly readOnly: string | null;
  /** Under what terms the data may be used. */
  readonly licence: { readonly line: string; readonly link: Link | null };
  /** The HTML that frames the page elsewhere. */
  readonly embedding: string | null;
  readonly requestId: string;
  readonly assetsPath: string;
  /** What search engines are told; null where they may take the page. */
  readonly robots: string | null;
}

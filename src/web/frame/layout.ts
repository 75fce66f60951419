import type { BrandView } from './brand.js';
import type { ChainHead } from '../../domain/log/record-chain.js';

/** A link as a template prints it. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** Feeds that a page offers. */
export interface Follow {
  /** Those of what the page is about. */
  readonly own: readonly Link[];
  /** That of the whole negotiation. */
  readonly whole: Link;
  readonly topics: readonly Link[];
}

/** A page as a picture. */
export interface PictureLinks {
  /** The path of the one by which chats and feeds show a link to the page. */
  readonly card: string;
  /** What is to be seen in it, for those who do not see it. */
  readonly alt: string;
  /** The page itself in several sizes; none for a page that another one’s picture stands for. */
  readonly offered: readonly Link[];
  /** A long one in parts, each by itself; none for one that is looked at as a whole. */
  readonly parts: readonly Link[];
}

/** What every page says about itself; views/frame/layout.ejs prints it around the page. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  /** The title with the day of the page, by which a chat or a feed shows a link to it. */
  readonly sharedTitle: string;
  /** The path by which search engines know the page; null for one that they are not to know. */
  readonly canonical: string | null;
  /** The negotiation that the page belongs to; null for pages of the whole instance. */
  readonly negotiation: {
    readonly name: string;
    readonly slug: string;
    /** True if the navigation leads to its questions; most negotiations have none. */
    readonly hasQuestions?: boolean;
  } | null;
  /** The path of the entry of the navigation that is this page; null for none. */
  readonly current: string | null;
  /** The clocks and the evidence that links to the negotiation's other pages keep. */
  readonly query: Readonly<Record<string, string | null>>;
  /** The path of the page at exactly these clocks, which the layout prints with our address; null if it has none. */
  readonly permalink: string | null;
  /** For citing: the instant as of which the page is known (RFC 3339, UTC); null if it is not cited. */
  readonly knownAt: string | null;
  /** The newest link of the record chain behind the page; null if there is none. */
  readonly chainHead: ChainHead | null;
  /** The path of the page's Atom feed; null if it has none. */
  readonly feed: string | null;
  /** All feeds that it offers; null for a page of no negotiation. */
  readonly follow: Follow | null;
  /** The page as a table, at its own path, in each format; null if it has none. */
  readonly tables: { readonly csv: string; readonly json: string; readonly xlsx: string } | null;
  /** Null for a page that is shown by the picture of the site. */
  readonly picture: PictureLinks | null;
  /** The path at which other sites can embed the page; null if they cannot. */
  readonly embed: string | null;
  /** The file name of a script that makes the page quicker to use; null for none. Every page works without it. */
  readonly script: string | null;
  /** The page's JSON-LD (schema.org) for search engines; null for none. */
  readonly structuredData: object | null;
  /** Shown on a page of another time, with the link back to now. */
  readonly banner: { readonly text: string; readonly back: Link } | null;
  /** False keeps search engines out: for other times, and forms. */
  readonly isIndexed: boolean;
}

/** A page model: the head, and whatever its template prints. */
export interface Page {
  readonly head: PageHead;
}

/** The head of a page that has no negotiation and no clocks. */
export function plainHead(title: string, description = ''): PageHead {
  return {
    title,
    description,
    sharedTitle: title,
    canonical: null,
    negotiation: null,
    current: null,
    query: {},
    permalink: null,
    knownAt: null,
    chainHead: null,
    feed: null,
    follow: null,
    tables: null,
    picture: null,
    embed: null,
    script: null,
    structuredData: null,
    banner: null,
    isIndexed: false,
  };
}

export interface NavigationLink extends Link {
  readonly isCurrent: boolean;
}

/** The pages of a negotiation, as they stand in the masthead and at the foot of each of them. */
export interface Navigation {
  readonly asked: readonly NavigationLink[];
  readonly behind: readonly NavigationLink[];
}

/** The search field of the masthead. */
export interface SearchField {
  readonly action: string;
  /** “Search Russia–Ukraine ceasefire talks”, for those who do not see where it stands. */
  readonly label: string;
  /** The clocks and the evidence of the page, which are sent along. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly mostLetters: number;
}

/** Everything that views/frame/layout.ejs prints. */
export interface Layout extends PageHead {
  readonly picture: PictureLinks;
  /** The title, isolated, to be printed next to our own words. */
  readonly isolatedTitle: string;
  /** For feed readers: what the page is about, then the whole negotiation. */
  readonly feeds: readonly Link[];
  /** The negotiation that the page belongs to, as pages and forms of all of them look alike; null for none, and where it is the title. */
  readonly talks: Link | null;
  readonly navigation: Navigation | null;
  readonly search: SearchField | null;
  /** Null for a reader. */
  readonly viewer: { readonly csrfToken: string; readonly owner: string } | null;
  /** The file names of the scripts that make the page quicker to use. */
  readonly scripts: readonly string[];
  readonly viewerLinks: readonly Link[];
  /** Why nothing can be recorded; null if it can. */
  readonly readOnly: string | null;
  readonly siteName: string;
  readonly brand: BrandView;
  /** Who publishes the site, where that is not its name, and where more is said of them. */
  readonly publisher: { readonly name: string | null; readonly links: readonly Link[] };
  /** The terms on which the data may be used. */
  readonly licence: { readonly line: string; readonly link: Link | null };
  readonly requestId: string;
  readonly assetsPath: string;
  /** The robots directive; null if search engines may index the page. */
  readonly robots: string | null;
}

import type { DraftView } from '../../parts/draft-view.js';
import type { Link, Page } from '../../frame/layout.js';
import { plainHead } from '../../frame/layout.js';

/** Where editors start: what can be done in each negotiation. */
export interface DeskPage extends Page {
  readonly name: string;
  readonly csrfToken: string;
  /** The viewer’s own, the one saved last first. */
  readonly drafts: readonly DraftView[];
  /** The link to all of them; null if all are shown. */
  readonly allDrafts: Link | null;
  readonly negotiations: readonly {
    readonly name: string;
    readonly url: string;
    /** Logging an update, or proposing one for those who may not publish; null in a closed negotiation. */
    readonly logUpdate: Link | null;
    /** “Proposals”, or “3 proposals wait”. */
    readonly proposals: Link;
    /** For editors: the work list and the recent changes. */
    readonly work: readonly Link[];
    readonly recent: readonly {
      readonly headline: string;
      readonly url: string;
      readonly recordedAt: string;
    }[];
    readonly lists: readonly Link[];
    /** Describes these links to those who do not see the page. */
    readonly listsLabel: string;
    /** “Closed”, “Hidden”; null for neither. */
    readonly stateText: string | null;
    /** For admins: its form, and acts on the whole negotiation, which ask first. */
    readonly acts: readonly Link[];
    /** The address that reopens a closed one; null if it is not closed, and for anybody but admins. */
    readonly reopen: string | null;
  }[];
  readonly emptyText: string;
  /** Links for the whole instance, without those that the viewer may not use. */
  readonly instanceLinks: readonly Link[];
}

export function deskPage(page: Omit<DeskPage, 'head' | 'emptyText'>): DeskPage {
  const emptyText = 'There is no negotiation yet. An admin sets up the first one here.';
  return { head: plainHead('Desk'), emptyText, ...page };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/start/desk': DeskPage;
  }
}

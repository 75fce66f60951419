import type { ListedDraft } from '../../../data/desk/drafts.js';
import { discardedDraftsKept } from '../../../domain/desk/draft.js';
import { isolating } from '../../../domain/isolation.js';
import { longDate, longInstant } from '../../../domain/when.js';
import { type DraftView, detailsOf, draftView, headlineOf } from '../../parts/draft-view.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';

/** A draft that can be taken back. */
export interface DiscardedDraftView {
  readonly label: string;
  /** “Russia–Ukraine ceasefire talks”. */
  readonly details: string;
  /** “Discarded on …; forgotten on …”. */
  readonly whenText: string;
  readonly restore: string;
}

/** Everything that somebody has typed and not sent, and what was discarded recently. */
export interface DraftsPage extends Page {
  readonly csrfToken: string;
  /** What was discarded just now; null if nothing was. */
  readonly notice: (Pick<DiscardedDraftView, 'restore'> & { readonly text: string }) | null;
  readonly drafts: readonly DraftView[];
  readonly emptyText: string;
  readonly older: Link | null;
  readonly discarded: readonly DiscardedDraftView[];
}

export interface DraftsFacts {
  readonly drafts: readonly ListedDraft[];
  readonly hasOlder: boolean;
  readonly discarded: readonly ListedDraft[];
  /** The key of the draft discarded just now; null for none. */
  readonly justDiscarded: string | null;
  readonly csrfToken: string;
}

export function draftsPage({
  drafts,
  hasOlder,
  discarded,
  justDiscarded,
  csrfToken,
}: DraftsFacts): DraftsPage {
  const last = drafts.at(-1);
  const found = discarded.find(({ key }) => key === justDiscarded);
  return {
    head: plainHead('Your drafts'),
    csrfToken,
    notice: found
      ? {
          text: isolating`“${headlineOf(found)}” is discarded.`,
          restore: paths.draftAct(found.key, 'restore'),
        }
      : null,
    drafts: drafts.map(draftView),
    emptyText: 'Nothing waits to be sent off.',
    older:
      hasOlder && last
        ? { label: 'Older drafts', url: withQuery(paths.drafts, { after: `${last.savedAt}_${last.key}` }) }
        : null,
    discarded: discarded.map(discardedView),
  };
}

function discardedView(draft: ListedDraft): DiscardedDraftView {
  const { key, discardedAt } = draft;
  const forgotten = new Date(Date.parse(discardedAt ?? '') + discardedDraftsKept).toISOString();
  return {
    label: headlineOf(draft),
    details: detailsOf(draft),
    whenText: `Discarded on ${longInstant(discardedAt ?? '')}; forgotten after ${longDate(forgotten.slice(0, 10))}`,
    restore: paths.draftAct(key, 'restore'),
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/drafts/drafts': DraftsPage;
  }
}

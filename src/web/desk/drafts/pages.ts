import type { ListedDraft } from '../../../data/desk/drafts.js';
import { discardedDraftsKept } from '../../../domain/desk/draft.js';
import { keptUntil, roomForDrafts } from '../../../domain/desk/room.js';
import { longDate, longInstant } from '../../../domain/when.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';

/** A draft as a list shows it. */
export interface DraftView extends Link {
  /** “Russia–Ukraine ceasefire talks”. */
  readonly details: string;
  readonly savedAt: string;
  readonly discard: string;
}

/** A draft that can be taken back. */
export interface DiscardedDraftView {
  readonly label: string;
  /** “Russia–Ukraine ceasefire talks”. */
  readonly details: string;
  /** “Discarded on …; forgotten on …”. */
  readonly whenText: string;
  readonly restore: string;
}

/** All that somebody has typed and not sent off, and what was discarded lately. */
export interface DraftsPage extends Page {
  readonly csrfToken: string;
  /** What was discarded just now; null where nothing was. */
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
  /** The key of the one that was discarded just now; null for none. */
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
      ? { text: `“${headlineOf(found)}” is discarded.`, restore: paths.draftAct(found.key, 'restore') }
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

export function draftView(draft: ListedDraft): DraftView {
  const { key, path, savedAt } = draft;
  return {
    label: headlineOf(draft),
    url: withQuery(path, { draft: key }),
    details: detailsOf(draft),
    savedAt: `${longInstant(savedAt)}, kept until ${longDate(keptUntil(roomForDrafts, savedAt).slice(0, 10))}`,
    discard: paths.draftAct(key, 'discard'),
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

function headlineOf({ fields }: Pick<ListedDraft, 'fields'>): string {
  return fields.headline?.[0] || 'Without a headline';
}

/** Its negotiation, and its first source where no headline tells it from others. */
function detailsOf({ fields, negotiation }: Pick<ListedDraft, 'fields' | 'negotiation'>): string {
  const source = fields['sources.0.title']?.[0] || fields['sources.0.url']?.[0];
  return source && !fields.headline?.[0] ? `${source} · ${negotiation}` : negotiation;
}

import type { ListedDraft } from '../../data/desk/drafts.js';
import { keptUntil, roomForDrafts } from '../../domain/desk/room.js';
import { isolating } from '../../domain/isolation.js';
import { longDate, longInstant } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';

/** A draft as listed. */
export interface DraftView extends Link {
  /** “Russia–Ukraine ceasefire talks”. */
  readonly details: string;
  readonly savedAt: string;
  readonly discard: string;
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

export function headlineOf({ fields }: Pick<ListedDraft, 'fields'>): string {
  return fields.headline?.[0] || 'Without a headline';
}

/** Its negotiation; if it has no headline to distinguish it, also its first source. */
export function detailsOf({ fields, negotiation }: Pick<ListedDraft, 'fields' | 'negotiation'>): string {
  const source = fields['sources.0.title']?.[0] || fields['sources.0.url']?.[0];
  return source && !fields.headline?.[0] ? isolating`${source} · ${negotiation}` : negotiation;
}

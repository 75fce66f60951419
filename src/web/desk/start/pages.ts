import type { AuditEntry } from '../../../data/audit/audit-log.js';
import type { ListedProposal } from '../../../data/desk/proposals.js';
import { isolated, isolating, listed } from '../../../domain/isolation.js';
import { auditSentence } from '../../../domain/people/audit.js';
import { usualDays, type WorkCounts } from '../../../domain/desk/work-list.js';
import { counted } from '../../../domain/cells/wording.js';
import { longInstant } from '../../../domain/when.js';
import type { DraftView } from '../../parts/draft-view.js';
import { plainHead, type Link, type Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { keepingScript } from '../../frame/render.js';

/** Where editors begin: what they were doing, what waits for them, what colleagues did, what is stale. */
export interface DeskPage extends Page {
  readonly name: string;
  readonly csrfToken: string;
  readonly negotiations: readonly DeskNegotiation[];
  readonly emptyText: string;
  /** The viewer’s own, the one saved last first. */
  readonly drafts: readonly DraftView[];
  /** The link to all of them; null if all are shown. */
  readonly allDrafts: Link | null;
  /** What was sent back to the viewer, the newest first. */
  readonly sentBack: readonly WaitingView[];
  /** What others propose, the one that has waited longest first. */
  readonly waiting: readonly WaitingView[];
  /** “And 50 more that wait”, with the lists of those negotiations; null if all are shown. */
  readonly moreWaiting: { readonly text: string; readonly lists: readonly Link[] } | null;
  /** “2 of your proposals wait for an editor.”; null for none. */
  readonly ownWaiting: string | null;
  readonly colleagues: Colleagues;
  /** What grows old in each negotiation; empty for those who do not see the work lists. */
  readonly stale: readonly { readonly name: string; readonly links: readonly Link[] }[];
  /** True if the viewer sees the work lists. */
  readonly seesWork: boolean;
  /** Links for the whole instance, without those that the viewer may not use. */
  readonly instanceLinks: readonly Link[];
}

/** What can be done in a negotiation. */
export interface DeskNegotiation {
  readonly name: string;
  readonly url: string;
  /** Logging an update, or proposing one for those who may not publish; null in a closed negotiation. */
  readonly logUpdate: Link | null;
  /** Its proposals and, for editors, the work list, the recent changes and the imports. */
  readonly work: readonly Link[];
  readonly lists: readonly Link[];
  /** Describes these links to those who do not see the page. */
  readonly listsLabel: string;
  /** “Closed”, “Hidden”; null for neither. */
  readonly stateText: string | null;
  /** For admins: its form, and acts on the whole negotiation, which ask first. */
  readonly acts: readonly Link[];
  /** The address that reopens a closed one; null if it is not closed, and for anybody but admins. */
  readonly reopen: string | null;
}

/** A proposal that the viewer has to do something about. */
export interface WaitingView {
  readonly proposal: Link;
  /** “Russia–Ukraine ceasefire talks · proposed by night-desk on 21 August 2025, 09:00 UTC”. */
  readonly details: string;
  /** The words with which it was sent back; null of one that waits. */
  readonly reason: string | null;
  /** The form by which it is reworked or reviewed. */
  readonly act: Link;
}

/** What others have done since the viewer was here. */
export interface Colleagues {
  /** “Since you were last here, on 20 August 2025, 17:12 UTC”. */
  readonly since: string;
  readonly done: readonly {
    readonly text: string;
    /** Where it can be seen; null if it is no page. */
    readonly url: string | null;
    readonly at: string;
    readonly instant: string;
    readonly negotiation: string | null;
    /** “and 37 more like it”; null for one act. */
    readonly more: string | null;
  }[];
  readonly emptyText: string;
  /** The list of everything; null if all is shown. */
  readonly all: Link | null;
}

export function deskPage(page: Omit<DeskPage, 'head' | 'emptyText'>): DeskPage {
  const emptyText = 'There is no negotiation yet. An admin sets up the first one here.';
  // Nothing is typed here, but whoever has signed in begins here: what another person typed in this tab is forgotten.
  return { head: { ...plainHead('Desk'), script: keepingScript }, emptyText, ...page };
}

/** A proposal that was sent back to its author. */
export function sentBackView({ slug, negotiation, ...proposal }: ListedProposal): WaitingView {
  const { id, title, record, reason, decidedAt } = proposal;
  const form =
    record === null ? paths.newProposal(slug) : paths.recordAct(slug, record, 'propose-correction');
  return {
    proposal: { label: title, url: paths.proposal(slug, id) },
    details: `${isolated(negotiation)} · sent back on ${longInstant(decidedAt ?? '')}`,
    reason,
    act: { label: 'Rework it', url: withQuery(form, { rework: String(id) }) },
  };
}

/** A proposal that waits for a review. */
export function waitingView({ slug, negotiation, ...proposal }: ListedProposal): WaitingView {
  const { id, title, proposer, proposedAt } = proposal;
  return {
    proposal: { label: title, url: paths.proposal(slug, id) },
    details: isolating`${negotiation} · proposed by ${proposer} on ${longInstant(proposedAt)}`,
    reason: null,
    act: { label: 'Review', url: paths.proposalAct(slug, id, 'review') },
  };
}

/** An act of a colleague, and how many of the same kind came directly before it. */
export interface ActOfColleague {
  readonly entry: AuditEntry;
  readonly subject: string;
  readonly url: string | null;
  readonly count: number;
}

export function doneView({ entry, subject, url, count }: ActOfColleague): Colleagues['done'][number] {
  const { signInName, action, details, at, negotiation } = entry;
  return {
    text: auditSentence(action, { who: signInName ?? 'The server', subject, details }),
    url,
    at: longInstant(at),
    instant: at,
    negotiation: negotiation?.name ?? null,
    more: count === 1 ? null : `and ${counted(count - 1, 'more', 'more')} of the kind`,
  };
}

/** How many there are of what an editor should look at in a negotiation; those of which there are none are left out. */
export function staleLinks(
  slug: string,
  { stale, contradictory, overdue, unassessed, successor }: WorkCounts,
): Link[] {
  const to = (place: string) => `${paths.workList(slug)}#${place}-title`;
  const links: [number, string, string][] = [
    [overdue, `${counted(overdue, 'demand')} whose day has passed`, 'overdue'],
    [contradictory, `${counted(contradictory, 'position')} with contradictory signals`, 'contradictory'],
    [successor, `${counted(successor, 'position')} on replaced demands`, 'successor'],
    [stale, `${counted(stale, 'position')} not said again for ${usualDays} days`, 'stale'],
    [unassessed, `${counted(unassessed, 'demand')} that nobody has assessed`, 'unassessed'],
  ];
  return links.filter(([count]) => count > 0).map(([, label, place]) => ({ label, url: to(place) }));
}

/** “Closed, Hidden”; null for neither. */
export function stateText(isClosed: boolean, isHidden: boolean): string | null {
  return listed([isClosed && 'Closed', isHidden && 'Hidden']) || null;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/start/desk': DeskPage;
  }
}

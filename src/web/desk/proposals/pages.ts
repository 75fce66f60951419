import { isolating } from '../../../domain/isolation.js';
import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import { type Proposal, proposalStates } from '../../../domain/desk/proposal.js';
import type { Source } from '../../../domain/structure/source.js';
import { longInstant } from '../../../domain/when.js';
import { counted } from '../../../domain/cells/wording.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { type CitationView, sourceView } from '../../parts/stances/citation-view.js';
import { type NewStanceView, newStanceViews } from '../../parts/stances/new-stance-view.js';

interface ProposalSummary {
  readonly headline: string;
  readonly url: string;
  readonly state: string;
  readonly isWaiting: boolean;
  /** “3 stances, proposed by night-desk on 21 August 2025, 09:00 UTC”. */
  readonly details: string;
}

/** Proposals of contributors: editors see everybody's, contributors their own. */
export interface ProposalsPage extends Page {
  readonly lede: string;
  readonly propose: Link;
  readonly proposals: readonly ProposalSummary[];
  readonly emptyText: string;
  readonly older: Link | null;
}

export function proposalsPage(
  { slug, name }: Negotiation,
  proposals: readonly Proposal[],
  { isEditor, hasOlder }: { readonly isEditor: boolean; readonly hasOlder: boolean },
): ProposalsPage {
  const older = `${paths.proposals(slug)}?before=${proposals.at(-1)?.id ?? ''}`;
  return {
    head: { ...plainHead('Proposals'), negotiation: { slug, name } },
    lede: isEditor
      ? 'What contributors propose. It counts for nothing until an editor publishes it.'
      : 'What you have proposed. It counts for nothing until an editor publishes it.',
    propose: { label: 'Propose an update', url: paths.newProposal(slug) },
    proposals: proposals.map((proposal) => ({
      headline: proposal.update.headline,
      url: paths.proposal(slug, proposal.id),
      state: stateLabel(proposal),
      isWaiting: proposal.state === 'waiting',
      details: `${counted(proposal.update.stances.length, 'stance')}, ${proposedWords(proposal)}`,
    })),
    emptyText: 'Nothing has been proposed yet.',
    older: hasOlder ? { label: 'Older proposals', url: older } : null,
  };
}

/** One proposal as it was made, and what has become of it. */
export interface ProposalPage extends Page {
  readonly headline: string;
  readonly proposed: string;
  readonly state: string;
  /** When it was decided, and why it was declined or sent back; null while it is waiting. */
  readonly decision: { readonly text: string; readonly reason: string | null } | null;
  readonly update: Link | null;
  /** Why it could not be decided as requested; null if nothing was refused. */
  readonly notice: string | null;
  /** “Missing here: …”; null for nothing. */
  readonly missing: string | null;
  readonly sources: readonly CitationView[];
  readonly stances: readonly NewStanceView[];
  readonly csrfToken: string;
  /** For editors who may decide; null for others. */
  readonly review: Link | null;
  readonly decide: {
    readonly sendBack: string;
    readonly decline: string;
    readonly reason: FormField;
  } | null;
  /** For its author, once it was declined, sent back or withdrawn. */
  readonly rework: Link | null;
  /** The proposal that this one takes up again; null for none. */
  readonly reworks: Link | null;
  /** For its author, while it is waiting. */
  readonly withdraw: string | null;
  readonly list: Link;
}

export interface ProposalFacts {
  readonly negotiation: Negotiation;
  readonly proposal: Proposal;
  /** The sources of the update in order, chosen or new. */
  readonly sources: readonly Source[];
  readonly speakers: readonly Speaker[];
  readonly mayReview: boolean;
  readonly mayWithdraw: boolean;
  readonly mayRework: boolean;
  readonly csrfToken: string;
}

export interface Refused {
  readonly notice?: string;
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
}

export function proposalPage(facts: ProposalFacts, refused: Refused = {}): ProposalPage {
  const { negotiation, proposal, sources, mayReview, mayWithdraw, mayRework, csrfToken } = facts;
  const { slug, name } = negotiation;
  const { id, update, updateId } = proposal;
  const { notice = null, values = {}, problems = [] } = refused;
  const reason = formField(reasonField, { values, problems, standing: null });
  return {
    head: { ...plainHead(update.headline), negotiation: { slug, name } },
    headline: update.headline,
    proposed: capitalised(proposedWords(proposal)),
    state: stateLabel(proposal),
    decision: decisionOf(proposal),
    update: updateId === null ? null : { label: 'The published update', url: paths.update(slug, updateId) },
    notice,
    missing: missingWords(proposal),
    sources: sources.map(sourceView),
    stances: newStanceViews(update.stances, facts),
    csrfToken,
    review: mayReview ? { label: 'Review and publish', url: paths.proposalAct(slug, id, 'review') } : null,
    decide: mayReview
      ? {
          sendBack: paths.proposalAct(slug, id, 'send-back'),
          decline: paths.proposalAct(slug, id, 'decline'),
          reason,
        }
      : null,
    rework: mayRework
      ? { label: 'Rework it and send it again', url: `${paths.newProposal(slug)}?rework=${id}` }
      : null,
    reworks:
      update.reworks === undefined
        ? null
        : { label: `proposal ${update.reworks}`, url: paths.proposal(slug, update.reworks) },
    withdraw: mayWithdraw ? paths.proposalAct(slug, id, 'withdraw') : null,
    list: { label: 'All proposals', url: paths.proposals(slug) },
  };
}

const reasonField = {
  kind: 'textarea',
  name: 'reason',
  label: 'Why it is not published as it is',
  hint: 'Whoever proposed it reads this. At least 10 characters.',
} as const;

function decisionOf({ state, decidedAt, reason }: Proposal): ProposalPage['decision'] {
  if (decidedAt === null) return null;
  const label = proposalStates.find(({ value }) => value === state)?.label ?? '';
  return { text: `${label} on ${longInstant(decidedAt)}.`, reason };
}

/** “proposed by night-desk on 21 August 2025, 09:00 UTC”, among colleagues. */
export function proposedWords({ proposer, proposedAt }: Proposal): string {
  return isolating`proposed by ${proposer.publicName ?? proposer.signInName} on ${longInstant(proposedAt)}`;
}

/** “Missing here: the demand …”; null for nothing. */
export function missingWords({ update: { missing } }: Proposal): string | null {
  return missing === undefined ? null : isolating`Missing here: ${missing}`;
}

function stateLabel({ state }: Proposal): string {
  return proposalStates.find(({ value }) => value === state)?.label ?? '';
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/proposals/proposal': ProposalPage;
    readonly 'desk/proposals/proposals': ProposalsPage;
  }
}

import { isolating } from '../../../domain/isolation.js';
import type { Reworking } from '../../../data/desk/proposals.js';
import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import {
  type CorrectionProposal,
  correctionTitle,
  type Proposal,
  proposalStates,
  type UpdateProposal,
} from '../../../domain/desk/proposal.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { Source } from '../../../domain/structure/source.js';
import { longInstant } from '../../../domain/when.js';
import { cellName, counted, jointWords } from '../../../domain/cells/wording.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, recordPlace, withQuery } from '../../frame/paths.js';
import { positionUrl } from '../../parts/position-url.js';
import type { PreviewFacts } from '../../parts/update-form/preview-facts.js';
import { type PreviewedStanceView, previewedStances } from '../../parts/update-form/preview-page.js';
import { recordSentence } from '../../parts/record-form/act-page.js';
import { type Change, changesBetween } from '../../parts/stances/changes.js';
import { type CitationView, sourceView } from '../../parts/stances/citation-view.js';
import {
  citationsOfNew,
  type NewStanceView,
  newStanceViews,
  wordsOfNew,
} from '../../parts/stances/new-stance-view.js';

interface ProposalSummary {
  readonly headline: string;
  readonly url: string;
  /** A link to what it was reworked into, if it was. */
  readonly state: ProposalStateView;
  readonly isWaiting: boolean;
  /** “3 stances, proposed by night-desk on 21 August 2025, 09:00 UTC”. */
  readonly details: string;
}

/** “Declined”, or “Sent again as proposal 12” with its address. */
interface ProposalStateView {
  readonly label: string;
  readonly url: string | null;
}

/** Proposals of contributors: editors see everybody's, contributors their own. */
export interface ProposalsPage extends Page {
  readonly lede: string;
  readonly propose: Link;
  readonly proposals: readonly ProposalSummary[];
  readonly emptyText: string;
  readonly older: Link | null;
}

export interface ProposalsFacts {
  readonly negotiation: Negotiation;
  readonly proposals: readonly Proposal[];
  /** The present cells of the records of which a correction is proposed, by number. */
  readonly cells: ReadonlyMap<number, Pick<RecordState['stance'], 'party' | 'demand'>>;
  /** By what they took up again. */
  readonly reworkings: ReadonlyMap<number, Reworking>;
  readonly isEditor: boolean;
  readonly hasOlder: boolean;
}

export function proposalsPage({
  negotiation,
  proposals,
  cells,
  reworkings,
  isEditor,
  hasOlder,
}: ProposalsFacts): ProposalsPage {
  const { slug, name } = negotiation;
  const older = `${paths.proposals(slug)}?before=${proposals.at(-1)?.id ?? ''}`;
  return {
    head: { ...plainHead('Proposals'), negotiation: { slug, name } },
    lede: isEditor
      ? 'What contributors propose. It counts for nothing until an editor publishes it.'
      : 'What you have proposed. It counts for nothing until an editor publishes it.',
    propose: { label: 'Propose an update', url: paths.newProposal(slug) },
    proposals: proposals.map((proposal) => ({
      headline:
        proposal.record === null
          ? proposal.update.headline
          : titleOfCorrection(negotiation, cells.get(proposal.record)),
      url: paths.proposal(slug, proposal.id),
      state: stateOf(slug, proposal, reworkings.get(proposal.id)),
      isWaiting: proposal.state === 'waiting',
      details: `${extentOf(proposal)}, ${proposedWords(proposal)}`,
    })),
    emptyText: 'Nothing has been proposed yet.',
    older: hasOlder ? { label: 'Older proposals', url: older } : null,
  };
}

function extentOf(proposal: Proposal): string {
  return proposal.record === null ? counted(proposal.update.stances.length, 'stance') : '1 correction';
}

/** What a correction is of, by where the record stands now. */
export function titleOfCorrection(
  negotiation: Negotiation,
  cell: Pick<RecordState['stance'], 'party' | 'demand'> | undefined,
): string {
  return correctionTitle(cell ? cellName(negotiation, cell) : null);
}

/** One proposal as it was made, and what has become of it. */
export interface ProposalPage extends Page {
  readonly kicker: string;
  readonly headline: string;
  readonly proposed: string;
  readonly state: ProposalStateView;
  /** When it was decided, and why it was declined or sent back; null while it is waiting. */
  readonly decision: { readonly text: string; readonly reason: string | null } | null;
  /** What was published from it. */
  readonly published: Link | null;
  /** Why it could not be decided as requested; null if nothing was refused. */
  readonly notice: string | null;
  /** “Missing here: …”; null for nothing. */
  readonly missing: string | null;
  readonly sources: readonly CitationView[];
  readonly stances: readonly NewStanceView[];
  /** The same with what publishing them would do; null of what does not wait or cannot be published as it is. */
  readonly previewed: readonly PreviewedStanceView[] | null;
  /** What a correction would change; null for an update. */
  readonly correction: CorrectionView | null;
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

/** What a correction would change in its record, and why. */
export interface CorrectionView {
  /** The record as its author saw it. */
  readonly record: Link;
  readonly reason: string;
  readonly changes: readonly Change[];
  /** “Also what was given jointly with France and Germany.”; null if it is for this record only. */
  readonly forAll: string | null;
  /** What has become of the record since, if it waits; null if nothing has. */
  readonly meanwhile: string | null;
}

interface ProposalFrame {
  readonly negotiation: Negotiation;
  readonly mayReview: boolean;
  readonly mayWithdraw: boolean;
  readonly mayRework: boolean;
  /** What it was taken up again as; absent if it was not. */
  readonly reworking: Reworking | undefined;
  readonly csrfToken: string;
}

/** What an unpublished stance refers to: the sources in order, chosen or new, and the speakers of the parties. */
interface Named {
  readonly sources: readonly Source[];
  readonly speakers: readonly Speaker[];
}

export type ProposalFacts = ProposalFrame &
  Named &
  (
    | {
        readonly proposal: UpdateProposal;
        /** What publishing it would do; null of what does not wait or lacks a party or demand. */
        readonly preview: PreviewFacts | null;
      }
    | {
        readonly proposal: CorrectionProposal;
        /** The version of the record that its author saw, and the record as it is now. */
        readonly seen: PublishedEntry;
        readonly present: RecordState;
        /** The parties of the other records of its joint statement. */
        readonly others: readonly string[];
      }
  );

export interface Refused {
  readonly notice?: string;
  readonly values?: FormValues;
  readonly problems?: readonly FieldProblem[];
}

export function proposalPage(facts: ProposalFacts, refused: Refused = {}): ProposalPage {
  const { negotiation, mayReview, mayWithdraw, reworking, csrfToken } = facts;
  const { slug } = negotiation;
  const { notice = null, values = {}, problems = [] } = refused;
  const reason = formField(reasonField, { values, problems, standing: null });
  const told = 'seen' in facts ? toldOfCorrection(facts) : toldOfUpdate(facts);
  const { proposal } = facts;
  const { id, reworks } = proposal;
  const act = (name: 'review' | 'send-back' | 'decline' | 'withdraw') => paths.proposalAct(slug, id, name);
  return {
    head: { ...plainHead(told.headline), negotiation: { slug, name: negotiation.name } },
    ...told,
    proposed: capitalised(proposedWords(proposal)),
    state: stateOf(slug, proposal, reworking),
    decision: decisionOf(proposal),
    notice,
    csrfToken,
    review: mayReview ? { label: 'Review and publish', url: act('review') } : null,
    decide: mayReview ? { sendBack: act('send-back'), decline: act('decline'), reason } : null,
    reworks: reworks === null ? null : { label: `proposal ${reworks}`, url: paths.proposal(slug, reworks) },
    withdraw: mayWithdraw ? act('withdraw') : null,
    list: { label: 'All proposals', url: paths.proposals(slug) },
  };
}

type Told = Pick<
  ProposalPage,
  | 'kicker'
  | 'headline'
  | 'published'
  | 'missing'
  | 'sources'
  | 'stances'
  | 'previewed'
  | 'correction'
  | 'rework'
>;

function toldOfUpdate(facts: Extract<ProposalFacts, { proposal: UpdateProposal }>): Told {
  const { negotiation, proposal, preview, sources, mayRework } = facts;
  const { slug } = negotiation;
  const { id, update, updateId } = proposal;
  return {
    kicker: 'Proposal',
    headline: update.headline,
    published:
      updateId === null ? null : { label: 'The published update', url: paths.update(slug, updateId) },
    missing: missingWords(proposal),
    sources: sources.map(sourceView),
    stances: newStanceViews(update.stances, facts),
    previewed: preview && previewedStances(preview),
    correction: null,
    rework: reworkLink(mayRework, withQuery(paths.newProposal(slug), { rework: String(id) })),
  };
}

function toldOfCorrection(facts: Extract<ProposalFacts, { proposal: CorrectionProposal }>): Told {
  const { negotiation, proposal, seen, present, others, speakers, sources, mayRework } = facts;
  const { slug } = negotiation;
  const { id, correction, record, entry } = proposal;
  const { stance, reason, isForAll } = correction;
  const url = recordPlace(positionUrl(negotiation, present), record);
  const proposed = {
    stance: { ...wordsOfNew(stance, speakers), sequence: correction.version, joint: null },
    citations: citationsOfNew(stance, sources),
  };
  return {
    kicker: 'Proposed correction',
    headline: titleOfCorrection(negotiation, present.stance),
    published: entry === null ? null : { label: 'The corrected record', url },
    ...{ missing: null, sources: [], stances: [], previewed: null },
    correction: {
      record: { label: seen.stance ? recordSentence(negotiation, { stance: seen.stance }) : '', url },
      reason,
      changes: changesBetween(seen, proposed, negotiation),
      forAll:
        isForAll && others.length > 0 ? isolating`Also what was given ${jointWords(others) ?? ''}.` : null,
      meanwhile: proposal.state === 'waiting' ? meanwhileOf(negotiation, correction.version, present) : null,
    },
    rework: reworkLink(
      mayRework,
      withQuery(paths.recordAct(slug, record, 'propose-correction'), { rework: String(id) }),
    ),
  };
}

/** What has become of a record since somebody saw a version of it; null if nothing has. */
export function meanwhileOf(negotiation: Negotiation, version: number, present: RecordState): string | null {
  if (present.status === 'retracted')
    return 'This record has been retracted meanwhile; it cannot be corrected unless it is restored.';
  if (present.stance.sequence === version) return null;
  return isolating`This record was changed meanwhile. What stands now: ${recordSentence(negotiation, present)}.`;
}

function reworkLink(mayRework: boolean, url: string): Link | null {
  return mayRework ? { label: 'Rework it and send it again', url } : null;
}

const reasonField = {
  kind: 'textarea',
  name: 'reason',
  label: 'Why it is not published as it is',
  hint: 'Whoever proposed it reads this. At least 10 characters.',
} as const;

export function decisionOf({ state, decidedAt, reason }: Proposal): ProposalPage['decision'] {
  if (decidedAt === null) return null;
  return { text: `${labelOfState(state)} on ${longInstant(decidedAt)}.`, reason };
}

/** “proposed by night-desk on 21 August 2025, 09:00 UTC”, among colleagues. */
export function proposedWords({ proposer, proposedAt }: Proposal): string {
  return isolating`proposed by ${proposer.publicName ?? proposer.signInName} on ${longInstant(proposedAt)}`;
}

/** “Missing here: the demand …”; null for nothing. */
export function missingWords({ update: { missing } }: UpdateProposal): string | null {
  return missing === undefined ? null : isolating`Missing here: ${missing}`;
}

function stateOf(slug: string, { state }: Proposal, reworking: Reworking | undefined): ProposalStateView {
  if (!reworking) return { label: labelOfState(state), url: null };
  const { id, outcome, updateId } = reworking;
  if (outcome !== 'published')
    return { label: `Sent again as proposal ${id}`, url: paths.proposal(slug, id) };
  const url = updateId === null ? paths.proposal(slug, id) : paths.update(slug, updateId);
  return { label: 'Reworked and published', url };
}

function labelOfState(state: Proposal['state']): string {
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

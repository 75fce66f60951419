import type { Amount } from './amount.js';
import { type HeadlineWording, wordsAt, type Wording } from './clarified-words.js';
import { type Closing, isClosedAt } from './closing.js';
import type { ComplianceEntry } from './compliance.js';
import type { ExternalIds } from './external-ids.js';
import type { OutcomeEntry } from './outcome.js';
import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import { fold } from '../text.js';
import type { Day, EdtfDate } from '../when.js';

export const partyRoles = [
  { value: 'principal', label: 'Principal' },
  { value: 'mediator', label: 'Mediator' },
  { value: 'backer', label: 'Backer' },
  { value: 'observer', label: 'Observer' },
] as const;

export type PartyRole = (typeof partyRoles)[number]['value'];

export const partyKinds = [
  { value: 'state', label: 'State' },
  { value: 'bloc', label: 'Bloc' },
  { value: 'organisation', label: 'Organisation' },
] as const;

export type PartyKind = (typeof partyKinds)[number]['value'];

/** A party in one negotiation. `createdSequence` is the place in the log at which it joined. */
export interface Party {
  readonly id: PartyId;
  readonly slug: string;
  readonly name: string;
  /** “EU”, where a table is compact; null if it is called by its name there too. */
  readonly shortName: string | null;
  readonly kind: PartyKind;
  readonly role: PartyRole;
  readonly order: number;
  readonly members: readonly PartyId[];
  readonly externalIds: ExternalIds;
  /** True once it takes no new stances in this negotiation, at the place in the log that is asked for. */
  readonly isClosed: boolean;
  readonly closings: readonly Closing[];
  readonly createdSequence: Sequence;
}

export interface Topic {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly order: number;
  /** True once it takes no new demands. */
  readonly isClosed: boolean;
}

/** Whose consent or act a demand needs, and how it stands to time and to another demand. Most say nothing of it. */
export interface DemandTerms {
  /** Parties that it needs although they are neither principals nor addressees. */
  readonly alsoNeeds: readonly PartyId[];
  /** Principals and addressees that it does not need. */
  readonly needsNot: readonly PartyId[];
  /** The last day for which it asks; null for no end. */
  readonly until: Day | null;
  readonly partOf: DemandId | null;
}

export const noTerms: DemandTerms = { alsoNeeds: [], needsNot: [], until: null, partOf: null };

/** One proposition that can be supported or rejected. */
export interface Demand extends DemandTerms {
  readonly id: DemandId;
  readonly slug: string;
  /** The slugs that it had before; they lead to it for ever. */
  readonly formerSlugs: readonly string[];
  /** The newest words, as of the place in the log that is asked for. */
  readonly proposition: string;
  /** Each wording that has taken the place of another; none for most demands. */
  readonly wordings: readonly Wording[];
  readonly topic: Topic;
  readonly order: number;
  readonly raisers: readonly PartyId[];
  readonly addressees: readonly PartyId[];
  readonly otherAddressees: string;
  /** True once it takes no new stances, at the place in the log that is asked for. */
  readonly isClosed: boolean;
  readonly closings: readonly Closing[];
  /** The older demands that it rewords, merges or is a part of. */
  readonly replaces: readonly DemandId[];
  /** It counts as replaced after this place in the log; null if nothing replaces it. */
  readonly replacedAfter: Sequence | null;
  /** Everything published about its outcome, in the order of the log. */
  readonly outcomes: readonly OutcomeEntry[];
  /** Everything published about what parties say on whether they were kept, in the order of the log. */
  readonly compliance: readonly ComplianceEntry[];
  readonly createdSequence: Sequence;
}

export interface Speaker {
  readonly id: number;
  readonly party: PartyId;
  readonly name: string;
  readonly role: string;
  /** True once no new stance can name them. */
  readonly isClosed: boolean;
}

export interface Event {
  readonly id: number;
  readonly name: string;
  readonly date: EdtfDate;
  readonly description: string;
  readonly createdSequence: Sequence;
}

/** What several demands answer differently (docs/rules.md, "Questions"). */
export interface Question {
  readonly id: number;
  readonly slug: string;
  readonly wording: string;
  /** What its amounts count: “soldiers”, “year”; null if its alternatives have none. */
  readonly unit: string | null;
  readonly topic: Topic;
  readonly createdSequence: Sequence;
  /** True once no demand can join it, at the place in the log that is asked for. */
  readonly isClosed: boolean;
  readonly closings: readonly Closing[];
  /** Every demand that ever joined it, in the order of the log. */
  readonly alternatives: readonly Alternative[];
}

/** A demand as one answer to a question. */
export interface Alternative {
  readonly demand: DemandId;
  /** Null where the question has no unit. */
  readonly amount: Amount | null;
  /** The publication by which it joined. */
  readonly joined: Sequence;
  /** When that was (RFC 3339, UTC). */
  readonly joinedAt: string;
  /** The publication by which it left; null while it belongs to the question. */
  readonly left: Sequence | null;
  readonly leftAt: string | null;
}

/** A negotiation with its structure: parties, topics and demands in the order of the matrix. */
export interface Negotiation {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** True once it takes no new updates. */
  readonly isClosed: boolean;
  /** True while only signed-in people see it. */
  readonly isHidden: boolean;
  readonly createdSequence: Sequence;
  readonly parties: readonly Party[];
  readonly topics: readonly Topic[];
  readonly demands: readonly Demand[];
  readonly questions: readonly Question[];
  /** The clearer headlines of updates, in the order of the log. */
  readonly headlines: readonly HeadlineWording[];
}

/** The negotiation as of a place in the log: without what was created later, and closed as it was then. */
export function negotiationAt(negotiation: Negotiation, known: Sequence): Negotiation {
  return {
    ...negotiation,
    parties: asOfThen(negotiation.parties, known),
    demands: asOfThen(negotiation.demands, known).map((demand) => knownAbout(demand, known)),
    headlines: negotiation.headlines.filter(({ sequence }) => sequence <= known),
    questions: negotiation.questions
      .map((question) => questionAt(question, known))
      .filter((question) => question !== null),
  };
}

/** The demand with what is published about it by then. */
function knownAbout(demand: Demand, known: Sequence): Demand {
  const isKnown = ({ sequence }: { readonly sequence: Sequence }) => sequence <= known;
  const { outcomes, compliance, wordings } = demand;
  if ([outcomes, compliance, wordings].every((all) => all.every(isKnown))) return demand;
  return {
    ...demand,
    outcomes: outcomes.filter(isKnown),
    compliance: compliance.filter(isKnown),
    proposition: wordsAt(demand.proposition, wordings, known),
    wordings: wordings.filter(isKnown),
  };
}

function asOfThen<Row extends Party | Demand>(rows: readonly Row[], known: Sequence): Row[] {
  return rows
    .filter(({ createdSequence }) => createdSequence <= known)
    .map((row) => {
      const isClosed = isClosedAt(row.closings, known);
      return isClosed === row.isClosed ? row : { ...row, isClosed };
    });
}

/** The question as of a place in the log; null if it was created later. */
function questionAt(question: Question, known: Sequence): Question | null {
  if (question.createdSequence > known) return null;
  const alternatives = question.alternatives
    .filter(({ joined }) => joined <= known)
    .map((each) => (each.left !== null && each.left > known ? { ...each, left: null, leftAt: null } : each));
  return { ...question, isClosed: isClosedAt(question.closings, known), alternatives };
}

const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Lower-case letters, digits and single hyphens, at most 80; not `new`, which is the address of the form for a new one.
 */
export function isSlug(text: string): boolean {
  return text.length <= longestSlug && slugShape.test(text) && text !== 'new';
}

const longestSlug = 80;

/**
 * `European Union` → `european-union`, `Łódź` → `lodz`, cut between words. Empty if no Latin letter of the name is
 * left, because then only a number could remain.
 */
export function slugFrom(name: string): string {
  const slug = fold(name)
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (/\p{L}/u.test(name) && !/[a-z]/.test(slug)) return '';
  if (slug.length <= longestSlug) return slug;
  const between = slug.lastIndexOf('-', longestSlug);
  return slug.slice(0, between > 0 ? between : longestSlug);
}

import { isolating } from '../../../domain/isolation.js';
import { isContested } from '../../../domain/cells/contested.js';
import {
  type DemandSummary,
  gapEvidence,
  gapRuleWords,
  gapWords,
} from '../../../domain/cells/demand-summary.js';
import { movesOnQuestion, positionsOnQuestion } from '../../../domain/cells/question-course.js';
import { gapsOnQuestion } from '../../../domain/cells/question-gap.js';
import { answersOf, type OnAlternative } from '../../../domain/cells/question-standing.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { type Direction, directionWords } from '../../../domain/log/direction.js';
import { evidenceClassOf } from '../../../domain/attribution.js';
import { attributionWords, evidenceWords } from '../../../domain/cells/wording.js';
import type { StanceCore } from '../../../domain/log/entry.js';
import { positionScale } from '../../../domain/log/position.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import { amountWords } from '../../../domain/structure/amount.js';
import type { Demand, Party, Question } from '../../../domain/structure/negotiation.js';
import {
  alternativesOf,
  alternativeWords,
  type PresentAlternative,
} from '../../../domain/structure/question.js';
import { longDate, unbrokenDate } from '../../../domain/when.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { closedStanding, type DemandStanding } from '../../parts/demand-standing.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { presentOutcome } from '../../parts/outcome-view.js';

/** What a party has said of the alternatives of a question. */
interface PartyAnswers {
  readonly party: Link;
  /** In the order of the columns; each link says the alternative and the position. None if it has no position at all. */
  readonly groups: readonly (readonly Link[])[];
}

/** A question: its alternatives along their amounts, what each party says of them, and who moved. */
export interface QuestionPage extends Page {
  readonly topic: string;
  readonly wording: string;
  readonly unit: string | null;
  /** When it was closed; null while it is open. */
  readonly closed: DemandStanding | null;
  /** The gap nearest to agreement, by which the question is counted once; null where no alternative has one. */
  readonly gap: {
    readonly words: string;
    readonly rule: string;
    /** “rests on reports”; null if it does not. */
    readonly evidence: string | null;
  } | null;
  readonly alternatives: readonly {
    readonly amount: string | null;
    readonly demand: Link;
    /** Of one that is past, what became of it. */
    readonly gap: string;
    /** Where an admin takes it out of the question; null for everybody else. */
    readonly leave: string | null;
  }[];
  readonly columns: readonly string[];
  readonly parties: readonly PartyAnswers[];
  readonly moves: readonly { readonly day: string; readonly words: string }[];
  readonly controls: ClockControls;
  /** Where an editor adds an alternative; null for readers. */
  readonly join: string | null;
}

const columns = ['Asks for', 'Agreed to, or prefers', 'Would also accept', 'Otherwise', 'Rejects'] as const;

/** By the number of a stance against an alternative: why its amount is rejected. */
export type Directions = ReadonlyMap<Sequence, Direction | null>;

interface Beside {
  /** What the viewer may do. */
  readonly role: Role | null;
  readonly directions: Directions;
}

export function questionPage(
  reading: Reading,
  question: Question,
  { role, directions }: Beside,
): QuestionPage {
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, demands } = negotiation;
  const { topic, wording, unit } = question;
  const path = paths.question(slug, question.slug);
  const isNow = !reading.isAnotherTime;
  const alternatives = alternativesOf(question, demands);
  const { ofAlternatives, nearest } = gapsOnQuestion(negotiation, alternatives, log, clocks);
  return {
    head: readingHead(reading, {
      title: isolating`Question: ${wording}`,
      description: isolating`What each party asks for, would accept and rejects: ${wording}`,
      path,
    }),
    topic: topic.name,
    wording,
    unit,
    closed: closedStanding(reading, question),
    gap: nearest && {
      words: gapWords(nearest),
      rule: gapRuleWords(nearest),
      evidence: gapEvidence(nearest),
    },
    alternatives: alternatives.map(({ demand, amount }, index) => ({
      amount: amount && amountWords(amount, unit),
      demand: { label: demand.proposition, url: withQuery(paths.demand(slug, demand.slug), givenQuery) },
      gap: gapOf(reading, demand, ofAlternatives[index] ?? null),
      leave:
        isNow && may(role, 'edit_structure') ? paths.leaveQuestion(slug, question.slug, demand.slug) : null,
    })),
    columns,
    parties: negotiation.parties.map((party) => answersOfParty(reading, question, party, directions)),
    moves: negotiation.parties
      .flatMap((party) => movesOnQuestion(log, party, { alternatives, unit }, clocks))
      .sort((one, other) => (one.day < other.day ? -1 : 1))
      .map(({ day, words }) => ({ day: longDate(day), words })),
    controls: clockControls(reading, path),
    join:
      isNow && !question.isClosed && may(role, 'create_structure')
        ? paths.joinQuestion(slug, question.slug)
        : null,
  };
}

/** “Opposed (rests on reports)”; of an alternative that is past, what became of it. */
function gapOf(reading: Reading, demand: Demand, summary: DemandSummary | null): string {
  if (summary === null) return `Past: ${presentOutcome(reading, demand) ?? ''}`;
  const evidence = gapEvidence(summary);
  return evidence === null ? gapWords(summary) : `${gapWords(summary)} (${evidence})`;
}

/** The class of evidence; of what is reported, also by whom. */
function howKnown(stance: StanceCore): string {
  const isTold = stance.attribution !== null && evidenceClassOf(stance.attribution) !== 'on_record';
  return (isTold ? attributionWords(stance) : evidenceWords(stance)).toLowerCase();
}

function answersOfParty(
  reading: Reading,
  question: Question,
  party: Party,
  directions: Directions,
): PartyAnswers {
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, demands } = negotiation;
  const alternatives = alternativesOf(question, demands);
  const positions = positionsOnQuestion(log, party.id, alternatives, clocks);
  const { asksFor, agreedOrPrefers, wouldAccept, undecided, rejects } = answersOf(positions);
  const contested = alternatives.filter(({ demand }) => isContested(log.cellAt(party.id, demand.id, clocks)));
  const linkWith = (alternative: PresentAlternative, words: string): Link => ({
    label: isolating`${alternativeWords(alternative, question.unit)} (${[words, ...knownFrom(alternative)].join('; ')})`,
    url: withQuery(paths.position(slug, party.slug, alternative.demand.slug), givenQuery),
  });
  const knownFrom = ({ demand }: PresentAlternative): string[] => {
    const cell = log.cellAt(party.id, demand.id, clocks);
    return cell.isSet ? [`${howKnown(cell.setting.stance)}, ${unbrokenDate(cell.setting.stance.date)}`] : [];
  };
  const linkTo = ({ alternative, position }: OnAlternative): Link =>
    linkWith(alternative, positionScale(position).label.toLowerCase());
  const groups = [
    asksFor.map(linkTo),
    agreedOrPrefers.map(linkTo),
    wouldAccept.map(linkTo),
    [...undecided.map(linkTo), ...contested.map((alternative) => linkWith(alternative, 'contested'))],
    rejects.map(({ alternative, position }) => {
      const cell = log.cellAt(party.id, alternative.demand.id, clocks);
      const direction = cell.isSet ? (directions.get(cell.setting.version) ?? null) : null;
      const label = positionScale(position).label.toLowerCase();
      const why = alternative.amount && directionWords(direction, alternative.amount);
      return linkWith(alternative, why === null ? label : `${label}, ${why}`);
    }),
  ];
  return {
    party: { label: party.name, url: withQuery(paths.party(slug, party.slug), givenQuery) },
    groups: groups.some((group) => group.length > 0) ? groups : [],
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/questions/question': QuestionPage;
  }
}

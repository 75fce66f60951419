import { isolating, listed, namedTogether } from '../../../domain/isolation.js';
import { isContested } from '../../../domain/cells/contested.js';
import {
  type DemandSummary,
  gapEvidence,
  gapRuleWords,
  gapWords,
} from '../../../domain/cells/demand-summary.js';
import { type Move, movesOnQuestion, positionsOnQuestion } from '../../../domain/cells/question-course.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { gapsOnQuestion } from '../../../domain/cells/question-gap.js';
import { answersOf, type OnAlternative, standing } from '../../../domain/cells/question-standing.js';
import type { DemandId, Sequence } from '../../../domain/identifiers.js';
import { type Direction, directionWords } from '../../../domain/log/direction.js';
import { edgeOf, edges, evidenceClassOf } from '../../../domain/attribution.js';
import { attributionWords, evidenceWords } from '../../../domain/cells/wording.js';
import type { StanceCore } from '../../../domain/log/entry.js';
import { codeOf, type Position, positions, positionScale } from '../../../domain/log/position.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import { amountWords, numberWords, senseWord } from '../../../domain/structure/amount.js';
import type { Demand, Negotiation, Party, Question } from '../../../domain/structure/negotiation.js';
import {
  alternativesOf,
  alternativeWords,
  type PresentAlternative,
} from '../../../domain/structure/question.js';
import { longDate, unbrokenDate } from '../../../domain/when.js';
import {
  letterOf,
  type PartyOnQuestion,
  type QuestionChart,
  questionChart,
  type QuestionDrawn,
} from '../../../outputs/charts/question-chart.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { closedStanding, type DemandStanding } from '../../parts/demand-standing.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf, nothingFits } from '../../parts/filters.js';
import { presentOutcome } from '../../parts/outcome-view.js';
import { toneOf } from '../../../outputs/tone.js';
import { type SignView, signView } from '../../parts/stances/sign.js';
import type { EdgeKey } from '../../parts/stances/value-view.js';
import { type QuestionAsked, questionFilter } from './asked.js';

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
  /** Drawn for a screen and for a phone; none where they are too many, or nobody has said anything. */
  readonly charts: readonly QuestionChart[];
  readonly isLettered: boolean;
  readonly chartTitle: string;
  readonly signs: Readonly<Record<Position, SignView & { readonly tone: string }>>;
  readonly edges: readonly EdgeKey[];
  /** The positions that occur in the pictures, with their words. */
  readonly scale: readonly { readonly sign: SignView; readonly label: string }[];
  /** Those with no position on any of them; null if there are none. */
  readonly silent: string | null;
  readonly alternatives: readonly {
    /** By which a picture calls it; null where that says the amount. */
    readonly letter: string | null;
    readonly amount: string | null;
    readonly demand: Link;
    /** Of one that is past, what became of it. */
    readonly gap: string;
    /** Where an admin takes it out of the question; null for everybody else. */
    readonly leave: string | null;
  }[];
  readonly columns: readonly string[];
  /** Those that have a position on one of them, or are contested there. */
  readonly parties: readonly PartyAnswers[];
  readonly moves: readonly { readonly day: string; readonly words: string }[];
  readonly controls: ClockControls;
  readonly filters: Filters;
  /** Says that no party fits the filter; null if one does. */
  readonly emptyText: string | null;
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
  asked: QuestionAsked,
  { role, directions }: Beside,
): QuestionPage {
  const { question, filter, parties } = asked;
  const more = filterEntries(filter);
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, demands } = negotiation;
  const { topic, wording, unit } = question;
  const path = paths.question(slug, question.slug);
  const isNow = !reading.isAnotherTime;
  const alternatives = alternativesOf(question, demands);
  const { ofAlternatives, nearest } = gapsOnQuestion(negotiation, alternatives, log, clocks);
  const moves = new Map(
    parties.map((party) => [party.id, movesOnQuestion(log, party, { alternatives, unit }, clocks)]),
  );
  const drawn = parties.map((party) =>
    drawnParty(reading, question, party, { directions, moves: moves.get(party.id) ?? [] }),
  );
  const speaking = drawn.filter(({ answers }) => answers.length > 0);
  const silent = parties.filter((_, index) => drawn[index]?.answers.length === 0);
  const picture = {
    columns: alternatives.map((each, index) => columnOf(each, unit, index)),
    parties: speaking,
  };
  const charts = (['wide', 'narrow'] as const).flatMap((kind) => questionChart(picture, kind) ?? []);
  const isLettered = charts.some((chart) => unit === null || chart.isLettered);
  return {
    head: readingHead(reading, {
      title: isolating`Question: ${wording}`,
      description: isolating`What each party asks for, would accept and rejects: ${wording}`,
      path,
      more,
      pictureAt: path,
      embedAt: paths.embedded(path),
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
    charts,
    isLettered,
    chartTitle: isolating`What ${namedTogether(speaking.map(({ label }) => label))} say of the alternatives of “${wording}”. The tables below say the same.`,
    signs,
    edges,
    scale: positions
      .filter(({ value }) =>
        speaking.some(({ answers }) => answers.some(({ position }) => position === value)),
      )
      .map(({ value, label }) => ({ sign: signView(value), label })),
    silent: silent.length === 0 ? null : silentWords(silent, negotiation),
    alternatives: alternatives.map(({ demand, amount }, index) => ({
      letter: isLettered ? letterOf(index) : null,
      amount: amount && amountWords(amount, unit),
      demand: { label: demand.proposition, url: withQuery(paths.demand(slug, demand.slug), givenQuery) },
      gap: gapOf(reading, demand, ofAlternatives[index] ?? null),
      leave:
        isNow && may(role, 'edit_structure') ? paths.leaveQuestion(slug, question.slug, demand.slug) : null,
    })),
    columns,
    parties: parties
      .map((party) => answersOfParty(reading, question, party, directions))
      .filter(({ groups }) => groups.length > 0),
    moves: [...moves.values()]
      .flat()
      .sort((one, other) => (one.day < other.day ? -1 : 1))
      .map(({ day, words }) => ({ day: longDate(day), words })),
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(reading, filter, questionFilter, (other) =>
      withQuery(path, [...queryEntries(givenQuery), ...filterEntries(other)]),
    ),
    emptyText: parties.length === 0 && isFiltered(filter) ? nothingFits : null,
    join:
      isNow && !question.isClosed && may(role, 'create_structure')
        ? paths.joinQuestion(slug, question.slug)
        : null,
  };
}

/** The amount of an alternative above its place on the lines, or a letter for its proposition. */
function columnOf(
  { amount }: PresentAlternative,
  unit: string | null,
  index: number,
): QuestionDrawn['columns'][number] {
  if (amount === null) return { above: '', label: letterOf(index) };
  const { sense, number } = amount;
  if (number === null) return { above: '', label: senseWord(sense) };
  return { above: senseWord(sense), label: numberWords(number, unit) };
}

interface Said {
  readonly directions: Directions;
  readonly moves: readonly Move[];
}

function drawnParty(
  { negotiation, log, clocks }: Reading,
  question: Question,
  party: Party,
  { directions, moves }: Said,
): PartyOnQuestion {
  const alternatives = alternativesOf(question, negotiation.demands);
  const places = standing(positionsOnQuestion(log, party.id, alternatives, clocks));
  const answers = alternatives.flatMap(({ demand, amount }, column) => {
    const cell = log.cellAt(party.id, demand.id, clocks);
    if (!cell.isSet) return [];
    const { position, attribution } = cell.setting.stance;
    const isAgainst = (codeOf(position) ?? 0) < 0;
    const direction = isAgainst ? (directions.get(cell.setting.version) ?? null) : null;
    const why = amount && isAgainst && direction !== null ? directionWords(direction, amount) : null;
    const isStanding = places.some(({ alternative }) => alternative.demand.id === demand.id);
    const note = isContested(cell) ? 'contested' : (why ?? '');
    return [{ column, position, edge: attribution && edgeOf(attribution), isStanding, note }];
  });
  const columnsOfDemands = (ids: readonly DemandId[]) =>
    alternatives.flatMap(({ demand }, column) => (ids.includes(demand.id) ? [column] : []));
  const [first] = moves;
  const stood = first ? [first.from, ...moves.map(({ to }) => to)].map(columnsOfDemands) : [];
  return { label: party.name, shortLabel: party.shortName ?? party.name, answers, stood };
}

const signs = Object.fromEntries(
  positions.map(({ value }) => [value, { ...signView(value), tone: toneOf(value) }]),
) as QuestionPage['signs'];

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

/** By name, but where that would be all of them. */
function silentWords(silent: readonly Party[], { parties }: Negotiation): string {
  if (silent.length === parties.length)
    return 'No party has a position on any of them, which is not neutrality.';
  return `No position on any of them, which is not neutrality: ${listed(silent.map(({ name }) => name))}.`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/questions/embedded': QuestionPage;
    readonly 'readers/questions/question': QuestionPage;
  }
}

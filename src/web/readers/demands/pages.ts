import { isolating, listed } from '../../../domain/isolation.js';
import { demandStates } from '../../../domain/cells/demand.js';
import {
  type DemandSummary,
  gapEvidence,
  gapRuleWords,
  gapWords,
  leftOutWords,
  summaryOfDemand,
} from '../../../domain/cells/demand-summary.js';
import { gapLabel } from '../../../domain/cells/gap.js';
import { saidToRaise } from '../../../domain/cells/raisers.js';
import {
  countedCourseOf,
  type CourseOfParty,
  gapCourse,
  type GapPoint,
} from '../../../domain/cells/course.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { isPast } from '../../../domain/cells/past.js';
import { partiesNeeded } from '../../../domain/structure/demand-terms.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { amountWords } from '../../../domain/structure/amount.js';
import {
  alternativesOf,
  type PresentAlternative,
  questionOf,
  relationWords,
} from '../../../domain/structure/question.js';
import { longDate } from '../../../domain/when.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import { counted, demandTitle } from '../../../domain/cells/wording.js';
import type { ExportRow } from '../../../outputs/tables/export-columns.js';
import type { Link, Page } from '../../frame/layout.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import {
  contestedWords,
  courseFigure,
  type CourseFigure,
  courseOfCell,
  type CourseOfCell,
} from '../../parts/course-figure.js';
import { type Filters, filtersOf, nothingFits } from '../../parts/filters.js';
import { closedStanding, type DemandStanding } from '../../parts/demand-standing.js';
import { type OutcomeView, outcomeViews, presentOutcome } from '../../parts/outcome-view.js';
import { type WordingView, wordingViews } from '../../parts/wording-view.js';
import { briefingOn, type BriefingView } from '../../parts/briefings.js';
import { type PositionView, positionView } from '../../parts/stances/position-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';
import { type DemandAsked, demandFilter } from './asked.js';

/** One row of the matrix: the proposition, who raised it with whom, how far apart they are, and each position. */
export interface DemandPage extends Page {
  readonly topic: string;
  readonly proposition: string;
  /** The words before, if it was clarified. */
  readonly wordings: readonly WordingView[];
  readonly state: string;
  /** When it was closed; null while it is open. */
  readonly closed: DemandStanding | null;
  /** What became of it, oldest first; the demand is past if one of them stands. */
  readonly outcomes: readonly OutcomeView[];
  /** The forms for clearer words, once it has a stance, for whom it needs, and for its outcome, until it is past; none for readers. */
  readonly acts: readonly Link[];
  /** Those of whom a record on the record says so. */
  readonly raisedBy: readonly Link[];
  /** The other raisers. */
  readonly saidToBeRaisedBy: readonly Link[];
  readonly addressedTo: readonly Link[];
  readonly otherAddressees: string | null;
  /** The older demands that it rewords, merges or is a part of. */
  readonly replaces: readonly Link[];
  readonly replacedBy: readonly Link[];
  /** The parties whose consent or act carries it out, and where an editor has added or left out some. */
  readonly needs: readonly Link[];
  readonly needsChanged: string | null;
  /** The last day of a measure that is limited in time, and whether it has passed. */
  readonly until: string | null;
  readonly partOf: readonly Link[];
  readonly parts: readonly Link[];
  /** What the desk says of it; null for nothing. */
  readonly briefing: BriefingView | null;
  /** The question that it answers, and the other answers; null for most demands. */
  readonly question: {
    readonly link: Link;
    readonly amount: string | null;
    readonly others: readonly { readonly demand: Link; readonly words: string | null }[];
  } | null;
  readonly gap: string;
  readonly gapRule: string;
  /** Whether the gap rests on reports, and on conditions that nobody has compared; null if on neither. */
  readonly gapEvidence: string | null;
  /** Between whom it is, and what it does not say; null if there is none. */
  readonly gapAmong: string | null;
  /** Every party's position over time, and the gap between them; null before anything is recorded. */
  readonly course: CourseFigure | null;
  /** Instead of a picture of one step only; null if there is a picture, or nothing at all. */
  readonly courseText: string | null;
  /** How the gap went, newest first: each with the same words as the gap of the page, and its date as it was given. */
  readonly gaps: readonly {
    readonly day: string;
    readonly gap: string;
    readonly rule: string;
    readonly evidence: string | null;
  }[];
  /** Shown if the list is cut; otherwise null. */
  readonly gapsCut: string | null;
  readonly controls: ClockControls;
  readonly filters: Filters;
  /** Says that no party fits the filter; null if one does. */
  readonly emptyText: string | null;
  /** “Where each party stands”, or of a past demand stood. */
  readonly positionsTitle: string;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  readonly positions: readonly PositionView[];
  /** The parties whose position nobody has assessed: named in a line. */
  readonly unassessed: readonly Link[];
}

/** Yields between its longer parts, so that the caller can give other work its turn. */
export function* demandPage(
  reading: Reading,
  asked: DemandAsked,
  rows: readonly ExportRow[],
  role: Role | null,
): Generator<void, DemandPage> {
  const { demand, filter } = asked;
  const { negotiation, log, clocks } = reading;
  const path = paths.demand(negotiation.slug, demand.slug);
  const more = filterEntries(filter);
  const summary = summaryOfDemand(negotiation, demand, log, clocks);
  const gap = gapParts(reading, demand, summary);
  const said = saidToRaise(log, demand, clocks);
  const assessed = rows.filter((row) => !isUnassessed(row));
  const positions = assessed.map((row) => positionView(row, reading, 'party'));
  yield;
  const course = yield* courseOfDemand(reading, asked);
  return {
    head: readingHead(reading, {
      title: `${demandTitle(demand.proposition)}: who supports it, who rejects it`,
      description: `${gap.gap}: ${gap.gapRule}${gap.gapEvidence === null ? '' : `; ${gap.gapEvidence}`}.`,
      path,
      more,
      feed: `${path}.atom`,
      pictureAt: path,
      embedAt: paths.embedded(path),
    }),
    topic: demand.topic.name,
    proposition: demand.proposition,
    wordings: wordingViews(demand.wordings),
    state: stateLabel(reading, demand, summary),
    closed: closedStanding(reading, demand),
    outcomes: outcomeViews(reading, demand, role),
    acts: actsOn(reading, demand, role),
    raisedBy: partyLinks(
      reading,
      demand.raisers.filter((party) => !said.includes(party)),
    ),
    saidToBeRaisedBy: partyLinks(reading, said),
    addressedTo: partyLinks(reading, demand.addressees),
    otherAddressees: demand.otherAddressees || null,
    replaces: demandLinks(reading, ({ id }) => demand.replaces.includes(id)),
    replacedBy: demandLinks(reading, ({ replaces }) => replaces.includes(demand.id)),
    needs: partyLinks(
      reading,
      partiesNeeded(negotiation, demand).map(({ id }) => id),
    ),
    needsChanged: needsChanged(reading, demand),
    until: untilOf(reading, demand),
    partOf: demandLinks(reading, ({ id }) => demand.partOf === id),
    parts: demandLinks(reading, ({ partOf }) => partOf === demand.id),
    briefing: briefingOn(reading, { topic: null, demand: demand.id }),
    question: questionView(reading, demand),
    ...gap,
    ...course,
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(reading, filter, demandFilter, (other) =>
      withQuery(path, [...queryEntries(reading.givenQuery), ...filterEntries(other)]),
    ),
    emptyText: asked.parties.length === 0 && isFiltered(filter) ? nothingFits : null,
    positionsTitle: positionsTitle(reading, demand),
    edges: edgeKey(positions.map(({ cell }) => cell)),
    positions,
    unassessed: rows.filter(isUnassessed).map(({ party }) => ({
      label: party.name,
      url: withQuery(paths.position(reading.negotiation.slug, party.slug, demand.slug), reading.givenQuery),
    })),
  };
}

function partyLinks({ negotiation, givenQuery }: Reading, ids: readonly number[]): Link[] {
  const parties = negotiation.parties.filter(({ id }) => ids.includes(id));
  return parties.map(({ name, slug }) => ({
    label: name,
    url: withQuery(paths.party(negotiation.slug, slug), givenQuery),
  }));
}

/** The question to which a demand belongs, and its other alternatives with their amounts. */
function questionView({ negotiation, givenQuery }: Reading, demand: Demand): DemandPage['question'] {
  const { slug, demands, questions } = negotiation;
  const question = questionOf(questions, demand.id);
  if (!question) return null;
  const alternatives = alternativesOf(question, demands);
  const own = alternatives.find((each) => each.demand.id === demand.id) as PresentAlternative;
  const others = alternatives.filter((each) => each !== own);
  return {
    link: {
      label: question.wording,
      url: withQuery(paths.question(slug, question.slug), givenQuery),
    },
    amount: own.amount && amountWords(own.amount, question.unit),
    others: others.map((each) => ({
      demand: {
        label: each.demand.proposition,
        url: withQuery(paths.demand(slug, each.demand.slug), givenQuery),
      },
      words: each.amount && `${amountWords(each.amount, question.unit)}, ${relationWords(own, each) ?? ''}`,
    })),
  };
}

/** Those that are known at the page's clocks. */
function demandLinks({ negotiation, givenQuery }: Reading, isMeant: (demand: Demand) => boolean): Link[] {
  return negotiation.demands.filter(isMeant).map(({ proposition, slug }) => ({
    label: proposition,
    url: withQuery(paths.demand(negotiation.slug, slug), givenQuery),
  }));
}

/** “added: Germany; left out: Ukraine”; null if it needs the principals and the addressees. */
function needsChanged({ negotiation }: Reading, { alsoNeeds, needsNot }: Demand): string | null {
  const named = (word: string, ids: readonly number[]) => {
    const names = listed(negotiation.parties.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
    return names === '' ? [] : [`${word}: ${names}`];
  };
  return [...named('added', alsoNeeds), ...named('left out', needsNot)].join('; ') || null;
}

function untilOf({ asOf }: Reading, { until }: Demand): string | null {
  if (until === null) return null;
  return until < asOf ? `${longDate(until)}, which has passed` : longDate(until);
}

function stateLabel(reading: Reading, demand: Demand, { state, leftOut }: DemandSummary): string {
  const outcome = presentOutcome(reading, demand);
  if (outcome !== null) return outcome;
  if (demand.isClosed) return 'Closed';
  const label = demandStates.find(({ value }) => value === state)?.label ?? '';
  return state === 'settled_in_words' && leftOut.length > 0 ? `${label} among those that it needs` : label;
}

function isUnassessed({ cell }: ExportRow): boolean {
  return cell !== null && !cell.isSet && cell.nothing === 'not_assessed';
}

/** The positions on a past demand are those of its day. */
function positionsTitle({ clocks }: Reading, { id }: Demand): string {
  const day = clocks.past?.get(id);
  if (day === undefined || !isPast({ id }, clocks)) return 'Where each party stands';
  return `Where each party stood on ${longDate(day)}`;
}

function* courseOfDemand(
  reading: Reading,
  { demand, parties, filter }: DemandAsked,
): Generator<void, Pick<DemandPage, 'course' | 'courseText' | 'gaps' | 'gapsCut'>> {
  const { negotiation, log, clocks } = reading;
  const everybody: CourseOfCell[] = [];
  for (const party of parties) {
    everybody.push(courseOfCell(reading, party, demand, { isAlone: false }));
    yield;
  }
  const cells = everybody.filter(({ steps }) => steps.length > 0);
  const counting = coursesOfGap({ negotiation, log, clocks }, demand);
  yield;
  const gaps = gapCourse(counting);
  yield;
  const names = listed(cells.map(({ party }) => party.name));
  const contested = cells
    .filter(({ contests }) => contests.length > 0)
    .map(({ party, contests }) => isolating` ${party.name} is ${contestedWords(contests).join(', ')}.`);
  const course = yield* courseFigure(reading, demand, cells, {
    title: `The positions of ${names} over time, and the gap ${isFiltered(filter) ? 'between all that it needs' : 'between them'}. The table below says the same.${contested.join('')}`,
    stretches: stretchesOf(gaps),
    stretchesLabel: 'Gap',
    silent: everybody.filter(({ steps }) => steps.length === 0).map(({ party }) => party),
  });
  yield;
  const [only] = cells;
  return {
    course,
    courseText: course === null && only ? onlyStepText(only, isFiltered(filter)) : null,
    gaps: gaps
      .slice(-mostGaps)
      .toReversed()
      .map(({ date, ...found }) => ({
        day: longDate(date),
        gap: gapWords(found),
        rule: gapRuleWords(found),
        evidence: gapEvidence(found),
      })),
    gapsCut: gaps.length > mostGaps ? `The newest ${mostGaps} of ${counted(gaps.length, 'gap')}.` : null,
  };
}

function onlyStepText({ party, steps }: CourseOfCell, isNarrowed: boolean): string | null {
  const [step] = steps;
  if (step && isNarrowed)
    return isolating`Of ${party.name} one position is on record, since ${longDate(step.date)}.`;
  return step ? isolating`Only ${party.name} has a position on record, since ${longDate(step.date)}.` : null;
}

const mostGaps = 100;

/** As the picture draws them: by their word alone. */
function stretchesOf(gaps: readonly GapPoint[]) {
  const stretches = gaps.map((point) => ({ from: point.day, value: point.gap, label: gapLabel(point) }));
  return stretches.filter(({ label }, index) => stretches[index - 1]?.label !== label);
}

function coursesOfGap(
  { negotiation, log, clocks }: Pick<Reading, 'negotiation' | 'log' | 'clocks'>,
  demand: Demand,
): CourseOfParty[] {
  const needed = partiesNeeded(negotiation, demand).map(({ id }) => id);
  const isMeant = ({ id }: Party) => demand.raisers.includes(id) || needed.includes(id);
  return negotiation.parties.filter(isMeant).map((party) => ({
    party,
    isRaiser: demand.raisers.includes(party.id),
    isNeeded: needed.includes(party.id),
    points: countedCourseOf(log, party.id, demand.id, clocks),
  }));
}

function actsOn(reading: Reading, demand: Demand, role: Role | null): Link[] {
  const { negotiation, clocks } = reading;
  const clarify = {
    label: 'Clarify the wording',
    url: paths.clarifyProposition(negotiation.slug, demand.slug),
  };
  const needs = { label: 'Change whom it needs', url: paths.demandNeeds(negotiation.slug, demand.slug) };
  const outcome = { label: 'Record its outcome', url: paths.demandOutcome(negotiation.slug, demand.slug) };
  return [
    ...(may(role, 'correct') && hasStances(reading, demand) ? [clarify] : []),
    ...(may(role, 'create_structure') ? [needs] : []),
    ...(may(role, 'publish') && !isPast(demand, clocks) ? [outcome] : []),
  ];
}

/** A demand that is past has no gap any more. */
function gapParts(
  { clocks }: Reading,
  demand: Demand,
  summary: DemandSummary,
): Pick<DemandPage, 'gap' | 'gapRule' | 'gapEvidence' | 'gapAmong'> {
  if (isPast(demand, clocks))
    return {
      gap: 'Past',
      gapRule: 'an outcome is recorded, and no gap is counted any more',
      gapEvidence: null,
      gapAmong: null,
    };
  const among = ['Among the parties that it needs', leftOutWords(summary)].filter(Boolean).join('; ');
  return {
    gap: gapWords(summary),
    gapRule: gapRuleWords(summary),
    gapEvidence: gapEvidence(summary),
    gapAmong: `${among}. A public position is not a reservation value.`,
  };
}

function hasStances({ negotiation, log, clocks }: Reading, { id }: Demand): boolean {
  const { known } = clocks;
  return negotiation.parties.some((party) => log.hadRecordIn(party.id, id, known));
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/demands/embedded': DemandPage;
    readonly 'readers/demands/demand': DemandPage;
  }
}

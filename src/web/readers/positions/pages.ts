import { isContested } from '../../../domain/cells/contested.js';
import type { DeniedReports } from '../../../data/memory/denied-reports.js';
import { isolating } from '../../../domain/isolation.js';
import type { CellNote } from '../../../domain/desk/cell-note.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { type FormField, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import type { Viewer } from '../../frame/request-context.js';
import { originsOf } from '../../../domain/log/joint-statement.js';
import { conditionStates } from '../../../domain/cells/condition-state.js';
import { differsFromBloc } from '../../../domain/cells/bloc.js';
import type { Cell } from '../../../domain/cells/cell.js';
import type { Demand, Negotiation, Party } from '../../../domain/structure/negotiation.js';
import { nothings } from '../../../domain/cells/cell.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import { kindLabel } from '../../../domain/log/entry.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { RecordState } from '../../../domain/log/record-state.js';
import type { CourseStep } from '../../../domain/cells/course.js';
import { type Day, lengthBetween, longDate, longInstant } from '../../../domain/when.js';
import {
  contestedSentence,
  counted,
  evidenceWords,
  movementWords,
  nothingSentence,
  nothingTitle,
  positionSentence,
} from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, recordPlace, withQuery } from '../../frame/paths.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { reservationsBeside, type ReservationView } from '../../parts/reservations.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { type CitationView, citationView } from '../../parts/stances/citation-view.js';
import { jointText, type QuoteView, type StanceView, stanceView } from '../../parts/stances/stance-view.js';
import { closedStanding, type DemandStanding, demandStandings } from '../../parts/demand-standing.js';
import {
  contestedWords,
  courseFigure,
  type CourseFigure,
  courseOfCell,
  courseWords,
} from '../../parts/course-figure.js';
import { conditionsText } from '../../parts/conditions.js';
import { newUpdateLink } from '../../parts/new-update-link.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { furtherParts, type LogPart, missingText, partText } from './log-part.js';
import type { RecordView } from '../../parts/stances/record-view.js';

/** One fact about the present position: “Since”, “9 August 2025”. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** The editors' notes on a cell, and the form for another. */
export interface NotesView {
  readonly csrfToken: string;
  readonly notes: readonly {
    readonly id: string;
    readonly text: string;
    readonly who: string;
    readonly at: string;
    /** The address at which it can be withdrawn; null if the viewer may not. */
    readonly withdraw: string | null;
  }[];
  readonly write: { readonly url: string; readonly field: FormField } | null;
}

/** One cell: the position as a sentence, then its log, newest first. */
export interface PositionPage extends Page {
  /** Shown to the editor who has just acted on a record; otherwise null. */
  readonly notice: string | null;
  /** That the record which the address names is not in the log; null if it is, or if it names none. */
  readonly missing: { readonly text: string; readonly newest: Link | null } | null;
  readonly sentence: string;
  readonly cell: CellView;
  /** Of an agreement: the lines by which the party reserves the whole. */
  readonly reservations: readonly ReservationView[];
  readonly party: Link;
  readonly demand: Link;
  readonly standings: readonly DemandStanding[];
  /** Of an empty cell what its title means, where the log below does not say so; else empty. */
  readonly meaning: string;
  /** What was corrected, retracted or restored among the records of the page, the newest first; of many only some. */
  readonly corrections: readonly {
    readonly url: string;
    readonly words: string;
    readonly reason: string | null;
  }[];
  readonly moreCorrections: string | null;
  readonly stance: StanceView | null;
  readonly citations: readonly CitationView[];
  /** Of a red line that was said again more plainly: the record that declared it; else null. */
  readonly declared: {
    readonly record: Link;
    readonly quote: QuoteView | null;
    readonly speaker: string | null;
  } | null;
  readonly facts: readonly Fact[];
  /** The position over time; null if it has always been the same. */
  readonly course: CourseFigure | null;
  /** That it has always been the same, in a sentence; null if it has not, or if there is none. */
  readonly courseText: string | null;
  /** Members of a bloc whose position differs from that of the bloc. */
  readonly members: readonly { readonly party: string; readonly cell: CellView }[];
  readonly controls: ClockControls;
  readonly records: readonly RecordView[];
  readonly emptyText: string;
  /** Shown if the page does not have the whole log; otherwise null. */
  readonly cutText: string | null;
  /** Links to the other parts. */
  readonly further: readonly Link[];
  /** For editors: an update with this cell filled in; null for readers. */
  readonly logUpdate: Link | null;
  /** Null for readers. */
  readonly notes: NotesView | null;
}

export interface PositionFacts {
  readonly reading: Reading;
  readonly notice: string | null;
  readonly party: Party;
  readonly demand: Demand;
  readonly cell: Cell;
  readonly denied: DeniedReports;
  /** The setting record; null if the cell has none. */
  readonly state: RecordState | null;
  /** The one with which its red line began, if it is another one; else null. */
  readonly declaration: RecordState | null;
  readonly records: readonly RecordView[];
  /** The newest record of the log; null if it has none. */
  readonly newest: Sequence | null;
  /** Which part of the log at these clocks the records are. */
  readonly part: LogPart;
  /** Null for readers, and at another time. */
  readonly role: Role | null;
  /** Null for readers. */
  readonly desk: PositionDesk | null;
}

/** What people who are signed in see in addition. */
export interface PositionDesk {
  readonly viewer: Viewer;
  readonly notes: readonly CellNote[];
  readonly note: TypedNote;
}

/** A note as it was typed, and what is wrong with it. */
export interface TypedNote {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

/** Yields between its longer parts, so that the caller can give other work its turn. */
export function* positionPage(facts: PositionFacts): Generator<void, PositionPage> {
  const { reading, notice, party, demand, cell, state, records, part, role, desk } = facts;
  const { negotiation, givenQuery } = reading;
  const path = paths.position(negotiation.slug, party.slug, demand.slug);
  const sentence = sentenceOf(facts);
  const stance =
    state && stanceView(state.stance, negotiation, jointText(reading, state.record, negotiation));
  const course = yield* courseOfPosition(facts);
  return {
    head: readingHead(reading, {
      title: cell.isSet ? sentence : nothingTitle(party.name, cell.nothing, demand.proposition),
      description: isolating`${sentence}.`,
      path,
      more: { record: part.start === 0 ? null : String(part.asked) },
      tableQuery: {},
      pictureAt: path,
      feed: withQuery(`${paths.demand(negotiation.slug, demand.slug)}.atom`, { party: party.slug }),
      alsoFollow: [
        { label: party.name, url: `${paths.party(negotiation.slug, party.slug)}.atom` },
        { label: 'The demand', url: `${paths.demand(negotiation.slug, demand.slug)}.atom` },
      ],
      embedAt:
        part.start === 0 ? paths.embedded(paths.position(negotiation.slug, party.slug, demand.slug)) : null,
    }),
    notice,
    missing: missingOf(facts, path),
    sentence,
    cell: cellView(cell, withQuery(path, givenQuery), undefined, facts.denied),
    reservations: reservationsBeside(reading, cell, party),
    party: { label: party.name, url: withQuery(paths.party(negotiation.slug, party.slug), givenQuery) },
    standings: [...partyStandings(reading, party), ...demandStandings(reading, demand)],
    demand: {
      label: demand.proposition,
      url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
    },
    meaning: meaningOf(cell),
    ...correctionsOf(records),
    stance,
    citations: state ? state.citations.map(citationView) : [],
    declared: declaredBy(facts),
    facts: [...factsOf(reading, cell, state, stance), ...conditionFacts(reading, state)],
    ...course,
    members: differingMembers(facts),
    controls: clockControls(reading, path),
    records,
    emptyText: isolating`Nothing has been recorded of ${party.name} on this demand${reading.isAnotherTime ? ' by this time' : ' yet'}.`,
    cutText: partText(part),
    further: furtherParts(part, path, givenQuery),
    notes: desk && notesView(desk, negotiation, path),
    // What is closed takes no new stances.
    logUpdate: [party, demand].some(({ isClosed }) => isClosed)
      ? null
      : newUpdateLink(role, negotiation, { party: party.slug, demand: demand.slug }),
  };
}

function missingOf({ reading, part, newest }: PositionFacts, path: string): PositionPage['missing'] {
  const text = missingText(part, reading.isAnotherTime);
  if (text === null) return null;
  if (newest === null) return { text, newest };
  return {
    text,
    newest: { label: 'The newest record', url: recordPlace(path, newest, reading.givenQuery) },
  };
}

function declaredBy({ reading, party, demand, declaration }: PositionFacts): PositionPage['declared'] {
  if (declaration === null) return null;
  const { record, stance } = declaration;
  const { slug } = reading.negotiation;
  const { quote, speaker, date } = stanceView(stance, reading.negotiation);
  const position = paths.position(slug, party.slug, demand.slug);
  return { record: { label: date, url: recordPlace(position, record, reading.givenQuery) }, quote, speaker };
}

function notesView({ viewer, notes, note }: PositionDesk, { slug }: Negotiation, path: string): NotesView {
  const mayWrite = may(viewer.role, 'publish');
  const mayWithdraw = (author: number) =>
    mayWrite && (author === viewer.userId || may(viewer.role, 'manage_people'));
  return {
    csrfToken: viewer.csrfToken,
    notes: notes.map(({ id, text, writtenAt, author }) => ({
      id: `note-${id}`,
      text,
      who: author.signInName,
      at: longInstant(writtenAt),
      withdraw: mayWithdraw(author.id) ? paths.withdrawNote(slug, id) : null,
    })),
    write: mayWrite
      ? { url: `${path}/notes`, field: formField(noteField, { ...note, standing: null }) }
      : null,
  };
}

const noteField = {
  kind: 'textarea',
  name: 'note',
  label: 'A note on this position',
  hint: 'For colleagues; readers never see it.',
} as const;

/** When the party was closed; empty while it is open. */
function partyStandings(reading: Reading, party: Party): DemandStanding[] {
  const closed = closedStanding(reading, party);
  return closed ? [{ ...closed, words: isolating`${party.name}: ${closed.words}` }] : [];
}

function sentenceOf({ party, demand, cell }: PositionFacts): string {
  if (!cell.isSet) return nothingSentence(party.name, cell.nothing, demand.proposition);
  const sentence = isContested(cell) ? contestedSentence : positionSentence;
  return sentence(party.name, cell.setting.stance.position, demand.proposition);
}

/** With a sentence for those who do not see the picture: “Demands from June 2024; Reluctant from 16 August 2025”. */
function* courseOfPosition({
  reading,
  party,
  demand,
}: PositionFacts): Generator<void, Pick<PositionPage, 'course' | 'courseText'>> {
  const cell = courseOfCell(reading, party, demand, { isAlone: true });
  yield;
  const words = [courseWords(cell.steps), ...contestedWords(cell.contests)];
  const course = yield* courseFigure(reading, demand, [cell], { title: words.join('; ') });
  return { course, courseText: course === null ? onlyStepText(party, cell.steps) : null };
}

function onlyStepText(party: Party, steps: readonly CourseStep[]): string | null {
  const [first] = steps;
  if (!first) return null;
  // Each says the same, be it first on the record.
  const again = steps.slice(1);
  const last = again.at(-1);
  const since = isolating`${party.name} has held this position since ${longDate(first.date)}, as far as it is recorded`;
  return last
    ? `${since}, and said it again ${timesWords(again.length)}, ${again.length === 1 ? '' : 'last '}on ${longDate(last.date)}.`
    : `${since}.`;
}

function timesWords(count: number): string {
  return ['once', 'twice'][count - 1] ?? counted(count, 'time');
}

const mostCorrections = 3;
const corrected: readonly string[] = (['correction', 'retraction', 'restoration'] as const).map(kindLabel);

/** Above the position: that it did not always read so is part of the answer. */
function correctionsOf(
  records: PositionFacts['records'],
): Pick<PositionPage, 'corrections' | 'moreCorrections'> {
  const acts = records.flatMap((record) => record.acts).filter(({ kind }) => corrected.includes(kind));
  acts.sort((one, other) => (one.recordedInstant < other.recordedInstant ? 1 : -1));
  const more = acts.length - mostCorrections;
  return {
    corrections: acts.slice(0, mostCorrections).map(({ id, kind, target, recordedAt, reason }) => ({
      url: `#${id}`,
      words: `${[kind, target?.label].filter(Boolean).join(' ')}, ${recordedAt}`,
      reason,
    })),
    moreCorrections: more > 0 ? `${counted(more, 'more act')} of that kind in the log below.` : null,
  };
}

function differingMembers({ reading, party, demand, cell }: PositionFacts): PositionPage['members'] {
  const { negotiation, log, clocks, givenQuery } = reading;
  const members = negotiation.parties.filter(({ id }) => party.members.includes(id));
  return members.flatMap((member) => {
    const own = log.cellAt(member.id, demand.id, clocks);
    if (!differsFromBloc(own, cell)) return [];
    const url = withQuery(paths.position(negotiation.slug, member.slug, demand.slug), givenQuery);
    return [{ party: member.name, cell: cellView(own, url) }];
  });
}

function meaningOf(cell: Cell): string {
  if (cell.isSet || cell.nothing === 'not_assessed') return '';
  const meaning = nothings.find(({ value }) => value === cell.nothing)?.meaning ?? '';
  return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
}

/** What it is, since when, how it is known, and how fresh it is. */
function factsOf({ asOf }: Reading, cell: Cell, state: RecordState | null, view: StanceView | null): Fact[] {
  if (!cell.isSet || !state || !view) return [];
  const { since, sinceInClass, setting, movement, evidenceChange, lastChecked } = cell;
  const isReaffirmed = since.record !== setting.record;
  const { confidence, confidenceNote } = view;
  const facts: (Fact | null)[] = [
    movement && { label: 'Movement', text: movementWords(movement, evidenceChange) },
    { label: 'Since', text: dateText(since.stance) },
    sinceInClass && {
      label: `${evidenceWords(sinceInClass.stance)} since`,
      text: dateText(sinceInClass.stance),
    },
    { label: 'How it is known', text: view.attribution },
    { label: 'Sources', text: originsText(state) },
    confidence === null
      ? null
      : {
          label: 'Confidence in the recording',
          text: confidenceNote === null ? confidence : isolating`${confidence}: ${confidenceNote}`,
        },
    isReaffirmed ? { label: 'Last reaffirmed', text: dateText(setting.stance) } : null,
    { label: 'Freshness', text: freshness(setting.stance.day, isReaffirmed, asOf, isContested(cell)) },
    lastChecked && { label: 'Last checked', text: dateText(lastChecked.stance) },
  ];
  return facts.filter((fact) => fact !== null);
}

/** “Ukraine withdraws from Donbas: agreed first — not met (open)”, one fact for all. */
function conditionFacts({ negotiation, log, clocks }: Reading, state: RecordState | null): Fact[] {
  if (!state) return [];
  const text = conditionsText(conditionStates(state.stance, negotiation, log, clocks));
  return text === null ? [] : [{ label: 'Depends on', text }];
}

/** Counted up to the page's own day, so that a permalink always says the same. */
function freshness(day: Day, isReaffirmed: boolean, asOf: Day, isNowContested: boolean): string {
  const length = lengthBetween(day, asOf);
  const words = isReaffirmed
    ? `Last reaffirmed ${length} before ${longDate(asOf)}`
    : `Not reaffirmed for ${length}`;
  const said = day >= asOf ? 'Said on this day' : words;
  return isNowContested ? `${said}; newer reports are on the other side` : said;
}

function originsText({ stance, citations }: RecordState): string {
  const sources = counted(citations.length, 'source');
  return `${sources}, ${counted(originsOf(stance, citations), 'independent origin')}`;
}

function dateText({ date, day }: { readonly date: string; readonly day: string }): string {
  return date === day ? longDate(date) : `${longDate(date)} (counts from ${longDate(day)})`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/positions/embedded': PositionPage;
    readonly 'readers/positions/position': PositionPage;
  }
}

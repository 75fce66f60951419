import { isolated, isolating, listed } from '../../domain/isolation.js';
import { inQuotes } from '../../domain/log/removal.js';
import type { OwnTableName } from '../../domain/log/own-publications.js';
import { amountWords } from '../../domain/structure/amount.js';
import type { BriefingWords } from '../../domain/structure/briefing.js';
import type { Wording } from '../../domain/structure/clarified-words.js';
import type { Closing } from '../../domain/structure/closing.js';
import type { Alternative, Demand, Party, Question } from '../../domain/structure/negotiation.js';
import type { ComplianceWords } from '../../domain/structure/compliance.js';
import { type CitedSource, type OutcomeWords, outcomes } from '../../domain/structure/outcome.js';
import type { ReservationWords } from '../../domain/structure/reservation.js';
import { demandTitle } from '../../domain/cells/wording.js';
import { longDate } from '../../domain/when.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { briefingId, subjectName } from './briefings.js';
import { complianceSentence } from './compliance-view.js';
import { outcomeTitle } from './outcome-view.js';
import { reservationId, sourceOf } from './reservations.js';
import { aboutNothing, type OwnAct, type Telling, toldOf } from './own-act.js';

/** Everything published by itself that is known at the recorded clock, newest first. */
export function ownActs(reading: Reading): OwnAct[] {
  const told = Object.values(tellings).flatMap((tell) => tell(reading));
  return told.sort((one, other) => other.sequence - one.sequence);
}

/** What is told of each table of `ownTables`. */
const tellings: Readonly<Record<OwnTableName, (reading: Reading) => OwnAct[]>> = {
  outcomes: (reading) =>
    reading.negotiation.demands.flatMap((demand) => toldOf(demand.outcomes, ofOutcomes(reading, demand))),
  compliance: (reading) =>
    reading.negotiation.demands.flatMap((demand) => toldOf(demand.compliance, ofCompliance(reading, demand))),
  briefings: (reading) => toldOf(reading.briefings, ofBriefings(reading)),
  reservations: (reading) => toldOf(reading.reservations, ofReservations(reading)),
  clarifications: ({ negotiation: { slug, headlines, demands } }) => [
    ...headlines.map((wording) => ({
      ...clarified(wording, { noun: 'headline', label: 'Headline', subject: 'The headline of an update' }),
      ...{ ...aboutNothing, path: paths.update(slug, wording.update), place: '' },
    })),
    ...demands.flatMap(({ id, slug: demand, wordings }) =>
      wordings.map((wording) => ({
        ...clarified(wording, { noun: 'proposition', label: 'Wording', subject: 'The wording of a demand' }),
        ...{ ...aboutNothing, demand: id, path: paths.demand(slug, demand), place: '' },
      })),
    ),
  ],
  closings: ({ negotiation: { slug, parties, demands, questions }, clocks: { known } }) => [
    ...parties.flatMap((party) => closingsOf(party, known, ofParty(slug, party))),
    ...demands.flatMap((demand) => closingsOf(demand, known, ofDemand(slug, demand))),
    ...questions.flatMap((question) => closingsOf(question, known, ofQuestion(slug, question))),
  ],
  alternatives: (reading) =>
    reading.negotiation.questions.flatMap((question) =>
      question.alternatives.flatMap((alternative) => joinedAndLeft(reading, question, alternative)),
    ),
};

function ofOutcomes({ negotiation, events }: Reading, demand: Demand): Telling<OutcomeWords> {
  return {
    noun: 'outcome',
    subject: () => isolating`The outcome of “${demand.proposition}”`,
    lines: ({ outcome, date, event, summary, sources }) => ({
      Outcome: outcomes.find(({ value }) => value === outcome)?.label ?? '',
      Date: longDate(date),
      Event: events.find(({ id }) => id === event)?.name ?? '',
      Summary: summary,
      Sources: sourcesLine(sources),
    }),
    about: () => ({ demand: demand.id }),
    day: ({ day }) => day,
    place: () => ({ path: paths.demand(negotiation.slug, demand.slug), place: '#outcome' }),
    news: (words) => ({
      title: isolating`${outcomeTitle(words)}: ${demand.proposition}`,
      summary: isolated(words.summary),
    }),
  };
}

function ofCompliance({ negotiation }: Reading, demand: Demand): Telling<ComplianceWords> {
  return {
    noun: 'account',
    subject: (words) => isolating`Our record of “${complianceSentence(negotiation, words)}”`,
    lines: (words) => ({
      Account: complianceSentence(negotiation, words),
      Speaker: words.speaker?.name ?? '',
      Quote: words.quote ?? '',
      Translation: words.quoteTranslation ?? '',
      Sources: sourcesLine(words.sources),
    }),
    about: ({ party }) => ({ party, demand: demand.id }),
    day: ({ day }) => day,
    place: () => ({ path: paths.demand(negotiation.slug, demand.slug), place: '#outcome' }),
    news: (words) => ({
      title: isolating`${complianceSentence(negotiation, words)}: ${demand.proposition}`,
      summary: listed([words.quote && inQuotes(words.quote), words.quoteTranslation], ' — '),
    }),
  };
}

function sourcesLine(sources: readonly CitedSource[]): string {
  return sources
    .map(({ outlet, title, locator }) => listed([isolating`${outlet}, ${title}`, locator]))
    .join('; ');
}

function ofBriefings({ negotiation }: Reading): Telling<BriefingWords> {
  const titleOf = (words: BriefingWords) => {
    const demand = negotiation.demands.find(({ id }) => id === words.demand);
    if (demand) return demandTitle(demand.proposition);
    return words.topic === null ? negotiation.name : subjectName(negotiation, words);
  };
  return {
    noun: 'briefing',
    subject: (words) => isolating`Our briefing of ${longDate(words.day)} (${titleOf(words)})`,
    lines: ({ text }) => ({ Text: text }),
    about: ({ topic, demand }) => ({ topic, demand }),
    day: ({ day }) => day,
    place: (_, record) => ({
      path: paths.briefings(negotiation.slug),
      place: `#${briefingId({ record })}`,
    }),
    news: (words) => ({
      title: isolating`Briefing of ${longDate(words.day)}: ${titleOf(words)}`,
      summary: isolated(words.text),
    }),
  };
}

function ofReservations({ negotiation }: Reading): Telling<ReservationWords> {
  const nameOf = ({ party }: ReservationWords) =>
    negotiation.parties.find(({ id }) => id === party)?.name ?? '';
  return {
    noun: 'reservation',
    subject: (words, kind) =>
      kind === 'withdrawal'
        ? isolating`Our record of ${longDate(words.date)} that ${nameOf(words)} no longer reserves the whole`
        : isolating`Our record of ${longDate(words.date)} that ${nameOf(words)} reserves the whole`,
    lines: ({ quote }) => ({ Quote: quote }),
    about: ({ party }) => ({ party }),
    day: ({ day }) => day,
    place: (_, record) => ({
      path: paths.reservations(negotiation.slug),
      place: `#${reservationId({ record })}`,
    }),
    news: (words, kind) => ({
      title:
        kind === 'withdrawal'
          ? isolating`${nameOf(words)} no longer reserves the whole, ${longDate(words.date)}`
          : isolating`${nameOf(words)} reserves the whole, ${longDate(words.date)}`,
      summary: listed([inQuotes(words.quote), words.quoteTranslation, sourceOf(words)?.label], ' — '),
    }),
  };
}

function clarified(
  { sequence, recordedAt, before, words, reason }: Wording,
  { noun, label, subject }: Pick<OwnAct, 'noun' | 'subject'> & { readonly label: string },
): Omit<OwnAct, 'party' | 'topic' | 'demand' | 'path' | 'place'> {
  return {
    ...{ sequence, record: sequence, target: null, kind: 'clarification', recordedAt, noun, subject, reason },
    day: null,
    changes: [{ label, before, after: words }],
    title: isolating`${label} clarified: ${words}`,
    summary: isolating`Before: ${inQuotes(before)}. ${reason}`,
  };
}

type Closed = Pick<OwnAct, 'party' | 'topic' | 'demand' | 'path' | 'subject'> & {
  /** What it takes no longer, or again. */
  readonly takes: string;
};

const takesStances = 'new stances here';

function ofParty(negotiation: string, { id, slug, name }: Party): Closed {
  const path = paths.party(negotiation, slug);
  return { party: id, topic: null, demand: null, path, subject: name, takes: takesStances };
}

function ofDemand(negotiation: string, { id, slug, proposition }: Demand): Closed {
  const [path, subject] = [paths.demand(negotiation, slug), demandTitle(proposition)];
  return { party: null, topic: null, demand: id, path, subject, takes: takesStances };
}

function ofQuestion(negotiation: string, { slug, wording, topic }: Question): Closed {
  const path = paths.question(negotiation, slug);
  const subject = isolating`Question: ${wording}`;
  return { party: null, topic: topic.id, demand: null, path, subject, takes: 'new answers' };
}

/** Closings without an instant are from before they took numbers: nothing was published then. */
function closingsOf(
  { closings }: { readonly closings: readonly Closing[] },
  known: number,
  { takes, ...closed }: Closed,
): OwnAct[] {
  return closings.flatMap(({ sequence, isClosed, recordedAt }) => {
    if (recordedAt === null || sequence > known) return [];
    return [
      {
        ...{ ...closed, sequence, record: sequence, target: null, recordedAt, reason: null },
        kind: isClosed ? ('closed' as const) : ('reopened' as const),
        ...{ noun: 'closing' as const, day: null, changes: [], place: '' },
        title: isolating`${isClosed ? 'Closed' : 'Reopened'}: ${closed.subject}`,
        summary: isClosed ? `It takes no ${takes}; what it has stays.` : `It takes ${takes} again.`,
      },
    ];
  });
}

function joinedAndLeft(
  { negotiation: { slug, demands } }: Reading,
  { slug: question, wording, unit, topic }: Question,
  { demand: id, amount, joined, joinedAt, left, leftAt }: Alternative,
): OwnAct[] {
  const demand = demands.find((each) => each.id === id);
  if (!demand) return [];
  const title = demandTitle(demand.proposition);
  const common = {
    ...{ party: null, topic: topic.id, demand: id, noun: 'alternative' as const, changes: [], reason: null },
    ...{ day: null, target: null },
    ...{ subject: title, path: paths.question(slug, question), place: '' },
  };
  const said = amount ? isolating`${title}: ${amountWords(amount, unit)}` : title;
  const join: OwnAct = {
    ...{ ...common, sequence: joined, record: joined, recordedAt: joinedAt, kind: 'joined' },
    title: isolating`On the table for “${wording}”: ${title}`,
    summary: isolating`It is an answer to the question. ${said}.`,
  };
  if (left === null || leftAt === null) return [join];
  const leave: OwnAct = {
    ...{ ...common, sequence: left, record: left, recordedAt: leftAt, kind: 'left' },
    title: isolating`No longer counted as an answer to “${wording}”: ${title}`,
    summary: 'The demand stands as before.',
  };
  return [join, leave];
}

import type { FieldProblem } from '../errors.js';
import { type NewSource, problemsOfSource } from '../structure/new-source.js';
import type { NewStance, StanceContext } from './new-stance.js';
import { problemsOfStatements } from './joint-statement.js';
import { articleProblem } from './quote-check.js';
import { problemsOfStance } from './stance-rules.js';
import { countsFrom, type Day } from '../when.js';

/** The id of a source that is on record, or a new source to record. */
export type SourceChoice = number | NewSource;

/** One piece of reporting: what an editor publishes at once. */
export interface NewUpdate {
  readonly headline: string;
  readonly sources: readonly SourceChoice[];
  readonly stances: readonly NewStance[];
  /** Made with the form; sending the form again under the same key returns the first result. */
  readonly idempotencyKey: string;
  /** What was typed, before sources were recognised: tells the same form sent twice from one with other text. */
  readonly typed?: object;
  /** The text of the article, in which its quotes are searched; it is never stored with the update. Absent for none. */
  readonly articleText?: string;
}

export const mostStances = 50;
export const mostSources = 20;

/** Everything wrong with the update, each problem at its field: `headline`, `sources.0.url`, `stances.2.date`. */
export function problemsOfUpdate(update: NewUpdate, context: StanceContext): FieldProblem[] {
  return [
    ...[headlineProblem(update.headline), articleProblem(update.articleText ?? '')].filter(
      (problem) => problem !== null,
    ),
    ...problemsOfCounts(update),
    ...problemsOfStatements(update.stances),
    ...update.sources.flatMap((source, index) =>
      typeof source === 'number' ? [] : under(`sources.${index}`, problemsOfSource(source, context.today)),
    ),
    ...update.stances.flatMap((stance, index) =>
      under(`stances.${index}`, problemsOfNewStance(stance, context)),
    ),
  ];
}

/** Everything wrong with a stance that would begin a record, each problem at its field. */
export function problemsOfNewStance(stance: NewStance, context: StanceContext): FieldProblem[] {
  return [...problemsOfStance(stance, context), ...problemsOfClosed(stance, context)];
}

/** What is closed takes no new stances; those it has can still be corrected. */
function problemsOfClosed(stance: NewStance, { negotiation, speakers }: StanceContext): FieldProblem[] {
  const isClosed = (
    items: readonly { readonly id: number; readonly isClosed: boolean }[],
    id: number | null,
  ) => items.some((item) => item.id === id && item.isClosed);
  const problems: FieldProblem[] = [];
  if (negotiation.isClosed)
    problems.push({ field: 'demand', message: 'This negotiation is closed: it takes no new stances.' });
  if (isClosed(negotiation.parties, stance.party))
    problems.push({ field: 'party', message: 'This party is closed here: it takes no new stances.' });
  if (isClosed(negotiation.demands, stance.demand))
    problems.push({ field: 'demand', message: 'This demand is closed: it takes no new stances.' });
  if (isClosed(speakers, stance.speaker))
    problems.push({ field: 'speaker', message: 'This speaker is closed: choose another, or nobody.' });
  return problems;
}

/** The day from which a new stance counts if it is recorded on the given day. */
export function dayOf(
  { date, firstRecorded }: Pick<NewStance, 'date' | 'firstRecorded'>,
  published: readonly string[],
  recordedDay: Day,
): Day {
  const recorded = firstRecorded !== undefined && firstRecorded < recordedDay ? firstRecorded : recordedDay;
  return countsFrom(date, published, recorded);
}

export function headlineProblem(headline: string): FieldProblem | null {
  if (headline === '') return { field: 'headline', message: 'Say in one headline what changed.' };
  if (headline.length <= 200) return null;
  return { field: 'headline', message: 'A headline has at most 200 characters.' };
}

function problemsOfCounts({ sources, stances }: NewUpdate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (sources.length === 0) problems.push({ field: 'sources', message: 'Name at least one source.' });
  if (sources.length > mostSources)
    problems.push({ field: 'sources', message: `An update has at most ${mostSources} sources.` });
  if (stances.length === 0) problems.push({ field: 'stances', message: 'Record at least one stance.' });
  if (stances.length > mostStances)
    problems.push({ field: 'stances', message: `An update has at most ${mostStances} stances.` });
  return problems;
}

/** Prefixes each field with the path of its part. */
export function under(path: string, problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.map(({ field, message }) => ({ field: `${path}.${field}`, message }));
}

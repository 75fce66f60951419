import type { FieldProblem } from '../errors.js';
import { problemOfDate } from '../date-as-written.js';
import type { Day, EdtfDate } from '../when.js';
import type { Event } from './negotiation.js';
import { lengthProblem } from './new-source.js';
import {
  isSameCited,
  type Outcome,
  type OutcomeEntry,
  outcomeRecords,
  type OutcomeWords,
  outcomes,
} from './outcome.js';

/** An outcome as an editor enters it. */
export interface NewOutcome {
  readonly outcome: string;
  readonly event: number | null;
  readonly date: EdtfDate;
  readonly summary: string;
}

export function isOutcome(text: string): text is Outcome {
  return outcomes.some(({ value }) => value === text);
}

/** Everything wrong with it, each problem at its field. `today` is the latest day anywhere (UTC+14). */
export function problemsOfOutcome(
  { outcome, event, date, summary }: NewOutcome,
  { events, today }: { readonly events: readonly Event[]; readonly today: Day },
): FieldProblem[] {
  return [
    isOutcome(outcome) ? null : { field: 'outcome', message: 'Choose what became of the demand.' },
    eventProblem(outcome, event, events),
    problemOfDate('date', date, today),
    summary.length < 10
      ? { field: 'summary', message: 'Say why it is so, in at least 10 characters.' }
      : lengthProblem('summary', summary, 2000),
  ].filter((problem) => problem !== null);
}

function eventProblem(outcome: string, event: number | null, events: readonly Event[]): FieldProblem | null {
  const field = 'event';
  if (event !== null && !events.some(({ id }) => id === event))
    return { field, message: 'There is no such event in this negotiation.' };
  if (outcome === 'overtaken' && event === null)
    return {
      field,
      message: 'Name the event that has overtaken the demand; create it first if it is missing.',
    };
  if (outcome !== 'overtaken' && event !== null)
    return { field, message: 'Only a demand that was overtaken names an event.' };
  return null;
}

/** Why an act on an outcome is refused as things stand; null if it is not. */
export function outcomeActRefusal(
  entries: readonly OutcomeEntry[],
  record: number,
  act: 'correction' | 'retraction' | 'restoration',
): string | null {
  const found = outcomeRecords(entries).find((each) => each.record === record);
  if (!found) return 'There is no such outcome on this demand.';
  if (act === 'restoration') return found.isRetracted ? null : 'This outcome is not retracted.';
  return found.isRetracted ? 'This outcome is retracted. Restore it first.' : null;
}

/** True if a correction would change nothing that readers see. */
export function saysTheSame(one: OutcomeWords, other: Omit<OutcomeWords, 'day'>): boolean {
  return (
    one.outcome === other.outcome &&
    one.event === other.event &&
    one.date === other.date &&
    one.summary === other.summary &&
    isSameCited(one.sources, other.sources)
  );
}

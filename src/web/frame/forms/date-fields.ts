import { dateOr } from '../../../domain/date-as-written.js';
import type { Day } from '../../../domain/when.js';

const names: readonly string[] = ['date', 'day', 'until', 'publishedDate', 'accessedDate'];

/** True for a field of that name in any form: `date`, `sources.0.publishedDate`. */
export function isDateField(name: string): boolean {
  return names.includes(name.slice(name.lastIndexOf('.') + 1));
}

/** Replaces dates as people write them; what is no date, or can be two, stays as it was typed. */
export function understandDates(form: URLSearchParams, today: Day): void {
  for (const name of new Set(form.keys())) {
    const [typed, another] = isDateField(name) ? form.getAll(name) : [];
    if (typed !== undefined && another === undefined) form.set(name, dateOr(typed, today));
  }
}

import { type Day, dayPlus, laterDay, longDate } from '../when.js';
import type { StandSection } from './stand-sections.js';

/** After so many days without a new statement a page says of which day the newest is. */
const quietDays = 30;

/**
 * “The newest position is of 8 May 2026; 60 of 108 are older than three months.” Null while something
 * new was said, and without any position; what is past stays as it was and is not looked at.
 */
export function freshnessSentence(sections: readonly StandSection[], asOf: Day): string | null {
  const open = sections
    .flatMap(({ items }) => items.flatMap(({ rows }) => rows))
    .filter(({ gap }) => gap !== null);
  const marks = open.flatMap(({ columns, beside }) => [...columns.flat(), ...beside]);
  const newest = marks.reduce<Day>((day, { setting }) => laterDay(setting.stance.day, day), '');
  if (newest === '' || newest >= dayPlus(asOf, -quietDays)) return null;
  const stale = marks.filter(({ staleDate }) => staleDate !== null).length;
  const words = `The newest position is of ${longDate(newest)}`;
  if (stale === 0) return `${words}.`;
  const [old, all] = [stale, marks.length].map((number) => number.toLocaleString('en-GB'));
  if (stale === marks.length && stale > 1) return `${words}; all ${all} are older than three months.`;
  return `${words}; ${old} of ${all} ${stale === 1 ? 'is' : 'are'} older than three months.`;
}

import { counted } from '../../../domain/cells/wording.js';
import { isolating } from '../../../domain/isolation.js';
import type { Event } from '../../../domain/structure/negotiation.js';
import { longDate } from '../../../domain/when.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { AlignmentAsked } from './asked.js';
import type { Moves } from './moves.js';

/**
 * That nobody moved towards anybody, with all that it leaves out: “On demands that are still open nobody’s stated
 * position on the record is nearer to anybody’s than at the beginning of this time, nor than before any of the 11
 * later events.”
 */
export function nobodyWords(reading: Reading, { filter, chosen, moves }: AlignmentAsked): string {
  const scope = [
    ...(filter.topics.length > 0 ? ['on the topics chosen'] : []),
    ...(moves.leftOut.length > 0 ? [stillOpenWords(reading, moves)] : []),
  ].join(', ');
  const who = whoseWords(filter.parties.length, chosen?.name ?? '');
  const { eventsSince } = moves;
  const later =
    eventsSince === 0
      ? ''
      : `, nor than before ${eventsSince === 1 ? 'the later event' : `any of the ${counted(eventsSince, 'later event')}`}`;
  const sentence = `${scope}${scope === '' ? '' : ' '}${who} than at the beginning of this time${later}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** “Nobody has moved towards anybody since Round 50 (16 February 2026).”; null where the shown time says it. */
export function quietWords(reading: Reading, moves: Moves): string | null {
  const { quietSince, event, leftOut } = moves;
  if (quietSince === null || event === null) return null;
  const scope = leftOut.length === 0 ? 'Nobody' : `On demands that ${openWords(reading, moves)} nobody`;
  return `${scope} has moved towards anybody since ${eventWords(quietSince)}. Shown: since ${eventWords(event)}.`;
}

function whoseWords(parties: number, name: string): string {
  if (parties === 0) return 'nobody’s stated position on the record is nearer to anybody’s';
  if (parties > 1)
    return 'of the parties chosen nobody’s stated position on the record is nearer to another’s';
  return isolating`no stated position of ${name} on the record is nearer to anybody’s, and nobody’s is nearer to it,`;
}

function stillOpenWords(reading: Reading, moves: Moves): string {
  return `on demands that ${openWords(reading, moves)}`;
}

function openWords({ query, latestDay }: Reading, { to }: Moves): string {
  return to === (query.asOf ?? latestDay) ? 'are still open' : `were still open on ${longDate(to)}`;
}

function eventWords({ name, date }: Event): string {
  return isolating`“${name}” (${longDate(date)})`;
}

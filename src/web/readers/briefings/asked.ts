import type { Request } from 'express';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import { type BriefingWords, topicOf } from '../../../domain/structure/briefing.js';
import { type OwnRecord, ownRecords } from '../../../domain/structure/own-record.js';
import type { ReservationWords } from '../../../domain/structure/reservation.js';
import { fold } from '../../../domain/text.js';
import { type FilterName, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { subjectName } from '../../parts/briefings.js';

/** The parts of the filter by which briefings are narrowed: they are on topics, and reservations by parties. */
export const briefingsFilter: readonly FilterName[] = ['topic', textName];
export const reservationsFilter: readonly FilterName[] = ['party', textName];

/** What the address asks for: the records up to the clocks that fit, in the order of the log. */
export interface OwnAsked<Words> {
  readonly filter: PositionFilter;
  readonly records: readonly OwnRecord<Words>[];
}

/** Those on a topic are also those on its demands. 400 with a sentence for unknown values. */
export function briefingsAsked(request: Request, reading: Reading): OwnAsked<BriefingWords> {
  const { negotiation, briefings, clocks } = reading;
  const filter = positionFilterOf(request, negotiation);
  const isAsked = (words: BriefingWords) =>
    (filter.topics.length === 0 || filter.topics.includes(topicOf(words, negotiation)?.slug ?? '')) &&
    hasWords(filter, subjectName(negotiation, words), words.text);
  return {
    filter,
    records: ownRecords(briefings).filter(({ words }) => isBy(words.day, clocks.asOf) && isAsked(words)),
  };
}

/** 400 with a sentence for unknown values. */
export function reservationsAsked(request: Request, reading: Reading): OwnAsked<ReservationWords> {
  const { negotiation, reservations, clocks } = reading;
  const filter = positionFilterOf(request, negotiation);
  const partyOf = ({ party }: ReservationWords) => negotiation.parties.find(({ id }) => id === party);
  const isAsked = (words: ReservationWords) =>
    (filter.parties.length === 0 || filter.parties.includes(partyOf(words)?.slug ?? '')) &&
    hasWords(filter, partyOf(words)?.name ?? '', words.quote, words.quoteTranslation);
  return {
    filter,
    records: ownRecords(reservations).filter(({ words }) => isBy(words.day, clocks.asOf) && isAsked(words)),
  };
}

function hasWords({ text }: PositionFilter, ...texts: readonly (string | null)[]): boolean {
  return text === '' || fold(texts.filter((each) => each !== null).join(' ')).includes(fold(text));
}

function isBy(day: string, asOf: string | null): boolean {
  return asOf === null || day <= asOf;
}

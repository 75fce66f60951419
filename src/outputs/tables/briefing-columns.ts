import type { Briefing } from '../../domain/structure/briefing.js';
import type { Demand, Negotiation, Party, Topic } from '../../domain/structure/negotiation.js';
import { type Reservation, withdrawalOf } from '../../domain/structure/reservation.js';
import { printedAddress } from '../../domain/structure/source.js';
import { columnsOf, named } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

export interface BriefingRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly briefing: Briefing;
}

export const briefingsColumns = columnsOf<BriefingRow>({
  briefing_id: ['number', 'The number of the entry that published it', ({ briefing }) => briefing.record],
  topic_slug: named('The topic that it is about', topicOf),
  demand_slug: named('The demand that it is about; without either, it is about the negotiation', demandOf),
  day: ['date', 'Of which day it is', ({ briefing }) => briefing.words.day],
  text: ['text', 'What it is about and where it stands', ({ briefing }) => briefing.words.text],
  is_retracted: [
    'number',
    '1 if it has been retracted, else 0',
    ({ briefing }) => Number(briefing.isRetracted),
  ],
  ...clockColumns(),
});

export interface ReservationRow extends TableClocks {
  readonly reservation: Reservation;
  readonly party: Party | null;
}

export const reservationsColumns = columnsOf<ReservationRow>({
  reservation_id: ['number', 'The number of the entry that published it', (row) => row.reservation.record],
  party_slug: ['code', 'The party that reserves the whole', ({ party }) => party?.slug ?? null],
  party: ['text', 'Its name', ({ party }) => party?.name ?? null],
  effective_date: ['date', 'Since when, as given', ({ reservation }) => reservation.words.date],
  quote: ['text', 'The line, exactly as the outlet prints it', ({ reservation }) => reservation.words.quote],
  quote_language: [
    'code',
    'The language of the quote (ISO 639)',
    ({ reservation }) => reservation.words.quoteLanguage,
  ],
  quote_translation: [
    'text',
    'The quote in the reader’s language',
    ({ reservation }) => reservation.words.quoteTranslation,
  ],
  withdrawn_date: [
    'date',
    'When the party withdrew it, as given; empty if that is not known',
    ({ reservation }) => withdrawalOf(reservation)?.words?.date ?? null,
  ],
  is_retracted: [
    'number',
    '1 if it has been retracted, else 0',
    ({ reservation }) => Number(reservation.isRetracted),
  ],
  source_outlet: ['text', 'Its source: the outlet', (row) => row.reservation.words.source?.outlet ?? null],
  source_title: ['text', 'Its title', (row) => row.reservation.words.source?.title ?? null],
  source_url: ['address', 'Its web address, without tracking parameters', addressOf],
  ...clockColumns(),
});

function topicOf({ negotiation, briefing }: BriefingRow): Topic | undefined {
  return negotiation.topics.find(({ id }) => id === briefing.words.topic);
}

function demandOf({ negotiation, briefing }: BriefingRow): Demand | undefined {
  return negotiation.demands.find(({ id }) => id === briefing.words.demand);
}

function addressOf({ reservation }: ReservationRow): string | null {
  const url = reservation.words.source?.url;
  return url ? printedAddress(url) : null;
}

import { cellValues } from './matrix-csv.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import { columnsOf, named, scaled } from './definitions.js';

/** One line of `recent-changes.csv`. */
export interface RecentRow {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly signInName: string | null;
  readonly kind: string;
  readonly record: number;
  readonly party: Party | undefined;
  readonly demand: Demand | undefined;
  /** The value of the position, or the reason why there is none; null of what has no cell. */
  readonly before: string | null;
  readonly after: string | null;
  readonly headline: string | null;
  readonly reason: string | null;
  readonly update: number | null;
  readonly target: number | null;
  readonly batch: number | null;
  /** “record”, “outcome”, “briefing”. */
  readonly about: string;
}

export const recentColumns = columnsOf<RecentRow>({
  sequence: ['number', 'The entry’s number in the log', ({ sequence }) => sequence],
  recorded_at: ['instant', 'When it was published (UTC)', ({ recordedAt }) => recordedAt],
  person: ['text', 'Who published it; empty for the server', ({ signInName }) => signInName],
  kind: ['code', 'The kind of entry', ({ kind }) => kind],
  record_id: ['number', 'The record that it concerns', ({ record }) => record],
  party_slug: named('The party’s address', ({ party }) => party),
  demand_slug: named('The demand’s address', ({ demand }) => demand),
  before: scaled(
    'The cell before the publication: a position, or which nothing',
    cellValues,
    ({ before }) => before,
  ),
  after: scaled('The cell after it', cellValues, ({ after }) => after),
  update_id: ['number', 'The update that published it', ({ update }) => update],
  headline: ['text', 'Its headline', ({ headline }) => headline],
  reason: ['text', 'Why, where a reason was given', ({ reason }) => reason],
  target_id: [
    'number',
    'The corroboration or denial that it is on; empty if it is on the record itself',
    ({ target }) => target,
  ],
  batch: ['number', 'What all acts of one step on many records share', ({ batch }) => batch],
  about: [
    'code',
    'What it is on: a record of a stance, or what is published by itself, such as an outcome or a closing',
    ({ about }) => about,
  ],
});

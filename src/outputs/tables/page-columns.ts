import { attributions } from '../../domain/attribution.js';
import { movements } from '../../domain/cells/movement.js';
import { compareCells, comparisons, restsOnReports } from '../../domain/cells/comparison.js';
import { isContested } from '../../domain/cells/contested.js';
import type { Cell } from '../../domain/cells/cell.js';
import type { Demand, Event, Negotiation, Party } from '../../domain/structure/negotiation.js';
import type { StanceCore } from '../../domain/log/entry.js';
import { positions, positionScale } from '../../domain/log/position.js';
import type { EdtfDate } from '../../domain/when.js';
import type { Moved } from '../../domain/cells/course.js';
import { cellValue, cellValues } from './matrix-csv.js';
import { columnsOf, named, scaled } from './definitions.js';
import { clockColumns, type TableClocks } from './structure-columns.js';

/** Two parties on one demand. */
export interface ComparisonRow extends TableClocks {
  readonly demand: Demand;
  readonly parties: readonly [Party, Party];
  readonly cells: readonly [Cell, Cell];
  /** True if the counts take it. */
  readonly isCounted: boolean;
}

export const comparisonColumns = columnsOf<ComparisonRow>({
  demand_slug: ['code', 'The demand’s address', ({ demand }) => demand.slug],
  demand: ['text', 'The proposition that can be supported or rejected', ({ demand }) => demand.proposition],
  topic_slug: ['code', 'The topic’s address', ({ demand }) => demand.topic.slug],
  topic: ['text', 'The topic’s name', ({ demand }) => demand.topic.name],
  one_party_slug: named('The first party’s address', ({ parties }) => parties[0]),
  one_position: scaled('Its position, or which nothing', cellValues, ({ cells }) => cellValue(cells[0])),
  other_party_slug: named('The second party’s address', ({ parties }) => parties[1]),
  other_position: scaled('Its position, or which nothing', cellValues, ({ cells }) => cellValue(cells[1])),
  comparison: scaled('How they stand to one another', comparisons, ({ cells }) => compareCells(...cells)),
  ...clockColumns(),
  is_contested: [
    'number',
    '1 if a newer report or inference contests one of the positions, else 0',
    ({ cells }) => Number(cells.some(isContested)),
  ],
  rests_on_reports: [
    'number',
    '1 if one of the positions is not on the record, else 0',
    ({ cells }) => Number(restsOnReports(cells)),
  ],
  is_counted: [
    'number',
    '1 if counts take it, else 0: it is contested, past, closed, replaced, or another alternative of its question is nearer to agreement',
    ({ isCounted }) => Number(isCounted),
  ],
});

/** An event or a movement, in the order of days. */
export interface TimelineTableRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly event: Event | null;
  readonly moved: Moved | null;
}

export const timelineColumns = columnsOf<TimelineTableRow>({
  kind: ['code', '“event” or “movement”', ({ event }) => (event ? 'event' : 'movement')],
  date: ['date', 'When, as given', ({ event, moved }) => event?.date ?? moved?.record.stance.date ?? null],
  event_id: ['number', 'The event’s number', ({ event }) => event?.id ?? null],
  event: ['text', 'What happens', ({ event }) => event?.name ?? null],
  party_slug: ['code', 'The party that moved', (row) => partyOf(row)?.slug ?? null],
  party: ['text', 'Its name', (row) => partyOf(row)?.name ?? null],
  demand_slug: ['code', 'The demand on which it moved', (row) => demandOf(row)?.slug ?? null],
  demand: ['text', 'Its proposition', (row) => demandOf(row)?.proposition ?? null],
  position: ['code', 'The position moved to', ({ moved }) => moved?.record.stance.position ?? null],
  position_label: [
    'text',
    'The same for people',
    ({ moved }) => moved && positionScale(moved.record.stance.position).label,
  ],
  movement: scaled(
    'How it compares with the position before',
    movements,
    ({ moved }) => moved?.movement ?? null,
  ),
  stance_id: [
    'number',
    'The stance: the number of the entry that carries it',
    ({ moved }) => moved?.record.version ?? null,
  ],
  ...clockColumns(),
});

function partyOf({ negotiation, moved }: TimelineTableRow): Party | null {
  return negotiation.parties.find(({ id }) => id === moved?.party) ?? null;
}

function demandOf({ negotiation, moved }: TimelineTableRow): Demand | null {
  return negotiation.demands.find(({ id }) => id === moved?.demand) ?? null;
}

/** A result of a search: a name or a stance. */
export interface HitRow extends TableClocks {
  /** “demand”, “stance”, “briefing”. */
  readonly kind: string;
  /** The id of the party, topic, demand, speaker, source or update, or the number of what was published. */
  readonly id: number;
  readonly text: string;
  readonly date: EdtfDate | null;
  /** Of a hit in a stance. */
  readonly stance: Pick<StanceCore, 'position' | 'attribution'> | null;
}

export const hitsColumns = columnsOf<HitRow>({
  kind: [
    'code',
    '“party”, “topic”, “demand”, “speaker”, “source”, “headline”, “stance”, or what is published by itself, such as “outcome” or “briefing”',
    ({ kind }) => kind,
  ],
  id: ['number', 'Its number', ({ id }) => id],
  text: ['text', 'The name or title, or the stance’s position as a sentence', ({ text }) => text],
  ...clockColumns(),
  date: [
    'date',
    'When the stance was said, the last of an update’s, a source was published, or it came about',
    ({ date }) => date,
  ],
  position: scaled('The position of a stance', positions, ({ stance }) => stance?.position ?? null),
  attribution: scaled('How it is known', attributions, ({ stance }) => stance?.attribution ?? null),
});

/** A negotiation with its counts. */
export interface NegotiationRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly records: number;
  readonly sources: number;
}

export const negotiationsColumns = columnsOf<NegotiationRow>({
  negotiation_slug: ['code', 'The negotiation’s address', ({ negotiation }) => negotiation.slug],
  negotiation: ['text', 'Its name', ({ negotiation }) => negotiation.name],
  description: ['text', 'What it is about', ({ negotiation }) => negotiation.description || null],
  is_closed: ['number', '1 if nothing is added any more, else 0', (row) => Number(row.negotiation.isClosed)],
  party_count: ['number', 'How many parties it has', ({ negotiation }) => negotiation.parties.length],
  demand_count: ['number', 'How many demands', ({ negotiation }) => negotiation.demands.length],
  record_count: ['number', 'How many records', ({ records }) => records],
  source_count: [
    'number',
    'How many sources are cited by what stands, as the table of sources lists them: by these records, and by outcomes, accounts of compliance and reservations',
    ({ sources }) => sources,
  ],
  ...clockColumns(),
});

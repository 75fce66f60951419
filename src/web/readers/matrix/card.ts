import { deniedReports } from '../../../data/memory/denied-reports.js';
import { entriesOfRecord } from '../../../data/log/entries.js';
import { type Cell, nothings } from '../../../domain/cells/cell.js';
import { movementWords } from '../../../domain/cells/wording.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { isFinding } from '../../../domain/log/position.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { recordState } from '../../../domain/log/record-state.js';
import type { Stance } from '../../../domain/log/stance.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import type { Citation } from '../../../domain/structure/source.js';
import { longDate, shortDate } from '../../../domain/when.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { reservingParties, withReservation } from '../../parts/reservations.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';
import { attributionText, type QuoteView, quoteView } from '../../parts/stances/stance-view.js';

/** What stands behind a cell of the matrix, on the card beside it. */
export interface CellCard {
  /** “United States: Reluctant”. */
  readonly title: string;
  readonly cell: CellView;
  /** Its quote, or else its summary; null for both of a cell that no record sets. */
  readonly quote: QuoteView | null;
  readonly summary: string | null;
  readonly conditions: string | null;
  /** Who said it, and where it stands. */
  readonly facts: readonly string[];
  /** What else there is to know, newest evidence first. */
  readonly remarks: readonly string[];
}

export async function cellCard(
  { database, memory }: Services,
  reading: Reading,
  { party, demand }: { readonly party: Party; readonly demand: Demand },
): Promise<CellCard> {
  const { negotiation, log, clocks } = reading;
  const cell = log.cellAt(party.id, demand.id, clocks);
  const denied = await deniedReports({ read: database.read, memory }, negotiation.id, [cell], clocks.known);
  const view = withReservation(cellView(cell, '', undefined, denied), {
    ...{ cell, party: party.id, reserving: reservingParties(reading) },
  });
  const entries = cell.isSet ? await entriesOfRecord(database.read, negotiation.id, cell.setting.record) : [];
  const known = entries.filter(({ sequence }) => sequence <= clocks.known);
  const state = known.length === 0 ? null : recordState(known);
  const quote = state && quoteView(state.stance);
  return {
    title: isolating`${party.name}: ${view.label}`,
    cell: view,
    quote,
    summary: quote === null ? (state?.stance.summary ?? null) : null,
    conditions: state?.stance.conditions ?? null,
    facts: state ? factsOf(reading, cell, state) : meaningOf(cell),
    remarks: [
      ...view.contests.map(({ words }) => `Contested. ${capitalised(words)}`),
      ...view.besides.map(capitalised),
      ...correctionWords(known),
    ],
  };
}

function factsOf(
  { negotiation }: Reading,
  cell: Cell,
  { stance, citations }: { readonly stance: Stance; readonly citations: readonly Citation[] },
): string[] {
  if (!cell.isSet) return [];
  const who = listed([stance.speaker?.name, stance.speakerRole]);
  const how = stance.attribution === null ? '' : attributionText(stance, negotiation);
  return [listed([who, how], ' · '), sourceWords(citations), sinceWords(cell)].filter((fact) => fact !== '');
}

/** “TIME, 10 August 2025, and 2 further sources”. */
function sourceWords(citations: readonly Citation[]): string {
  const [first, ...others] = citations;
  if (!first) return '';
  const { outlet, publishedDate } = first.source;
  const further =
    others.length === 0 ? '' : `, and ${others.length} further source${others.length === 1 ? '' : 's'}`;
  return `${listed([outlet, publishedDate && longDate(publishedDate)])}${further}`;
}

/** “Since 9 Aug 2025, last reaffirmed 17 Aug 2025. Reversed”. */
function sinceWords({ setting, since, movement, evidenceChange }: Cell & { readonly isSet: true }): string {
  const day = shortDate(since.stance.date);
  if (isFinding(setting.stance.position)) return `As of ${day}`;
  const reaffirmed =
    since.record === setting.record ? 'not reaffirmed' : `last reaffirmed ${shortDate(setting.stance.date)}`;
  const hasMoved = movement !== null && movement !== 'new' && movement !== 'reaffirmed';
  const moved = hasMoved ? `. ${movementWords(movement, evidenceChange)}` : '';
  return `Since ${day}, ${reaffirmed}${moved}`;
}

function meaningOf(cell: Cell): string[] {
  const nothing = cell.isSet ? undefined : nothings.find(({ value }) => value === cell.nothing);
  return nothing ? [capitalised(nothing.meaning)] : [];
}

function correctionWords(entries: readonly PublishedEntry[]): string[] {
  const corrected = entries.findLast(({ kind, target }) => kind === 'correction' && target === null);
  return corrected ? [`Our record was corrected on ${longDate(corrected.recordedAt.slice(0, 10))}`] : [];
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

declare module '../../frame/pages.js' {
  interface Documents {
    readonly 'readers/matrix/card': CellCard;
  }
}

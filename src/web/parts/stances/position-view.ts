import type { DeniedReports } from '../../../data/memory/denied-reports.js';
import type { Cell } from '../../../domain/cells/cell.js';
import type { Stance } from '../../../domain/log/stance.js';
import { redLineBegunBy } from '../../../domain/cells/red-line.js';
import { longDate } from '../../../domain/when.js';
import { movementWords } from '../../../domain/cells/wording.js';
import type { ExportRow } from '../../../outputs/tables/export-columns.js';
import type { Link } from '../../frame/layout.js';
import { paths, recordPlace, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { conditionsText } from '../conditions.js';
import { reservingParties, withReservation } from '../reservations.js';
import { type CellView, cellView } from './cell-view.js';
import { type CitationView, citationView } from './citation-view.js';
import { jointText, type StanceView, stanceView } from './stance-view.js';

/** A cell with the text and sources of its setting record: one line of a demand's or a party's page. */
export interface PositionView {
  /** What the line is about: the party on a demand's page, the demand on a party's. */
  readonly heading: Link;
  readonly cell: CellView;
  readonly stance: StanceView | null;
  readonly movement: string | null;
  /** The day on which its red line was declared, if another record did so, with that record; null for most. */
  readonly declared: Link | null;
  /** On which other demands it depends, and whether that is met; null for most. */
  readonly depends: string | null;
  readonly citations: readonly CitationView[];
}

export function positionView(row: ExportRow, reading: Reading, about: 'party' | 'demand'): PositionView {
  const { negotiation, givenQuery } = reading;
  const { party, demand, citations } = row;
  const stance = row.stance as Stance | null;
  const cell = row.cell as Cell;
  const url = withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery);
  const heading =
    about === 'party'
      ? { label: party.name, url: withQuery(paths.party(negotiation.slug, party.slug), givenQuery) }
      : {
          label: demand.proposition,
          url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
        };
  return {
    heading,
    cell: withReservation(cellView(cell, url, undefined, deniedIn(row)), {
      ...{ cell, party: party.id, reserving: reservingParties(reading) },
    }),
    // The demands on which it depends are named once, with whether that is met.
    stance: stance && {
      ...stanceView(stance, negotiation, jointText(reading, row.entry?.record ?? 0, negotiation)),
      namedConditions: [],
    },
    movement: cell.isSet && cell.movement ? movementWords(cell.movement, cell.evidenceChange) : null,
    declared: declaredIn(cell, paths.position(negotiation.slug, party.slug, demand.slug), givenQuery),
    depends: conditionsText(row.conditions),
    citations: citations.map(citationView),
  };
}

function declaredIn(cell: Cell, position: string, query: Reading['givenQuery']): Link | null {
  const record = redLineBegunBy(cell);
  if (record === null || !cell.isSet) return null;
  return { label: longDate(cell.since.stance.date), url: recordPlace(position, record, query) };
}

/** What is printed of the report, where the cell is reported and denied. */
function deniedIn({ cell, denial, origins }: ExportRow): DeniedReports {
  if (!cell || cell.isSet || !cell.denied || !denial) return new Map();
  const facts = { origins: origins ?? 0, date: denial.effectiveDate };
  return new Map([[cell.denied.deniedBy, facts]]);
}

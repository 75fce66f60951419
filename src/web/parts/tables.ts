import type { Request } from 'express';
import type { TableClocks } from '../../outputs/tables/structure-columns.js';
import type { Table } from '../../outputs/tables/table.js';
import { addressOf } from '../frame/address.js';
import { withQuery } from '../frame/paths.js';
import { filterNames, textName } from '../frame/reading/position-filter.js';
import type { Reading } from '../frame/reading/reading.js';
import type { Services } from '../frame/services.js';

/** What a table is made from: a negotiation at its clocks, and whatever else the address asks for. */
export interface TablePlace {
  readonly services: Services;
  readonly request: Request;
  readonly reading: Reading;
}

/** One table of a negotiation: the parameters that its address takes besides the clocks, and its rows. */
export interface NegotiationTable {
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
  readonly load: (place: TablePlace) => Promise<Table>;
  /** The period of its file, if that is more than the day: “2025-08-14-2025-08-18”. */
  readonly period?: (place: TablePlace) => Promise<string>;
}

/** The table of one page, at its own path: its other parameters, its rows, and its file name. */
export interface PageTable {
  readonly path: string;
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
  readonly load: (place: TablePlace) => Promise<{
    readonly name: string;
    readonly table: Table;
    /** What one of its rows is, in a sentence. */
    readonly rows: string;
    readonly period?: string;
  }>;
}

/** How many rows of a table are read at once: few, so that other requests get their turn between them. */
export const tableBatch = 100;

/** A table whose address takes nothing besides the clocks. */
export function plainTable(load: NegotiationTable['load']): NegotiationTable {
  return { once: [], repeatable: [], load };
}

/** A table of positions, filtered as the matrix is. */
export function filteredTable(
  load: NegotiationTable['load'],
  once: readonly string[] = [],
): NegotiationTable {
  return { once: [...new Set([textName, ...once])], repeatable: filterNames, load };
}

/** The end of every row of a table, given the path of the page where it can be seen. */
export function clocksIn({ services, request, reading }: TablePlace): (path: string) => TableClocks {
  const { asOf, knownAt, permalinkQuery } = reading;
  const address = addressOf(services, request);
  return (path) => ({ permalink: `${address}${withQuery(path, permalinkQuery)}`, asOf, knownAt });
}

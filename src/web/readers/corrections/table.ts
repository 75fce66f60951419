import { byRecord, entriesInOrder, entriesOfRecords } from '../../../data/log/entries.js';
import { newestActs } from '../../../domain/cells/newest-entries.js';
import { noFilter } from '../../../domain/cells/position-filter.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { type CorrectionRow, correctionsColumns } from '../../../outputs/tables/log-columns.js';
import type { TableClocks } from '../../../outputs/tables/structure-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import type { OwnAct } from '../../parts/own-act.js';
import { changesOfAct } from '../../parts/stances/changes.js';
import {
  clocksIn,
  type NegotiationTable,
  plainTable,
  tableBatch,
  type TablePlace,
} from '../../parts/tables.js';
import {
  correctionsFilterNames,
  type CorrectionsRange,
  kindName,
  listedKinds,
  ownCorrections,
  rangeOf,
} from './asked.js';

/** Every correction, clarification, retraction, restoration and denial, newest first. */
export const correctionsTable: NegotiationTable = {
  once: [],
  repeatable: [...correctionsFilterNames, kindName],
  load: async (place) => {
    // Read before the batches: an invalid address must be refused before the first line is sent.
    const range = rangeOf(place.request, place.reading);
    return tableOf(correctionsColumns, correctionBatches(place, range));
  },
};

/** The same of every kind, whatever the address asks for: with them a program can tell what stood at any time. */
export const actsTable: NegotiationTable = plainTable(async (place) => {
  const range = { known: place.reading.clocks.known, kinds: listedKinds, isAsked: null, filter: noFilter };
  return tableOf(correctionsColumns, correctionBatches(place, range));
});

async function* correctionBatches(
  place: TablePlace,
  range: CorrectionsRange,
): AsyncGenerator<CorrectionRow[]> {
  const { reading } = place;
  const { negotiation, log } = reading;
  const { read } = place.services.database;
  const clocksOf = clocksIn(place);
  const own = ownCorrections(reading, range);
  for (let before: number | null = null; ; ) {
    const acts = await entriesInOrder(read, newestActs(log, { ...range, most: tableBatch, before }));
    const records = [...new Set(acts.map(({ record }) => record))];
    const chains = byRecord(await entriesOfRecords(read, records, range.known));
    const isLast = acts.length < tableBatch;
    const last = isLast ? 0 : (acts.at(-1)?.sequence ?? 0);
    const ofOwn = own.filter(({ sequence }) => sequence > last && (before === null || sequence < before));
    const rows = [
      ...acts.map((entry) => rowOf(entry, chains.get(entry.record) ?? [], negotiation, clocksOf)),
      ...ofOwn.map((act) => ownRow(act, negotiation, clocksOf)),
    ];
    yield rows.sort((one, other) => other.act.sequence - one.act.sequence);
    if (isLast) return;
    before = last;
  }
}

type Negotiation = TablePlace['reading']['negotiation'];
type ClocksOf = (path: string) => TableClocks;

function rowOf(
  act: PublishedEntry,
  chain: readonly PublishedEntry[],
  negotiation: Negotiation,
  clocksOf: ClocksOf,
): CorrectionRow {
  const earlier = chain.filter(({ sequence }) => sequence < act.sequence);
  const words = (earlier.findLast(({ stance }) => stance !== null) ?? act).stance;
  const party = negotiation.parties.find(({ id }) => id === words?.party);
  const demand = negotiation.demands.find(({ id }) => id === words?.demand);
  return {
    ...{ act, kind: act.kind, about: 'record', party, demand },
    positions: { before: words?.position ?? null, after: act.stance?.position ?? null },
    changes: changesOfAct(act, earlier, negotiation),
    ...clocksOf(paths.position(negotiation.slug, party?.slug ?? '', demand?.slug ?? '')),
  };
}

function ownRow(own: OwnAct, negotiation: Negotiation, clocksOf: ClocksOf): CorrectionRow {
  const { kind, noun, changes, path, ...act } = own;
  return {
    act: { ...act, target: null, batch: null },
    ...{ kind, about: noun, changes },
    party: negotiation.parties.find(({ id }) => id === own.party),
    demand: negotiation.demands.find(({ id }) => id === own.demand),
    positions: { before: null, after: null },
    ...clocksOf(path),
  };
}

import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { Clocks } from './cell.js';
import { askedDemands, isFiltered } from './position-filter.js';
import { leftOutAs } from './left-out.js';
import { type StandCounts, standCounts } from './stand-counts.js';
import type { AskedMarks } from './stand-mark.js';
import { type AskedParties, gapOfRow, partiesShown, standRow } from './stand-row.js';
import { type StandOrder, type StandSection, standSections } from './stand-sections.js';

/** What a reader asks for. */
export interface StandAsked extends AskedParties {
  /** The only party that was picked: it is compared with nobody, so that everything is shown. */
  readonly alone: Party | null;
  readonly order: StandOrder;
}

export interface Stand {
  readonly sections: readonly StandSection[];
  readonly counts: StandCounts;
}

/** The demands of a negotiation, each with where every party stands (docs/rules.md, “Where they stand”). */
export function standOf(negotiation: Negotiation, asked: StandAsked, marks: AskedMarks): Stand {
  const { clocks, log } = marks;
  const { among, order, filter } = asked;
  const isShown = (demand: Demand) => {
    const as = leftOutAs(demand, clocks);
    return filter.withClosed || as === null || as === 'past';
  };
  const shown = { parties: partiesShown(negotiation, asked), demands: negotiation.demands.filter(isShown) };
  const asksFor = isFiltered(filter) ? askedDemands(shown, filter, log, clocks) : shown.demands;
  const rows = asksFor.map((demand) => standRow(negotiation, demand, asked, marks));
  const open = rows.filter(({ demand }) => leftOutAs(demand, clocks) === null);
  const isAmongPicked = among.length > 1;
  const onRecord: Clocks = { ...clocks, evidence: 'on_record' };
  const gapOnRecord = (demand: Demand) => gapOfRow(negotiation, demand, among, log, onRecord).gap;
  return {
    sections: standSections(rows, { order, isAmongPicked }, negotiation.topics),
    counts: standCounts(open, {
      isAmongPicked,
      gapOnRecord: clocks.evidence === 'on_record' ? null : gapOnRecord,
    }),
  };
}

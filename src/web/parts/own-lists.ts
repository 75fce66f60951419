import { counted } from '../../domain/cells/wording.js';
import { ownRecords } from '../../domain/structure/own-record.js';
import type { Day } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** “3 briefings”, “1 reservation”: the lists of those up to the page's clocks, with older and retracted ones; none if empty. */
export function ownLists({ negotiation, briefings, reservations, clocks, givenQuery }: Reading): Link[] {
  const isBy = ({ words }: { readonly words: { readonly day: Day } }) =>
    clocks.asOf === null || words.day <= clocks.asOf;
  const lists = [
    { noun: 'briefing', count: ownRecords(briefings).filter(isBy).length, pathOf: paths.briefings },
    { noun: 'reservation', count: ownRecords(reservations).filter(isBy).length, pathOf: paths.reservations },
  ];
  return lists
    .filter(({ count }) => count > 0)
    .map(({ noun, count, pathOf }) => ({
      label: counted(count, noun),
      url: withQuery(pathOf(negotiation.slug), givenQuery),
    }));
}

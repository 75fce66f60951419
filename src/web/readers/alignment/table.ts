import type { Alignment } from '../../../domain/cells/alignment.js';
import type { Approach } from '../../../domain/cells/moved-towards.js';
import type { Topic } from '../../../domain/structure/negotiation.js';
import { alignmentColumns, type AlignmentRow } from '../../../outputs/tables/alignment-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable, type TablePlace } from '../../parts/tables.js';
import {
  type AlignmentAsked,
  alignmentAsked,
  alignmentNames,
  pairsAsked,
  repeatableAlignmentNames,
} from './asked.js';

/** Every two parties on every topic. */
export const alignmentTable: NegotiationTable = {
  once: alignmentNames,
  repeatable: repeatableAlignmentNames,
  load: async (place) => {
    const { request, reading } = place;
    return tableOf(alignmentColumns, rowsOf(place, await alignmentAsked(request, reading)));
  },
};

/** The rows of one pair after the other, as they are asked for: of 60 parties there are very many. */
function* rowsOf(place: TablePlace, asked: AlignmentAsked): Generator<AlignmentRow[]> {
  const { slug, topics } = place.reading.negotiation;
  const { moves, demands, between } = asked;
  const told = [...demands, ...moves.demands];
  const present = topics.filter(({ id }) => told.some(({ topic }) => topic.id === id));
  const approaches = byPair(moves.approaches);
  const clocksOf = clocksIn(place);
  for (const [one, other] of pairsAsked(asked)) {
    const clocks = clocksOf(paths.compare(slug, one.slug, other.slug));
    const moved = approaches.get(pairKey(one.id, other.id)) ?? [];
    const pair = between(one, other);
    yield present.map((topic) => ({
      ...ofTopic(pair, topic),
      approaches: moved,
      judged: moves.demands.filter((demand) => demand.topic.id === topic.id),
      from: moves.from,
      to: moves.to,
      ...clocks,
    }));
  }
}

function ofTopic(
  { parties, compared, counted }: Alignment,
  topic: Topic,
): Pick<AlignmentRow, 'parties' | 'topic' | 'compared' | 'counted'> {
  const isMeant = ({ demand }: Alignment['compared'][number]) => demand.topic.id === topic.id;
  return { parties, topic, compared: compared.filter(isMeant), counted: counted.filter(isMeant) };
}

function byPair(approaches: readonly Approach[]): ReadonlyMap<string, Approach[]> {
  const found = new Map<string, Approach[]>();
  for (const approach of approaches) {
    const key = pairKey(approach.party, approach.towards);
    const known = found.get(key);
    if (known) known.push(approach);
    else found.set(key, [approach]);
  }
  return found;
}

function pairKey(one: number, other: number): string {
  return one < other ? `${one},${other}` : `${other},${one}`;
}

import {
  type Aligned,
  type Alignment,
  alignments,
  comparedDemands,
} from '../../../domain/cells/alignment.js';
import { comparisonsKnownFirst, restsOnReports } from '../../../domain/cells/comparison.js';
import { countedPosition, isContested } from '../../../domain/cells/contested.js';
import { takingQuestionsOnce } from '../../../domain/cells/counted-once.js';
import { summaryOfDemand } from '../../../domain/cells/demand-summary.js';
import { counted as countWords } from '../../../domain/cells/wording.js';
import { codeOf } from '../../../domain/log/position.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';

/** How a party stands to another, with the page that names the demands. */
export interface RelationView {
  readonly party: string;
  readonly url: string;
  /** “both for on 3, both against on 1, on opposite sides on 4”; null if of no demand both are known. */
  readonly words: string | null;
  /** “2 of them rest on reports”; null if none does. */
  readonly rests: string | null;
}

/** What a party is for and against, in a sentence, and how it stands to each of the others. */
export interface PartyRelations {
  readonly summary: string;
  readonly relations: readonly RelationView[];
}

/** By the rules for two parties (docs/rules.md, "Two parties"), on the demands that are neither past, closed nor replaced. */
export function partyRelations(
  { negotiation, log, clocks, givenQuery }: Reading,
  party: Party,
): PartyRelations {
  const demands = comparedDemands(negotiation, clocks, false);
  const between = alignments({ negotiation, log, clocks, demands });
  const gaps = demands.map((demand) => ({
    demandId: demand.id,
    gap: summaryOfDemand(negotiation, demand, log, clocks).gap,
  }));
  const once = takingQuestionsOnce(gaps, negotiation.questions);
  const countedCells = once.map(({ demandId }) => log.cellAt(party.id, demandId, clocks));
  const others = negotiation.parties.filter(({ id, isClosed }) => id !== party.id && !isClosed);
  return {
    summary: summaryOf(countedCells),
    relations: others.map((other) => ({
      party: other.name,
      url: withQuery(paths.compare(negotiation.slug, party.slug, other.slug), givenQuery),
      ...wordsOf(between(party, other)),
    })),
  };
}

/** “Of 32 demands it is for 9, against 8, and open, neutral or no longer asking on 3; on 12 its position is not known. 5 rest on reports.” */
function summaryOf(cells: readonly Aligned['cells'][number][]): string {
  const known = cells.filter((cell) => countedPosition(cell) !== null);
  const countOf = (isMeant: (code: number) => boolean) =>
    known.filter((cell) => isMeant(codeOf(countedPosition(cell) as never) as number)).length;
  const parts = [
    ['for', countOf((code) => code > 0)],
    ['against', countOf((code) => code < 0)],
    ['open, neutral or no longer asking on', countOf((code) => code === 0)],
  ] as const;
  const said = parts.filter(([, count]) => count > 0).map(([words, count]) => `${words} ${count}`);
  const contested = cells.filter(isContested).length;
  const unknown = cells.length - known.length - contested;
  const reported = known.filter((cell) => restsOnReports([cell])).length;
  const open = `Of ${countWords(cells.length, 'open demand')}`;
  if (said.length === 0) return `${open} its position is known on none.`;
  const rest = [
    ...(contested === 0 ? [] : [`; contested on ${contested}`]),
    ...(unknown === 0 ? [] : [`; on ${unknown} its position is not known`]),
  ].join('');
  const reports =
    reported === 0 ? '' : ` ${reported} of these positions ${reported === 1 ? 'rests' : 'rest'} on reports.`;
  return `${open} it is ${said.join(', ')}${rest}.${reports}`;
}

function wordsOf({ counted }: Alignment): Pick<RelationView, 'words' | 'rests'> {
  const known = counted.filter(({ comparison }) => comparison !== 'not_known');
  const parts = comparisonsKnownFirst.flatMap(({ value, label }) => {
    const count = known.filter(({ comparison }) => comparison === value).length;
    return count === 0 ? [] : [`${label.toLowerCase()} on ${count}`];
  });
  const reported = known.filter(({ isReported }) => isReported).length;
  return {
    words: parts.join(', ') || null,
    rests: reported === 0 ? null : `${reported} of them ${reported === 1 ? 'rests' : 'rest'} on reports`,
  };
}

import { besideSentence } from '../../../domain/cells/wording.js';
import {
  type GapAmong,
  gapEvidence,
  gapRuleWords,
  gapWords,
  partiesWithPositions,
} from '../../../domain/cells/demand-summary.js';
import { gapLabel } from '../../../domain/cells/gap.js';
import type { StandMark } from '../../../domain/cells/stand-mark.js';
import { isContradicted, isUnrecorded, type StandRow } from '../../../domain/cells/stand-row.js';
import { type Waiting, waitingOf } from '../../../domain/cells/stand-waits.js';
import { compactName, unmarkedWords } from '../../../domain/cells/stand-words.js';
import { isolating, namedTogether } from '../../../domain/isolation.js';
import { amountWords } from '../../../domain/structure/amount.js';
import { shortened } from '../../../domain/text.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type DemandStanding, demandStandings } from '../demand-standing.js';
import type { StandFacts } from './facts.js';
import { type MarkView, markView } from './mark-view.js';

/** One demand with its strip. */
export interface StandRowView {
  readonly demand: Link;
  /** The topic where the rows are not under their topics, and the amount of an alternative; empty for neither. */
  readonly kicker: string;
  /** “Closed on …”, “Replaced by …”, what became of it. */
  readonly standings: readonly DemandStanding[];
  /** By column; those of an empty one are none. */
  readonly columns: readonly (readonly MarkView[])[];
  /** True if anything is said below the strip. */
  readonly hasNotes: boolean;
  /** What stands beside the strip, with why: contradictory and contested positions. */
  readonly beside: readonly {
    readonly words: string;
    readonly mark: MarkView;
    readonly reports: string | null;
  }[];
  /** Whose account a mark is, and who reserves the whole. */
  readonly notes: readonly string[];
  readonly unmarked: { readonly summary: string; readonly names: string; readonly isLong: boolean } | null;
  /** Null for a demand that is past. */
  readonly gap: GapView | null;
  /** What it still waits for. */
  readonly waits: readonly WaitView[];
}

export interface GapView {
  readonly value: string;
  /** “Aligned so far”. */
  readonly label: string;
  /** “Russia not on record”: why it is so far. */
  readonly missing: string | null;
  readonly rule: string;
  /** “rests on reports; conditions not compared”. */
  readonly evidence: string | null;
  /** “It also needs Ukraine (rejects)”, where the gap is between some parties only. */
  readonly alsoNeeded: string | null;
  /** “Not needed: Russia (rejects)”: whom an editor has left out. */
  readonly notNeeded: string | null;
  /** True if one of these is on the other side of 0 than all whom the gap counts: then the chip is not filled. */
  readonly isContradicted: boolean;
}

export interface WaitView {
  readonly party: string;
  readonly words: string | null;
  /** “To be agreed first: Russia receives the whole Donbas”. */
  readonly demands: readonly { readonly first: string; readonly link: Link }[];
}

/** More names than that are folded away. */
const mostNamed = 10;
/** Of conditions in words; the page of the position has all of them. */
const longestConditions = 140;

/** What every row is printed with; `statesOf` is a `conditionReader`. */
export interface StandRowFacts extends Pick<StandFacts, 'asked' | 'terms'> {
  readonly statesOf: Parameters<typeof waitingOf>[2];
}

export function standRowView(
  reading: Reading,
  row: StandRow,
  { asked, terms, statesOf }: StandRowFacts,
): StandRowView {
  const { negotiation, givenQuery } = reading;
  const { demand, columns, beside, gap } = row;
  const viewOf = (mark: StandMark) =>
    markView(mark, withQuery(paths.position(negotiation.slug, mark.party.slug, demand.slug), givenQuery));
  const areAllShown = asked.among.length === 0 && asked.filter.parties.length === 0;
  const isEmpty = areAllShown && isUnrecorded(row);
  const notes = notesOf(reading, [...columns.flat(), ...beside], terms);
  return {
    demand: {
      label: demand.proposition,
      url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
    },
    kicker: kickerOf(row, asked.order === 'gap' && gap !== null && row.question === null),
    standings: demandStandings(reading, demand, { isUnderPast: gap === null }),
    columns: columns.map((marks) => marks.map(viewOf)),
    beside: beside.map((mark) => ({
      words: mark.contests.length > 0 ? 'Contested' : 'Contradictory signals',
      mark: viewOf(mark),
      reports: mark.contests.map(({ stance }) => besideSentence(stance)).join(', ') || null,
    })),
    notes,
    hasNotes: beside.length + notes.length + row.unmarked.length > 0,
    unmarked: isEmpty ? nothingRecorded : unmarkedView(row),
    gap: gap && { ...gapView(row, gap, asked.among.length > 0), ...(isEmpty && { missing: null }) },
    waits: waitingOf(row, terms, statesOf).map((each) => waitView(reading, each)),
  };
}

/** “Territory”, “at most 600,000 soldiers”. */
function kickerOf({ demand, question, alternative }: StandRow, showsTopic: boolean): string {
  const amount = alternative?.amount ?? null;
  if (amount !== null) return amountWords(amount, question?.unit ?? null);
  return showsTopic ? demand.topic.name : '';
}

/** Of a demand that was set up and on which nobody has a record. */
const nothingRecorded = {
  summary: 'Nothing has been recorded on it',
  names: 'no party is assessed yet, which is not neutrality',
  isLong: false,
};

function unmarkedView({ unmarked }: StandRow): StandRowView['unmarked'] {
  const names = unmarkedWords(unmarked);
  if (names === null) return null;
  const isLong = unmarked.length > mostNamed;
  const summary = 'No position known, which is not neutrality';
  return { summary: isLong ? `${summary}: ${unmarked.length} parties` : summary, names, isLong };
}

function notesOf(
  { negotiation }: Reading,
  marks: readonly StandMark[],
  terms: StandFacts['terms'],
): string[] {
  const told = new Map<string, string[]>();
  for (const { party, edge, setting } of marks) {
    if (edge !== 'told') continue;
    const by = terms.get(setting.version)?.accountBy;
    const teller = negotiation.parties.find(({ id }) => id === by)?.name ?? 'another party';
    told.set(teller, [...(told.get(teller) ?? []), compactName(party)]);
  }
  const accounts = [...told].map(
    ([teller, names]) => isolating`${namedTogether(names)}: by the account of ${teller}`,
  );
  const reserving = marks.filter(({ isReserved }) => isReserved).map(({ party }) => party.name);
  const verb = reserving.length === 1 ? 'reserves' : 'reserve';
  const reserved = reserving.length === 0 ? [] : [isolating`${namedTogether(reserving)} ${verb} the whole`];
  return [...accounts, ...reserved];
}

function gapView(row: StandRow, gap: GapAmong, isAmongSome: boolean): GapView {
  const { leftOut, alsoNeeded } = row;
  const label = gapLabel(gap);
  const rule = gapRuleWords(gap);
  const between = namedTogether(row.between.map(({ name }) => name));
  const whom = isAmongSome ? '' : ', which it needs';
  const among = between === '' ? 'It needs nobody' : isolating`Among ${between}${whom}`;
  return {
    value: gap.gap,
    label,
    missing: gap.isSoFar ? gapWords(gap).slice(label.length + 2) : null,
    rule: `${rule.charAt(0).toUpperCase()}${rule.slice(1)}. ${among}.`,
    evidence: gapEvidence(gap),
    alsoNeeded: alsoNeeded.length === 0 ? null : isolating`It also needs ${partiesWithPositions(alsoNeeded)}`,
    isContradicted: isContradicted(row),
    notNeeded: leftOut.length === 0 ? null : isolating`Not needed: ${partiesWithPositions(leftOut)}`,
  };
}

function waitView({ negotiation, givenQuery }: Reading, { party, conditions, unmet }: Waiting): WaitView {
  return {
    party: compactName(party),
    words: conditions && shortened(conditions, longestConditions),
    demands: unmet.map(({ demand, first }) => ({
      first: `To be ${first} first`,
      link: {
        label: demand.proposition,
        url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
      },
    })),
  };
}

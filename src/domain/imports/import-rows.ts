import { type Direction, directions } from '../log/direction.js';
import { isolating } from '../isolation.js';
import {
  type Attribution,
  attributions,
  type Confidence,
  confidenceOf,
  confidences,
  isAttribution,
} from '../attribution.js';
import { type ImportNames, keyOfNamed, type Named, namedBy, namesIn } from './import-names.js';
import { citedBy } from './import-sources.js';
import { shortened, understood } from './import-words.js';
import type { Demand, Party, Topic } from '../structure/negotiation.js';
import { type Priority, priorities } from '../log/priority.js';
import type { NewSource } from '../structure/new-source.js';
import { isPosition, type Position, positions } from '../log/position.js';
import {
  fileColumn,
  isStanceField,
  nothingTyped,
  stanceField,
  typedFields,
  type TypedTexts,
} from '../log/stance-fields.js';
import type { NewStance, StanceContext } from '../log/new-stance.js';
import { problemsOfNewStance } from '../log/update.js';
import { dateOr } from '../date-as-written.js';
import { firstDay, isDay, isEdtfDate, lastDay } from '../when.js';

type Fields = Readonly<Record<string, string>>;

/** One row of a file in the format of `stances.csv`: its fields by column name, as they stand in the file. */
export interface ImportRow {
  /** The line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  readonly fields: Fields;
}

export type Verdict = 'fine' | 'left_out' | 'wrong';

/** Something that a row names but the negotiation does not have. */
export interface Unknown {
  readonly kind: 'party' | 'topic' | 'demand' | 'speaker';
  /** Distinguishes it from all others of its kind. */
  readonly key: string;
  readonly label: string;
}

/** Why a row is wrong or left out; `column` is null if no column is at fault. */
export interface Reason {
  readonly column: string | null;
  readonly text: string;
}

/** A row after it was checked, and what is to become of it. */
export interface JudgedRow {
  readonly line: number;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** What an editor should look at; a warning blocks nothing. */
  readonly warnings: readonly Reason[];
  readonly unknown: readonly Unknown[];
  /** What the row is about, as far as it was understood. */
  readonly about: About;
  /** The stance that it would publish, whose citations are indexes into `sources`; null unless the row is valid. */
  readonly stance: NewStance | null;
  readonly sources: readonly NewSource[];
}

/** The party, demand and position that a row names; null for what is not known. */
export interface About {
  readonly party: Party | null;
  readonly demand: Demand | null;
  readonly position: Position | null;
}

const statusReasons: Readonly<Record<string, string>> = {
  corrected: 'Other words of this record have replaced these; those are imported.',
  retracted: 'This record was retracted.',
  denied: 'This report was denied.',
};

/** Checks a row by the rules for every other stance and by those for imports. */
export function judgeRow({ line, fields }: ImportRow, context: StanceContext): JudgedRow {
  const found = foundIn(fields, namesIn(context));
  const words = wordsIn(fields);
  const { party, demand } = found;
  const common = {
    line,
    about: { party, demand, position: isPosition(words.position ?? '') ? words.position : null },
    stance: null,
    sources: [],
    warnings: [],
  };
  const why = statusReasons[(fields.status ?? '').toLowerCase()];
  if (why !== undefined)
    return { ...common, verdict: 'left_out', reasons: [{ column: 'status', text: why }], unknown: [] };
  const { sources, citations, problems } = citedBy(fields, context.today);
  const stance = { citations, ...stanceOf(fields, found, words) };
  const judged = { ...context, sourceCount: sources.length };
  const said = new Set<string>([
    ...found.unknown.map(({ kind, reason }) => (reason.column === 'account_by' ? 'accountBy' : kind)),
    ...words.problems.map(({ column }) => column),
  ]);
  const reasons = [
    ...found.unknown.map(({ reason }) => reason),
    ...words.problems,
    ...problemsOfNewStance(stance, judged)
      .filter(({ field }) => !said.has(field))
      .map(({ field, message }) => ({ column: columnOf(field, fields), text: message })),
    ...problems.map(({ column, message }) => ({ column, text: message })),
  ];
  const unknown = found.unknown.map(({ reason: _reason, ...each }) => each);
  if (reasons.length > 0) return { verdict: 'wrong', reasons, unknown, ...common };
  const { about } = common;
  return {
    line,
    about,
    verdict: 'fine',
    reasons,
    unknown,
    stance,
    sources,
    warnings: dayWarnings(fields),
  };
}

/** How a row names its party, demand and topic. */
export function namedIn(fields: Fields): Readonly<Record<'party' | 'demand' | 'topic', Named>> {
  const named = (kind: string) => namedBy(fields[`${kind}_slug`] ?? '', fields[kind] ?? '');
  return { party: named('party'), demand: named('demand'), topic: named('topic') };
}

/** For whom a row's speaker speaks: the party that gives the account, otherwise the party itself. */
export function spokenFor(fields: Fields): Named {
  return fields.account_by ? namedBy(fields.account_by, '') : namedIn(fields).party;
}

/** The key under which an unknown speaker is listed. */
export function speakerKey(fields: Fields): string {
  return `${keyOfNamed(spokenFor(fields))} ${fields.speaker ?? ''}`;
}

/** No proposition is longer. */
const longestName = 300;

interface Found {
  readonly party: Party | null;
  readonly demand: Demand | null;
  readonly accountBy: Party | null;
  readonly speaker: number | null;
  readonly unknown: readonly (Unknown & { readonly reason: Reason })[];
}

/** What a row names, as far as the negotiation has it. */
function foundIn(fields: Fields, names: ImportNames): Found {
  const unknown: (Unknown & { readonly reason: Reason })[] = [];
  const miss = (kind: Unknown['kind'], column: string, key: string, label: string, near: string | null) => {
    const guess = near === null ? '.' : isolating`; did you mean “${near}”?`;
    const reason = { column, text: `Not known here: the ${kind} ${label}${guess}` };
    if (!unknown.some((each) => each.kind === kind && each.key === key))
      unknown.push({ kind, key, label, reason });
  };
  const look = <Thing extends Party | Demand | Topic>(
    kind: 'party' | 'demand' | 'topic',
    {
      find,
      column,
      named,
    }: {
      find: { find(n: Named): Thing | null; near(n: Named): string | null };
      column: string;
      named: Named;
    },
  ): Thing | null => {
    if (named.name === '') return null;
    const thing = find.find(named);
    if (thing === null)
      miss(
        kind,
        column,
        keyOfNamed(named),
        isolating`“${shortened(named.name, longestName)}”`,
        find.near(named),
      );
    return thing;
  };
  const named = namedIn(fields);
  const party = look('party', {
    find: names.parties,
    column: columnWith(fields, 'party'),
    named: named.party,
  });
  const account = namedBy(fields.account_by ?? '', '');
  const accountBy = look('party', { find: names.parties, column: 'account_by', named: account });
  const demand = look('demand', {
    find: names.demands,
    column: columnWith(fields, 'demand'),
    named: named.demand,
  });
  if (demand === null)
    look('topic', { find: names.topics, column: columnWith(fields, 'topic'), named: named.topic });
  const speaker = fields.speaker ? names.speaker(fields.speaker, [accountBy, party]) : null;
  if (fields.speaker && !speaker)
    miss(
      'speaker',
      'speaker',
      speakerKey(fields),
      isolating`“${shortened(fields.speaker, longestName)}” of ${(accountBy ?? party)?.name ?? spokenFor(fields).name}`,
      null,
    );
  return { party, demand, accountBy, speaker: fields.speaker ? (speaker?.id ?? 0) : null, unknown };
}

/** In which of the two columns the row names it. */
function columnWith(fields: Fields, kind: string): string {
  return fields[kind] && !fields[`${kind}_slug`] ? kind : `${kind}_slug`;
}

/** The words of the scales. One that was not understood stays as typed, so that the rules skip what depends on it. */
interface Words {
  readonly position: Position | null;
  readonly attribution: Attribution | null;
  readonly confidence: Confidence | null;
  readonly declaredPriority: Priority | null;
  readonly direction: Direction | null;
  readonly problems: readonly (Reason & { readonly column: string })[];
}

function wordsIn(fields: Fields): Words {
  const problems: (Reason & { readonly column: string })[] = [];
  const word = <Value extends string>(
    column: string,
    scale: Parameters<typeof understood<Value>>[0],
  ): Value | null => {
    const typed = fields[column] ?? '';
    if (typed === '') return null;
    const meant = understood(scale, typed);
    if ('value' in meant) return meant.value;
    problems.push({ column, text: meant.problem });
    return typed as Value;
  };
  const position = word<Position>('position', positions);
  if (position === null)
    problems.push({
      column: 'position',
      text: `Write one of ${positions.map(({ value }) => value).join(', ')}.`,
    });
  const attribution = word<Attribution>('attribution', attributions);
  const confidence = word<Confidence>('confidence', confidences);
  const declaredPriority = word<Priority>('declared_priority', priorities);
  const direction = word<Direction>('direction', directions);
  return { position, attribution, confidence, declaredPriority, direction, problems };
}

function stanceOf(fields: Fields, found: Found, words: Words): Omit<NewStance, 'citations'> {
  const { position, attribution, confidence, declaredPriority, direction } = words;
  const date = dateOr(fields.effective_date ?? '', null);
  const day = fields.effective_day ?? '';
  // What is copied comes last: V8 needs ten times the room for an object to which more is added behind a copy.
  return {
    party: found.party?.id ?? 0,
    demand: found.demand?.id ?? 0,
    position: position ?? ('' as Position),
    attribution,
    accountBy: fields.account_by ? (found.accountBy?.id ?? 0) : null,
    confidence: ownConfidence(confidence, attribution),
    declaredPriority,
    direction,
    speaker: found.speaker,
    date,
    ...typedIn(fields),
    ...(isWithin(day, date) && { firstRecorded: day }),
    ...(fields.joint_statement && { jointly: fields.joint_statement }),
  };
}

const typedColumns = typedFields.map((field) => ({
  name: field.name,
  column: fileColumn(field),
  isLanguage: field.value.kind === 'language',
}));

/** The typed fields as they are; a language code in lower case. */
function typedIn(fields: Fields): TypedTexts {
  const texts: Record<string, string | null> = { ...nothingTyped };
  for (const { name, column, isLanguage } of typedColumns) {
    const typed = fields[column] || null;
    texts[name] = isLanguage ? (typed?.toLowerCase() ?? null) : typed;
  }
  return texts as unknown as TypedTexts;
}

/** The usual confidence of an attribution counts as not given. */
function ownConfidence(given: Confidence | null, attribution: Attribution | null): Confidence | null {
  if (attribution === null || !isAttribution(attribution)) return given;
  return given === confidenceOf(attribution) ? null : given;
}

/** True if the day is a full day that the shorter date can mean. */
function isWithin(day: string, date: string): boolean {
  return isDay(day) && isEdtfDate(date) && date.length < 10 && firstDay(date) <= day && day <= lastDay(date);
}

function dayWarnings({ effective_day: day = '', effective_date = '' }: Fields): Reason[] {
  const date = dateOr(effective_date, null);
  if (day === '' || day === date || isWithin(day, date)) return [];
  return [{ column: 'effective_day', text: isolating`“${day}” is not a day in ${date}, so it is ignored.` }];
}

/** The rules name fields as the form does; an editor looks for the column of the file. */
function columnOf(field: string, fields: Fields): string {
  if (field === 'party' || field === 'demand') return columnWith(fields, field);
  if (field === 'citations') return fields.position === 'contradictory' ? 'other_sources' : 'locator';
  return isStanceField(field) ? fileColumn(stanceField(field)) : field;
}

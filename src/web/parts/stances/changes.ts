import { isolating, listed } from '../../../domain/isolation.js';
import { confidences } from '../../../domain/attribution.js';
import { directions } from '../../../domain/log/direction.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { conditionKinds, demandBySlug, slugsIn } from '../../../domain/log/named-condition.js';
import { priorityWords } from '../../../domain/log/priority.js';
import { quoteCheckLabel, quoteCheckOf } from '../../../domain/log/quote-check.js';
import { positionScale } from '../../../domain/log/position.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { Citation } from '../../../domain/structure/source.js';
import { targetStates } from '../../../domain/log/target.js';
import type { Stance } from '../../../domain/log/stance.js';
import {
  stanceField,
  type StanceFieldName,
  typedFields,
  type TypedName,
} from '../../../domain/log/stance-fields.js';
import { longDate } from '../../../domain/when.js';
import { attributionText } from './stance-view.js';

/** One thing that a correction changed: the old text, which pages strike through, and the new one; at most one is null. */
export interface Change {
  readonly label: string;
  /** Null where it was added. */
  readonly before: string | null;
  /** Null where it was removed. */
  readonly after: string | null;
}

const sourcesLabel = 'Sources';

/** What an act changed in the words of its record, or in the sources of its target; nothing, for other acts. */
export function changesOfAct(
  act: PublishedEntry,
  before: readonly PublishedEntry[],
  negotiation: Negotiation,
): Change[] {
  if (act.stance)
    return changesBetween(
      before.findLast(({ stance }) => stance !== null) as PublishedEntry,
      act,
      negotiation,
    );
  const target = targetStates(before).find(({ sequence }) => sequence === act.target);
  if (!target || act.kind !== 'clarification') return [];
  const [old, now] = [sourcesLine(target.citations), sourcesLine(act.citations)];
  return [{ label: sourcesLabel, before: old, after: now }];
}

/** As much of a version of a record, published or proposed, as its words. */
type Version = Pick<PublishedEntry, 'stance' | 'citations'>;

/** What differs between two versions of a record, in words; always at least one line, so that no act looks empty. */
export function changesBetween(before: Version, after: Version, negotiation: Negotiation): Change[] {
  const [old, now] = [linesOf(before, negotiation), linesOf(after, negotiation)];
  return Object.keys(now)
    .filter((label) => old[label] !== now[label])
    .map((label) => ({ label, before: old[label] || null, after: now[label] || null }));
}

function linesOf(entry: Version, negotiation: Negotiation): Record<string, string | null> {
  const stance = entry.stance as Stance;
  const told = lines.map(({ label, text }) => [label, text(stance, negotiation)] as const);
  return { ...Object.fromEntries(told), [sourcesLabel]: sourcesLine(entry.citations) };
}

function sourcesLine(citations: readonly Citation[]): string {
  return citations.map(citationLine).join('; ');
}

interface Line {
  readonly label: string;
  /** The fields that it covers. */
  readonly fields: readonly StanceFieldName[];
  readonly text: (stance: Stance, negotiation: Negotiation) => string | null;
}

/** What the program has found is no field of the form. */
const checkLine: Line = {
  label: 'Quote in the article’s text',
  fields: [],
  text: (stance) => {
    const check = quoteCheckOf(stance);
    return check && quoteCheckLabel(check);
  },
};

const own: readonly Line[] = [
  {
    label: 'Party',
    fields: ['party'],
    text: ({ party }, { parties }) => parties.find(({ id }) => id === party)?.name ?? null,
  },
  {
    label: 'Demand',
    fields: ['demand'],
    text: ({ demand }, { demands }) => demands.find(({ id }) => id === demand)?.proposition ?? null,
  },
  { label: 'Position', fields: ['position'], text: ({ position }) => positionScale(position).label },
  { label: 'Attribution', fields: ['attribution', 'accountBy'], text: attributionText },
  {
    label: 'Date',
    fields: ['date', 'time'],
    text: ({ date, time }) => [longDate(date), time].filter(Boolean).join(', '),
  },
  {
    label: 'Speaker',
    fields: ['speaker', 'speakerRole'],
    text: ({ speaker, speakerRole }) => listed([speaker?.name, speakerRole]),
  },
  ...(['summary', 'conditions', 'quote'] as const).map(plainLine),
  checkLine,
  ...conditionKinds.map(
    (kind): Line => ({
      label: stanceField(kind).form.label,
      fields: [kind],
      text: (stance, negotiation) => demandsNamed(stance[kind], negotiation),
    }),
  ),
  {
    label: 'Declared priority',
    fields: ['declaredPriority'],
    text: ({ declaredPriority }) => declaredPriority && priorityWords(declaredPriority),
  },
  {
    label: 'Translation',
    fields: ['quoteTranslation', 'quoteTranslator'],
    text: ({ quoteTranslation, quoteTranslator }) => listed([quoteTranslation, quoteTranslator], ' — '),
  },
  plainLine('note'),
  {
    label: 'Confidence',
    fields: ['confidence'],
    text: ({ confidence }) => confidences.find(({ value }) => value === confidence)?.label ?? null,
  },
  plainLine('confidenceNote'),
  {
    label: 'Direction',
    fields: ['direction'],
    text: ({ direction }) => directions.find(({ value }) => value === direction)?.label ?? null,
  },
];

/** Shown with the quote itself, so it needs no line. */
const untold: readonly StanceFieldName[] = ['quoteLanguage'];

/** In order; a field that no other line covers gets a line of its own. */
const lines: readonly Line[] = [
  ...own,
  ...typedFields
    .map(({ name }) => name)
    .filter((name) => !untold.includes(name) && !own.some(({ fields }) => fields.includes(name)))
    .map(plainLine),
];

function demandsNamed(list: string | null, negotiation: Negotiation): string {
  return listed(
    slugsIn(list).map((slug) => demandBySlug(negotiation, slug)?.proposition ?? slug),
    '; ',
  );
}

function plainLine(name: TypedName): Line {
  return { label: stanceField(name).form.label, fields: [name], text: (stance) => stance[name] };
}

function citationLine({ source, locator, firstReportedBy }: Citation): string {
  const words = [
    isolating`${source.outlet}, ${source.title}`,
    locator,
    firstReportedBy && isolating`first reported by ${firstReportedBy}`,
  ];
  return listed(words);
}

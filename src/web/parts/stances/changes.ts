import { isolating, listed } from '../../../domain/isolation.js';
import { confidences } from '../../../domain/log/attribution.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { positionScale } from '../../../domain/log/position.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { Citation } from '../../../domain/structure/source.js';
import type { Stance } from '../../../domain/log/stance.js';
import { longDate } from '../../../domain/when.js';
import { attributionText } from './stance-view.js';

/** One thing that a correction changed: the old words, which a page strikes, and the new ones. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const nothing = 'nothing';

/** What differs between two versions of a record, in words; always at least one line, so that no act looks empty. */
export function changesBetween(
  before: PublishedEntry,
  after: PublishedEntry,
  negotiation: Negotiation,
): Change[] {
  const [old, now] = [linesOf(before, negotiation), linesOf(after, negotiation)];
  return Object.keys(now)
    .filter((label) => old[label] !== now[label])
    .map((label) => ({ label, before: old[label] || nothing, after: now[label] || nothing }));
}

function linesOf(entry: PublishedEntry, negotiation: Negotiation): Record<string, string | null> {
  const stance = entry.stance as Stance;
  const { parties, demands } = negotiation;
  return {
    Party: parties.find(({ id }) => id === stance.party)?.name ?? null,
    Demand: demands.find(({ id }) => id === stance.demand)?.proposition ?? null,
    Position: positionScale(stance.position).label,
    Attribution: attributionText(stance, negotiation),
    Date: [longDate(stance.date), stance.time].filter(Boolean).join(', '),
    Speaker: listed([stance.speaker?.name, stance.speakerRole]),
    Summary: stance.summary,
    Conditions: stance.conditions,
    Quote: stance.quote,
    Translation: listed([stance.quoteTranslation, stance.quoteTranslator], ' — '),
    Note: stance.note,
    Confidence: confidences.find(({ value }) => value === stance.confidence)?.label ?? null,
    'Note on confidence': stance.confidenceNote,
    Sources: entry.citations.map(citationLine).join('; '),
  };
}

function citationLine({ source, locator, firstReportedBy }: Citation): string {
  const words = [
    isolating`${source.outlet}, ${source.title}`,
    locator,
    firstReportedBy && isolating`first reported by ${firstReportedBy}`,
  ];
  return listed(words);
}

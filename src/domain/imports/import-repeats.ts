import { confidenceOf } from '../attribution.js';
import { sourceKey } from './import-sources.js';
import type { NewSource } from '../structure/new-source.js';
import type { PublishedEntry } from '../log/published-entry.js';
import { valuesOfStance } from '../log/stance.js';
import { isText, stanceFields, type StanceValues } from '../log/stance-fields.js';
import { cleanText } from '../text.js';
import type { NewStance, StanceContext } from '../log/new-stance.js';

/** What a stance says and cites, as text: stances with the same key are the same report. */
type Key = string;

/** What two stances must have in common to be possibly the same. */
export function outlineOf({
  party,
  demand,
  date,
  position,
  attribution,
}: Pick<NewStance, 'party' | 'demand' | 'date' | 'position' | 'attribution'>): string {
  return [party, demand, date, position, attribution].join(' ');
}

export function keyOfRow(
  stance: NewStance,
  sources: readonly NewSource[],
  speakers: StanceContext['speakers'],
): Key {
  const { attribution, speaker } = stance;
  return keyOf({
    ...stance,
    confidence: stance.confidence ?? (attribution && confidenceOf(attribution)),
    speakerRole: stance.speakerRole ?? speakers.find(({ id }) => id === speaker)?.role ?? null,
    citations: stance.citations.map((citation) => ({
      ...citation,
      source: sources[citation.source] as NewSource,
    })),
  });
}

export function keyOfEntry({ stance, citations }: PublishedEntry): Key | null {
  return stance && keyOf({ ...valuesOfStance(stance), citations });
}

type Said = StanceValues & {
  readonly citations: readonly {
    readonly source: Omit<NewSource, 'id'>;
    readonly locator: string | null;
    readonly firstReportedBy: string | null;
  }[];
};

function keyOf(said: Said): Key {
  return JSON.stringify([
    stanceFields.map((field) =>
      isText(field) ? cleaned(said[field.name] as string | null) : said[field.name],
    ),
    said.citations.map(({ source, locator, firstReportedBy }) => [
      sourceKey(source),
      cleaned(locator),
      cleaned(firstReportedBy),
    ]),
  ]);
}

/** What is stored may be older than the cleaning rules. */
function cleaned(text: string | null): string | null {
  return text && (cleanText(text).trim() || null);
}

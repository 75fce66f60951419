import { confidenceOf, isAttribution } from './attribution.js';
import type { Attribution, Confidence } from './attribution.js';
import type { Speaker } from './negotiation.js';
import { type NewSource, problemsOfSource } from './new-source.js';
import type { Position } from './position.js';
import { normalisedUrl, webAddress } from './source.js';
import { problemsOfStance } from './stance-rules.js';
import type { NewStance, StanceContext } from './update.js';

/** One row of a file in the format of `stances.csv`: its fields by their names, as they stand there. */
export interface ImportRow {
  /** The line of the file on which it begins, the header being the first. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

export type Verdict = 'fine' | 'left_out' | 'wrong';

/** Something that a row names and the negotiation does not have. */
export interface Unknown {
  readonly kind: 'party' | 'topic' | 'demand' | 'speaker';
  /** Tells it from all others of its kind. */
  readonly key: string;
  readonly label: string;
}

/** What is to become of a row. */
export interface JudgedRow {
  readonly line: number;
  readonly verdict: Verdict;
  /** What is wrong, or why it is left out. */
  readonly reasons: readonly string[];
  readonly unknown: readonly Unknown[];
  /** The stance that it would publish, its citation naming `sources[0]`; null unless it is fine. */
  readonly stance: NewStance | null;
  readonly source: NewSource | null;
}

/** The columns without which nothing can be imported. */
export const neededColumns = [
  'party_slug',
  'demand_slug',
  'position',
  'effective_date',
  'source_outlet',
  'source_title',
] as const;

/** The columns that an import reads; others are passed over. */
export const readColumns: readonly string[] = [
  ...neededColumns,
  ...['party', 'demand', 'topic_slug', 'topic', 'summary', 'conditions', 'attribution', 'account_by'],
  ...['confidence', 'confidence_note', 'speaker', 'speaker_role', 'quote', 'quote_language'],
  ...['quote_translation', 'quote_translator', 'note', 'time', 'status', 'source_url', 'source_archive_url'],
  ...['source_published_date', 'first_reported_by', 'locator'],
];

const leftOut: Readonly<Record<string, string>> = {
  corrected: 'Other words of this record have replaced these; those are imported.',
  retracted: 'This record was retracted.',
  denied: 'This report was denied.',
};

/** What becomes of each row, by the rules of every other stance (product.md) and those of importing (desk.md, 10). */
export function judgeRow(row: ImportRow, context: StanceContext): JudgedRow {
  const { line, fields } = row;
  const text = (name: string) => fields[name] ?? '';
  const why = leftOut[text('status')];
  if (why !== undefined)
    return { line, verdict: 'left_out', reasons: [why], unknown: [], stance: null, source: null };
  const unknown = unknownIn(row, context);
  const stance = stanceOf(fields, context);
  const source = sourceOf(fields);
  const known = new Set(unknown.map(({ kind }) => kind as string));
  const problems = [
    ...problemsOfStance(stance, { ...context, sourceCount: 1 }).filter(({ field }) => !known.has(field)),
    ...problemsOfSource(source, context.today).map(({ field, message }) => ({
      field: `source_${field}`,
      message,
    })),
  ];
  const reasons = [
    ...unknown.map(({ kind, label }) => `Not known here: the ${kind} ${label}.`),
    ...problems.map(({ field, message }) => `${columnOf(field)}: ${message}`),
  ];
  if (reasons.length > 0) return { line, verdict: 'wrong', reasons, unknown, stance: null, source: null };
  return { line, verdict: 'fine', reasons: [], unknown, stance, source };
}

/** Two sources that are one: the same address, or without one the same outlet, title and date. */
export function sourceKey({ url, outlet, title, publishedDate }: NewSource): string {
  const address = url === null ? null : webAddress(url);
  return address ? normalisedUrl(address) : JSON.stringify([outlet, title, publishedDate]);
}

function unknownIn({ fields }: ImportRow, { negotiation, speakers }: StanceContext): Unknown[] {
  const text = (name: string) => fields[name] ?? '';
  const { parties, demands, topics } = negotiation;
  const found: Unknown[] = [];
  const look = (kind: Unknown['kind'], key: string, label: string, isKnown: boolean) => {
    if (key !== '' && !isKnown) found.push({ kind, key, label });
  };
  for (const name of ['party_slug', 'account_by']) {
    const slug = text(name);
    look('party', slug, `“${name === 'party_slug' ? text('party') || slug : slug}”`, hasSlug(parties, slug));
  }
  const demand = text('demand_slug');
  const isKnown = hasSlug(demands, demand);
  look('demand', demand, `“${text('demand') || demand}”`, isKnown);
  const topic = text('topic_slug');
  if (!isKnown) look('topic', topic, `“${text('topic') || topic}”`, hasSlug(topics, topic));
  const speaker = text('speaker');
  const spokenFor = text('account_by') || text('party_slug');
  const isHeard = speakerOf(fields, { negotiation, speakers }) !== null;
  look('speaker', speaker && `${spokenFor} ${speaker}`, `“${speaker}” of ${spokenFor}`, isHeard);
  return found;
}

function hasSlug(items: readonly { readonly slug: string }[], slug: string): boolean {
  return items.some((item) => item.slug === slug);
}

/** By name, of the party that gives the account or else of the party itself. */
function speakerOf(
  fields: ImportRow['fields'],
  { negotiation, speakers }: Pick<StanceContext, 'negotiation' | 'speakers'>,
): Speaker | null {
  const slugs = [fields.account_by, fields.party_slug].filter(Boolean);
  const parties = negotiation.parties.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => id);
  return speakers.find(({ name, party }) => name === fields.speaker && parties.includes(party)) ?? null;
}

function stanceOf(fields: ImportRow['fields'], context: StanceContext): NewStance {
  const optional = (name: string) => fields[name] || null;
  const idOf = (items: readonly { readonly id: number; readonly slug: string }[], slug: string | undefined) =>
    items.find((item) => item.slug === slug)?.id ?? 0;
  const { parties, demands } = context.negotiation;
  const attribution = optional('attribution') as Attribution | null;
  return {
    party: idOf(parties, fields.party_slug),
    demand: idOf(demands, fields.demand_slug),
    position: (fields.position ?? '') as Position,
    attribution,
    accountBy: fields.account_by ? idOf(parties, fields.account_by) : null,
    confidence: ownConfidence(optional('confidence') as Confidence | null, attribution),
    confidenceNote: optional('confidence_note'),
    speaker: fields.speaker ? (speakerOf(fields, context)?.id ?? 0) : null,
    speakerRole: optional('speaker_role'),
    summary: optional('summary'),
    conditions: optional('conditions'),
    quote: optional('quote'),
    quoteLanguage: optional('quote_language'),
    quoteTranslation: optional('quote_translation'),
    quoteTranslator: optional('quote_translator'),
    note: optional('note'),
    date: fields.effective_date ?? '',
    time: optional('time'),
    citations: [{ source: 0, locator: optional('locator'), firstReportedBy: optional('first_reported_by') }],
  };
}

/** The usual confidence of an attribution need not be said. */
function ownConfidence(given: Confidence | null, attribution: Attribution | null): Confidence | null {
  if (attribution === null || !isAttribution(attribution)) return given;
  return given === confidenceOf(attribution) ? null : given;
}

function sourceOf(fields: ImportRow['fields']): NewSource {
  const optional = (name: string) => fields[name] || null;
  return {
    outlet: fields.source_outlet ?? '',
    title: fields.source_title ?? '',
    url: optional('source_url'),
    archiveUrl: optional('source_archive_url'),
    author: null,
    publishedDate: optional('source_published_date'),
    accessedDate: null,
    note: '',
  };
}

/** The rules name fields as the form does; an editor looks for the file’s column. */
function columnOf(field: string): string {
  const own: Readonly<Record<string, string>> = {
    party: 'party_slug',
    demand: 'demand_slug',
    date: 'effective_date',
    citations: 'source_outlet',
  };
  return own[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

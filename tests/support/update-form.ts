import type { Application } from './application.js';
import type { Answer, Fields } from './visitor.js';
import { unescaped } from './html.js';

/** The ids that the form's choices have in the example data, by name. */
export interface Ids {
  readonly party: (slug: string) => string;
  readonly demand: (slug: string) => string;
  readonly source: (outlet: string) => string;
  readonly speaker: (name: string) => string;
}

export async function idsOf({ database }: Pick<Application, 'database'>): Promise<Ids> {
  const { read } = database;
  const [parties, demands, sources, speakers] = [
    await read.party.findMany(),
    await read.demand.findMany(),
    await read.source.findMany(),
    await read.speaker.findMany(),
  ];
  return {
    party: (slug) => idOf(parties.find((party) => party.slug === slug)),
    demand: (slug) => idOf(demands.find((demand) => demand.slug === slug)),
    source: (outlet) => idOf(sources.find((source) => source.outlet === outlet)),
    speaker: (name) => idOf(speakers.find((speaker) => speaker.name === name)),
  };
}

function idOf(row: { readonly id: number } | undefined): string {
  if (!row) throw new Error('The example data has no such row.');
  return String(row.id);
}

/** The number of a form that was opened after everything that a test publishes: nothing conflicts with it. */
export const everythingSeen = '999999999';

/** A sound update of one stance: Ukraine rejects control of Crimea, on the record; `changes` replace its fields. */
export function soundUpdate(ids: Ids, changes: Fields = {}): Fields {
  return {
    do: 'publish',
    key: crypto.randomUUID(),
    seen: everythingSeen,
    revision: '0',
    headline: 'Kyiv repeats its answer on Crimea',
    'sources.0.url': 'https://example.org/report?utm_source=letter',
    'sources.0.outlet': 'Reuters',
    'sources.0.title': 'Ukraine repeats that Crimea is not for sale',
    'sources.0.publishedDate': '2025-08-20',
    'stances.0.party': ids.party('ukraine'),
    'stances.0.demand': ids.demand('crimea'),
    'stances.0.position': 'rejects',
    'stances.0.attribution': 'on_record_principal',
    'stances.0.date': '2025-08-20',
    'stances.0.summary': 'The President repeats his answer.',
    'stances.0.citations.0.source': '0',
    ...changes,
  };
}

/** The value that a field of a page's form holds, whether it is an input, a text area or a choice. */
export function fieldIn({ text }: Answer, name: string): string | null {
  const escaped = name.replaceAll('.', '\\.');
  const input = new RegExp(`<input[^>]*name="${escaped}"[^>]*value="([^"]*)"`).exec(text);
  if (input) return unescaped(input[1] as string);
  const area = new RegExp(`<textarea[^>]*name="${escaped}"[^>]*>\\n?([^<]*)</textarea>`).exec(text);
  if (area) return unescaped(area[1] as string);
  const select = new RegExp(`<select[^>]*name="${escaped}"[^>]*>([\\s\\S]*?)</select>`).exec(text);
  const chosen = select && /<option value="([^"]*)" selected>/.exec(select[1] as string);
  return chosen ? unescaped(chosen[1] as string) : null;
}

/** The message at a field of a page's form; null if there is none. */
export function errorAt({ text }: Answer, name: string): string | null {
  const message = new RegExp(`id="field-${name.replaceAll('.', '-')}-error">([^<]*)<`).exec(text);
  return message ? unescaped(message[1] as string) : null;
}

/** Every field of the form that corrects or clarifies a record, as a browser would send it. */
export function versionFields(page: Answer): Record<string, string> {
  const names = [...page.text.matchAll(/name="((?:sources|stances)\.[^"]+|version)"/g)];
  return Object.fromEntries(names.map(([, name]) => [name as string, fieldIn(page, name as string) ?? '']));
}

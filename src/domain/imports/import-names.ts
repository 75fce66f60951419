import {
  type Demand,
  isSlug,
  type Negotiation,
  type Party,
  type Speaker,
  type Topic,
} from '../structure/negotiation.js';
import { nearWord } from '../near-word.js';
import { fold } from '../text.js';
import type { StanceContext } from '../log/new-stance.js';

/** How a row names a party, a demand or a topic: by slug, by name, or by both. */
export interface Named {
  /** Empty if the row gives none. */
  readonly slug: string;
  readonly name: string;
}

/** What is in the slug column but is not a slug is taken as the name. */
export function namedBy(slug: string, name: string): Named {
  return isSlug(slug) || slug === '' ? { slug, name: name || slug } : { slug: '', name: name || slug };
}

/** Rows that name the same thing have the same key. */
export function keyOfNamed({ slug, name }: Named): string {
  return slug || fold(name);
}

/** The parties, demands, topics and speakers of a negotiation, to be found by what a file calls them. */
export class ImportNames {
  readonly parties: NameTable<Party>;
  readonly demands: NameTable<Demand>;
  readonly topics: NameTable<Topic>;
  private readonly speakers: ReadonlyMap<string, readonly Speaker[]>;

  constructor({ parties, demands, topics }: Negotiation, speakers: readonly Speaker[]) {
    this.parties = new NameTable(parties, ({ name }) => name);
    this.demands = new NameTable(demands, ({ proposition }) => proposition);
    this.topics = new NameTable(topics, ({ name }) => name);
    const byName = new Map<string, Speaker[]>();
    for (const speaker of speakers) {
      const namesakes = byName.get(fold(speaker.name)) ?? [];
      byName.set(fold(speaker.name), [...namesakes, speaker]);
    }
    this.speakers = byName;
  }

  /** The speaker of this name for the first of these parties that has one. */
  speaker(name: string, parties: readonly (Party | null)[]): Speaker | null {
    const namesakes = this.speakers.get(fold(name)) ?? [];
    const found = parties.map((party) => namesakes.find((speaker) => speaker.party === party?.id));
    return found.find((speaker) => speaker !== undefined) ?? null;
  }
}

/** Finds things by slug, or by name as folded; if two have the same name, the older one. */
export class NameTable<Thing extends { readonly id: number; readonly slug: string }> {
  private readonly bySlug = new Map<string, Thing>();
  private readonly byName = new Map<string, Thing>();
  private readonly found = new Map<string, Thing | null>();
  private readonly guesses = new Map<string, string | null>();

  constructor(
    things: readonly Thing[],
    private readonly nameOf: (thing: Thing) => string,
  ) {
    for (const thing of things.toSorted((a, b) => b.id - a.id)) {
      this.bySlug.set(thing.slug, thing);
      this.byName.set(fold(nameOf(thing)), thing);
    }
  }

  find(named: Named): Thing | null {
    return this.bySlug.get(named.slug) ?? this.findByName(named);
  }

  /** Looked up once, however many rows name it. */
  private findByName(named: Named): Thing | null {
    const key = JSON.stringify(named);
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const { slug, name } = named;
    const thing = this.byName.get(fold(name)) ?? this.byName.get(fold(slug)) ?? this.bySlug.get(name) ?? null;
    this.found.set(key, thing);
    return thing;
  }

  /** The name that was probably meant; null if none is near. Looked up once, however many rows name it. */
  near(named: Named): string | null {
    const key = keyOfNamed(named);
    const known = this.guesses.get(key);
    if (known !== undefined) return known;
    const guess = this.guess(named);
    this.guesses.set(key, guess);
    return guess;
  }

  private guess({ slug, name }: Named): string | null {
    const found =
      this.byName.get(nearWord(fold(name), [...this.byName.keys()]) ?? '') ??
      this.bySlug.get(nearWord(slug, [...this.bySlug.keys()]) ?? '');
    return found ? this.nameOf(found) : null;
  }
}

const tables = new WeakMap<StanceContext, ImportNames>();

/** Built once for all rows of a file. */
export function namesIn(context: StanceContext): ImportNames {
  const names = tables.get(context) ?? new ImportNames(context.negotiation, context.speakers);
  tables.set(context, names);
  return names;
}

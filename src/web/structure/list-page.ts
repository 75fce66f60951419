import type { Negotiation } from '../../domain/negotiation.js';
import { type Link, type Page, plainHead } from '../layout.js';
import { paths } from '../paths.js';
import type { EditableNoun, ListedItem } from './noun.js';

/** All topics, parties, demands, speakers, events or sources, each with the way to its form. */
export interface StructureListPage extends Page {
  readonly heading: string;
  readonly advice: string | null;
  readonly newLink: Link;
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly details: string;
    readonly editUrl: string;
    /** Said of what is closed; null otherwise. */
    readonly closedText: string | null;
    /** The button that closes it or opens it again; null where nothing can be closed. */
    readonly closing: { readonly label: string; readonly url: string } | null;
  }[];
  readonly emptyText: string;
  /** Why nothing here can be deleted. */
  readonly keepingText: string;
  readonly csrfToken: string;
  /** The lists of the other nouns that the viewer may edit. */
  readonly otherLists: readonly Link[];
}

export function structureListPage(
  noun: EditableNoun,
  negotiation: Negotiation,
  items: readonly ListedItem[],
  others: readonly EditableNoun[],
  csrfToken: string,
): StructureListPage {
  const { slug, name } = negotiation;
  const heading = headingOf(noun);
  return {
    head: { ...plainHead(heading), negotiation: { name, slug } },
    heading,
    advice: noun.advice,
    newLink: { label: `New ${noun.word}`, url: paths.structureNew(slug, noun.plural) },
    rows: items.map((item) => ({
      id: rowId(noun, item.id),
      name: item.name,
      details: item.details,
      editUrl: paths.structureEdit(slug, noun.plural, item.key),
      closedText: item.isClosed ? 'Closed' : null,
      closing: closingOf(noun, slug, item),
    })),
    keepingText: keepingText(noun),
    csrfToken,
    emptyText: `There are no ${noun.plural} yet.`,
    otherLists: others.map((other) => ({ label: headingOf(other), url: other.listPath(slug) })),
  };
}

function closingOf(noun: EditableNoun, negotiation: string, { key, isClosed }: ListedItem) {
  if (isClosed === null) return null;
  const act = isClosed ? 'reopen' : 'close';
  return {
    label: isClosed ? 'Open again' : 'Close',
    url: paths.structureClosing(negotiation, noun.plural, key, act),
  };
}

function keepingText({ closable, plural }: EditableNoun): string {
  const kept = `Nothing is deleted: what was published must stay readable at every earlier time.`;
  return closable === null ? kept : `${kept} Closed ${plural} take nothing new and keep what they have.`;
}

/** Where in its list an item stands: the part of the address behind `#`. */
export function rowId(noun: EditableNoun, id: number): string {
  return `${noun.word}-${id}`;
}

function headingOf({ plural }: EditableNoun): string {
  return `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`;
}

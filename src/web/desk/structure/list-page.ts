import { isNumbered } from '../../../actions/structure/closing-act.js';
import { type Changeable, mayChange } from '../../../actions/structure/changeable.js';
import { isolating } from '../../../domain/isolation.js';
import { pastedLists } from '../../../domain/structure/pasted-lists.js';
import { longestSearch } from '../../../domain/search.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Question } from '../../frame/confirmation/pages.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { type ListPart, rowId } from './list-part.js';
import type { EditableNoun } from '../../parts/structure/noun.js';

/** All topics, parties, demands, speakers, events or sources, each with a link to its form. */
export interface StructureListPage extends Page {
  readonly heading: string;
  readonly advice: string | null;
  readonly newLink: Link;
  /** The form from whose lists it can be made at once; null for what has none. */
  readonly listsLink: Link | null;
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly details: string;
    readonly url: string | null;
    /** Null if the viewer may not change it. */
    readonly editUrl: string | null;
    /** Shown for what is closed; otherwise null. */
    readonly closedText: string | null;
    /** The page that asks before closing it; null if it cannot be closed. */
    readonly close: string | null;
    /** The address that reopens it; null if it is open. */
    readonly reopen: string | null;
  }[];
  /** The search of a list with several pages; null if there is only one. */
  readonly find: { readonly action: string; readonly words: string; readonly mostLetters: number } | null;
  readonly emptyText: string;
  /** The pages before and after this one. */
  readonly further: readonly Link[];
  /** Why nothing here can be deleted. */
  readonly keepingText: string;
  readonly csrfToken: string;
  /** The lists of the other nouns that the viewer may edit. */
  readonly otherLists: readonly Link[];
}

/** What the viewer of a list may do with its items. */
export interface ListViewer {
  readonly csrfToken: string;
  readonly which: Changeable;
  readonly mayClose: boolean;
}

export function structureListPage(
  noun: EditableNoun,
  negotiation: Negotiation,
  { items, page, hasMore, words }: ListPart,
  others: readonly EditableNoun[],
  { csrfToken, which, mayClose }: ListViewer,
): StructureListPage {
  const { slug, name } = negotiation;
  const heading = headingOf(noun);
  const list = noun.listPath(slug);
  const pageUrl = (number: number) =>
    withQuery(list, { q: words || null, page: number === 1 ? null : String(number) });
  return {
    head: { ...plainHead(heading), negotiation: { name, slug } },
    heading,
    advice: noun.advice,
    newLink: { label: `New ${noun.word}`, url: paths.structureNew(slug, noun.plural) },
    listsLink: pastedLists.some(({ name }) => name === noun.plural)
      ? { label: 'Set up from lists', url: paths.structureLists(slug) }
      : null,
    rows: items.map((item) => ({
      id: rowId(noun, item.id),
      name: item.name,
      details: item.details,
      url: item.url ?? null,
      editUrl: mayChange(which, item.id) ? paths.structureEdit(slug, noun.plural, item.key) : null,
      closedText: item.isClosed ? 'Closed' : null,
      close: mayClose && item.isClosed === false ? closingPath(noun, slug, item.key, 'close') : null,
      reopen: mayClose && item.isClosed ? closingPath(noun, slug, item.key, 'reopen') : null,
    })),
    keepingText: keepingText(noun, which),
    csrfToken,
    find: words === null ? null : { action: list, words, mostLetters: longestSearch },
    emptyText: words ? `No ${noun.word} has all of these words.` : `There are no ${noun.plural} yet.`,
    further: [
      ...(page > 1 ? [{ label: `Newer ${noun.plural}`, url: pageUrl(page - 1) }] : []),
      ...(hasMore ? [{ label: `Older ${noun.plural}`, url: pageUrl(page + 1) }] : []),
    ],
    otherLists: others.map((other) => ({ label: headingOf(other), url: other.listPath(slug) })),
  };
}

function closingPath(noun: EditableNoun, negotiation: string, key: string, act: 'close' | 'reopen'): string {
  return paths.structureClosing(negotiation, noun.plural, key, act);
}

/** What is asked before something is closed. */
export function closingQuestion(
  noun: EditableNoun,
  negotiation: Pick<Negotiation, 'name' | 'slug'>,
  { id, name, key }: { readonly id: number; readonly name: string; readonly key: string },
): Question {
  return {
    negotiation,
    heading: isolating`Close the ${noun.word} “${name}”?`,
    lede: closingWords(noun),
    action: closingPath(noun, negotiation.slug, key, 'close'),
    submit: `Close the ${noun.word}`,
    cancelUrl: `${noun.listPath(negotiation.slug)}#${rowId(noun, id)}`,
  };
}

function closingWords({ closable }: EditableNoun): string {
  return closable !== null && isNumbered(closable)
    ? 'It takes nothing new, keeps what it has, and leaves the matrix of now unless what is closed is asked for. That is published, with a number of its own. It can be opened again.'
    : 'It takes nothing new and keeps what it has; readers see that at once. It can be opened again.';
}

function keepingText({ closable, plural, word }: EditableNoun, which: Changeable): string {
  const kept = `Nothing is deleted: what was published must stay readable at every earlier time.`;
  const closed =
    closable === null ? kept : `${kept} Closed ${plural} take nothing new and keep what they have.`;
  return which === 'all'
    ? closed
    : `${closed} You may change a ${word} that you have made until its first stance; an admin changes, orders and closes all.`;
}

function headingOf({ plural }: EditableNoun): string {
  return `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/structure/list': StructureListPage;
  }
}

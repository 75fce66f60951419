import { isolating } from '../../../domain/isolation.js';
import { badRequest } from '../../frame/http-errors.js';

/** Asks for some kinds of things alone; as often as wanted. */
export const kindName = 'kind';

/** The kinds of things that a search finds, in the order of the page. */
export const searchKinds = [
  { value: 'party', label: 'Parties' },
  { value: 'topic', label: 'Topics' },
  { value: 'stance', label: 'Positions' },
  { value: 'demand', label: 'Demands' },
  { value: 'speaker', label: 'Speakers' },
  { value: 'source', label: 'Sources' },
  { value: 'update', label: 'Updates' },
  { value: 'own', label: 'Questions, outcomes, briefings and other texts' },
] as const;

/** A kind of thing that is found; what is published by itself is one. */
export type SearchKind = (typeof searchKinds)[number]['value'];

/** Those that the address asks for, none for all; 400 with a sentence for unknown ones. */
export function kindsAsked(parameters: URLSearchParams): SearchKind[] {
  const given = parameters.getAll(kindName).filter((text) => text !== '');
  const known: readonly string[] = searchKinds.map(({ value }) => value);
  const unknown = given.find((text) => !known.includes(text));
  if (unknown === undefined)
    return searchKinds.flatMap(({ value }) => (given.includes(value) ? [value] : []));
  throw badRequest(isolating`There is no kind “${unknown}”. Use ${known.join(', ')}.`);
}

/** Whether things of a kind are asked for. */
export function isKindAsked(kinds: readonly SearchKind[], kind: SearchKind): boolean {
  return kinds.length === 0 || kinds.includes(kind);
}

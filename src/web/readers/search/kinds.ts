import { isolating } from '../../../domain/isolation.js';
import { badRequest } from '../../frame/http-errors.js';

/** Asks for some kinds of things alone; as often as wanted. */
export const kindName = 'kind';

/** The kinds of things that a search finds, in the order of the page, each with the words by which it is found. */
export const searchKinds = [
  { value: 'party', label: 'Parties', foundBy: 'their names' },
  { value: 'topic', label: 'Topics', foundBy: 'their names' },
  {
    value: 'stance',
    label: 'Positions',
    foundBy: 'every record: its summary, quote, conditions and note, its party, demand, speaker and outlet',
  },
  { value: 'demand', label: 'Demands', foundBy: 'their propositions' },
  { value: 'speaker', label: 'Speakers', foundBy: 'their names' },
  { value: 'source', label: 'Sources', foundBy: 'outlets and titles' },
  { value: 'update', label: 'Updates', foundBy: 'their headlines' },
  {
    value: 'own',
    label: 'Questions, outcomes, briefings and other texts',
    foundBy: 'their words, also those of reservations and accounts of compliance',
  },
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

import { isolating, listed } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { attributions } from '../../../domain/attribution.js';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { positions } from '../../../domain/log/position.js';
import { badRequest } from '../http-errors.js';

/** The parameters that filter the matrix and its exports; each may be given any number of times. */
export const filterNames = ['party', 'topic', 'position', 'attribution'] as const;
export const textName = 'q' as const;
/** Asks for what a matrix leaves out. */
export const closedName = 'closed' as const;

/** A parameter of the filter. */
export type FilterName = (typeof filterNames)[number] | typeof textName | typeof closedName;

/** Those of the matrix, in the order of its form. */
const allNames: readonly FilterName[] = [...filterNames, textName, closedName];

const longestText = 200;

/** The parameters that an address takes for these parts of the filter: given once, and as often as wanted. */
export function filterParameters(names: readonly FilterName[]): {
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
} {
  const isRepeatable = (name: FilterName) => (filterNames as readonly string[]).includes(name);
  return {
    once: names.filter((name) => !isRepeatable(name)),
    repeatable: names.filter(isRepeatable),
  };
}

/** The filter as the page shows it: boxes to tick, and a text. */
export interface FilterControls {
  readonly groups: readonly {
    readonly label: string;
    readonly name: string;
    readonly choices: readonly {
      readonly value: string;
      readonly label: string;
      readonly id: string;
      readonly isChosen: boolean;
    }[];
  }[];
  readonly text: string;
  /** Sent along, so that another filter shows what is closed too. */
  readonly withClosed: boolean;
  /** “Filter: Russia, Territory, “donbas””. */
  readonly summary: string;
}

/** The filter that the address asks for; 400 with a sentence for unknown values. */
export function positionFilterOf(request: Request, { parties, topics }: Negotiation): PositionFilter {
  const parameters = request.query as unknown as URLSearchParams;
  const oneOf = <Value extends string>(name: string, known: readonly Value[]): Value[] => {
    const given = parameters.getAll(name).filter((text) => text !== '');
    const unknown = given.find((text) => !(known as readonly string[]).includes(text));
    if (unknown === undefined) return given as Value[];
    throw badRequest(isolating`There is no ${name} “${unknown}” in this negotiation at this time.`);
  };
  const text = (parameters.get(textName) ?? '').trim();
  if (text.length > longestText) throw badRequest(`Filter by at most ${longestText} characters.`);
  return {
    parties: oneOf(
      'party',
      parties.map(({ slug }) => slug),
    ),
    topics: oneOf(
      'topic',
      topics.map(({ slug }) => slug),
    ),
    positions: oneOf(
      'position',
      positions.map(({ value }) => value),
    ),
    attributions: oneOf(
      'attribution',
      attributions.map(({ value }) => value),
    ),
    text,
    withClosed: isClosedAsked(parameters),
  };
}

/** Whether the address asks for what is closed too. */
export function isClosedAsked(parameters: URLSearchParams): boolean {
  const closed = parameters.get(closedName) ?? '';
  if (closed === '' || closed === '1') return closed === '1';
  throw badRequest(isolating`“${closed}” is not a value of closed. Write closed=1, or leave it out.`);
}

/** The filter as parameters of an address. */
export function filterEntries(filter: PositionFilter): [string, string][] {
  return [
    ...filter.parties.map((value): [string, string] => ['party', value]),
    ...filter.topics.map((value): [string, string] => ['topic', value]),
    ...filter.positions.map((value): [string, string] => ['position', value]),
    ...filter.attributions.map((value): [string, string] => ['attribution', value]),
    ...(filter.text === '' ? [] : [[textName, filter.text] as [string, string]]),
    ...(filter.withClosed ? [[closedName, '1'] as [string, string]] : []),
  ];
}

/**
 * The boxes of these parts of the filter. Only topics that have demands at the page's time: one added later would change
 * a permalink.
 */
export function filterControls(
  negotiation: Negotiation,
  filter: PositionFilter,
  offered: readonly FilterName[] = allNames,
): FilterControls {
  const { parties, demands } = negotiation;
  const topics = negotiation.topics.filter(({ id }) => demands.some(({ topic }) => topic.id === id));
  const group = (
    label: string,
    name: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    chosen: readonly string[],
  ) => ({
    label,
    name,
    choices: choices.map(({ value, label: words }) => ({
      value,
      label: words,
      id: `filter-${name}-${value}`,
      isChosen: chosen.includes(value),
    })),
  });
  const named = (items: readonly { readonly slug: string; readonly name: string }[]) =>
    items.map(({ slug, name }) => ({ value: slug, label: name }));
  const groups = [
    group('Parties', 'party', named(parties), filter.parties),
    group('Topics', 'topic', named(topics), filter.topics),
    group('Positions', 'position', positions, filter.positions),
    group('How it is known', 'attribution', attributions, filter.attributions),
  ].filter(({ name }) => (offered as readonly string[]).includes(name));
  const chosen = groups.flatMap(({ choices }) => choices.filter(({ isChosen }) => isChosen));
  const words = [
    ...chosen.map(({ label }) => label),
    ...(filter.text === '' ? [] : [isolating`“${filter.text}”`]),
  ];
  return {
    groups,
    text: filter.text,
    withClosed: filter.withClosed,
    summary: words.length === 0 ? 'Filter' : `Filter: ${listed(words)}`,
  };
}

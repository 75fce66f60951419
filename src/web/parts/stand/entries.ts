import type { StandFacts } from './facts.js';

/** What a reader asks for besides the clocks, as parameters of an address. */
export function standEntries({ asked, since }: Pick<StandFacts, 'asked' | 'since'>): [string, string][] {
  const { among, topics, order, withClosed } = asked;
  return [
    ...among.map(({ slug }): [string, string] => ['with', slug]),
    ...topics.map((slug): [string, string] => ['topic', slug]),
    ...(order === 'gap' ? [] : [['sort', order] as [string, string]]),
    ...(since === null || since.event !== null ? [] : [['since', since.day] as [string, string]]),
    ...(withClosed ? [['closed', '1'] as [string, string]] : []),
  ];
}

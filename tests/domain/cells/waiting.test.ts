import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import {
  type ChainStep,
  chainsAmong,
  circlesAmong,
  type Hop,
  hopsOf,
  setPositions,
  waitsOf,
} from '../../../src/domain/cells/waiting.js';
import type { NamedConditions } from '../../../src/domain/log/named-condition.js';
import type { Demand, Negotiation } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';
import { context, russia, ukraine, unitedStates } from '../update-builder.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const [pattern] = context.negotiation.demands as [Demand];
const demands = letters.map((slug, index) => ({ ...pattern, id: index + 1, slug, proposition: slug }));
const talks: Negotiation = { ...context.negotiation, demands };
const clocks = { asOf: null, known: 99, evidence: 'default' } as const;

/** Written “a: b” for a position on a that waits for b to be agreed, “a: -b” for b to be dropped. */
function waitsIn(
  lines: readonly string[],
  party: number = russia,
  more: (log: LogBuilder) => void = () => undefined,
) {
  const log = new LogBuilder();
  const named = new Map<number, NamedConditions>();
  for (const line of lines) {
    const [own, others] = line.split(': ') as [string, string];
    const words = others.split(' ');
    const of = (isDropped: boolean) => words.filter((word) => word.startsWith('-') === isDropped);
    const listed = (slugs: readonly string[]) => slugs.join(' ').replaceAll('-', '') || null;
    const demand = letters.indexOf(own) + 1;
    named.set(log.report({ party, demand, position: 'conditional' }), {
      agreedFirst: listed(of(false)),
      droppedFirst: listed(of(true)),
    });
  }
  more(log);
  const whole = new NegotiationLog(log.entries);
  return waitsOf(setPositions(whole, talks, clocks), named, talks, whole, clocks);
}

const hopsIn = (lines: readonly string[]) => hopsOf(waitsIn(lines));
const hopWords = ({ demand, on, first }: Hop) =>
  `${demand.slug}${first === 'dropped' ? ' -' : ' '}${on.slug}`;
const circleWords = (lines: readonly string[]) =>
  circlesAmong(hopsIn(lines)).map((circle) => circle.map(hopWords).join(', '));
const stepWords = ({ hop, depth, onward }: ChainStep) => `${'  '.repeat(depth)}${hopWords(hop)} ${onward}`;
const chainWords = (lines: readonly string[]) =>
  chainsAmong(hopsIn(lines)).map((steps) => steps.map(stepWords));

describe('what a position waits for', () => {
  test('is what its stance names, met or not; only positions that say yes, or may, wait', () => {
    const agree = (log: LogBuilder) => {
      for (const party of [russia, ukraine]) log.report({ party, demand: 2, position: 'agreed' });
      log.report({ party: ukraine, demand: 1, position: 'rejects' });
    };
    const waits = waitsIn(['a: b -c'], russia, agree);
    expect(
      waits.map(({ party, demand, condition: { demand: on, first, isMet } }) => {
        return [party.id, demand.slug, on.slug, first, isMet];
      }),
    ).toEqual([
      [russia, 'a', 'b', 'agreed', true],
      [russia, 'a', 'c', 'dropped', false],
    ]);
    expect(hopsOf(waits).map(hopWords)).toEqual(['a -c']);
  });

  test('holds a demand up only if the demand needs the party', () => {
    const waits = waitsIn(['a: b'], unitedStates);
    expect(waits.map(({ isNeeded }) => isNeeded)).toEqual([false]);
    expect(hopsOf(waits)).toEqual([]);
  });
});

describe('circles', () => {
  test('are told from the first demand, each by the shortest way', () => {
    expect(circleWords(['a: b', 'b: c', 'c: a b', 'd: e'])).toEqual(['a b, b c, c a']);
    expect(circleWords(['a: b', 'b: a c', 'c: d', 'd: c'])).toEqual(['a b, b a', 'c d, d c']);
    expect(circleWords(['a: b', 'b: c'])).toEqual([]);
  });

  test('are not made by what is to be dropped', () => {
    expect(circleWords(['a: -b', 'b: a'])).toEqual([]);
  });
});

describe('chains', () => {
  test('lead from what nothing waits for to what waits for nothing', () => {
    expect(chainWords(['a: b', 'b: c -e', 'd: e'])).toEqual([['a b goes_on', '  b c ends', '  b -e ends']]);
  });

  test('tell each step once, and say where they run into a circle', () => {
    expect(chainWords(['a: b c', 'b: d', 'c: b', 'd: e'])).toEqual([
      ['a b goes_on', '  b d goes_on', '    d e ends', 'a c goes_on', '  c b told'],
    ]);
    expect(chainWords(['a: b', 'b: c', 'c: b'])).toEqual([
      ['a b goes_on', '  b c goes_on', '    c b circle'],
    ]);
    expect(chainWords(['a: b', 'b: a'])).toEqual([]);
    expect(chainWords(['a: b', 'b: a c', 'c: d'])).toEqual([
      ['a b goes_on', '  b a circle', '  b c goes_on', '    c d ends'],
    ]);
  });

  test('that join one that is told lead there', () => {
    expect(chainWords(['a: b', 'b: c', 'd: b'])).toEqual([['a b goes_on', '  b c ends'], ['d b told']]);
  });

  test('end with what is to be dropped, whatever that waits for', () => {
    expect(chainWords(['a: b', 'b: -c', 'c: d', 'd: e'])).toEqual([
      ['a b goes_on', '  b -c ends'],
      ['c d goes_on', '  d e ends'],
    ]);
  });
});

const anyLines = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)), {
    selector: String,
    maxLength: 12,
  })
  .map((edges) => {
    const told = letters.map((one) => {
      const others = edges.filter(([from, to]) => from === one && to !== one).map(([, to]) => to);
      return others.length === 0 ? '' : `${one}: ${others.join(' ')}`;
    });
    return told.filter((line) => line !== '');
  });

test('every demand that leads back to itself is in a circle that is told, and no other', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const hops = hopsIn(lines);
      const told = new Set(circlesAmong(hops).flatMap((circle) => circle.map(({ demand }) => demand.slug)));
      expect([...told].sort()).toEqual(letters.filter((letter) => isInCircle(hops, letter)));
      for (const circle of circlesAmong(hops))
        for (const [place, { on }] of circle.entries())
          expect(on).toBe((circle[place + 1] ?? circle[0])?.demand);
    }),
  );
});

test('every step that is part of a chain is told once', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const hops = hopsIn(lines);
      const told = chainsAmong(hops).flatMap((steps) => steps.map(({ hop }) => hop));
      expect(new Set(told).size).toBe(told.length);
      const waiting = new Set(hops.map(({ demand }) => demand));
      const isPart = ({ demand, on }: Hop) =>
        !isInCircle(hops, demand.slug) && (waiting.has(on) || hops.some((hop) => hop.on === demand));
      expect(hops.filter((hop) => isPart(hop) && !told.includes(hop))).toEqual([]);
    }),
  );
});

function isInCircle(hops: readonly Hop[], letter: string): boolean {
  const found = new Set<string>();
  for (let length = 0; length < letters.length; length += 1)
    for (const slug of [letter, ...found])
      for (const { demand, on } of hops) if (demand.slug === slug) found.add(on.slug);
  return found.has(letter);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knotsOf, shortestCircle } from '../../../src/domain/cells/knots.js';

const nodes = [0, 1, 2, 3, 4, 5, 6];
const anyGraph = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), {
    selector: String,
    maxLength: 14,
  })
  .map((edges) => (node: number) => edges.filter(([from]) => from === node).map(([, to]) => to));

/** All that a node leads to, by one step or several: plainly, step by step. */
function reached(next: (node: number) => readonly number[], start: number): Set<number> {
  const found = new Set<number>();
  for (let length = 0; length < nodes.length; length += 1)
    for (const node of [start, ...found]) for (const target of next(node)) found.add(target);
  return found;
}

test('two nodes are in one knot if each leads to the other', () => {
  fc.assert(
    fc.property(anyGraph, (next) => {
      const knots = knotsOf(nodes, next);
      const leads = (one: number, other: number) => one === other || reached(next, one).has(other);
      for (const one of nodes)
        for (const other of nodes)
          expect(knots.get(one) === knots.get(other)).toBe(leads(one, other) && leads(other, one));
    }),
  );
});

test('the shortest circle of a node leads back to it, and there is one if it reaches itself', () => {
  fc.assert(
    fc.property(anyGraph, (next) => {
      for (const node of nodes) {
        const circle = shortestCircle(node, next);
        expect(circle !== null).toBe(reached(next, node).has(node));
        if (circle === null) continue;
        expect([circle[0], new Set(circle).size]).toEqual([node, circle.length]);
        for (const [place, each] of circle.entries()) expect(next(each)).toContain(circle[place + 1] ?? node);
      }
    }),
  );
});

test('a chain of 100,000 nodes is followed to its end', () => {
  const all = Array.from({ length: 100_000 }, (_, index) => index);
  const knots = knotsOf(all, (node) => [(node + 1) % all.length]);
  expect(new Set(knots.values()).size).toBe(1);
  expect(knotsOf(all, (node) => (node === 99_999 ? [] : [node + 1])).get(0)).toBe(99_999);
});

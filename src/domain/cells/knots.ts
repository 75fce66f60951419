/**
 * By node, the number of the knot that it is in: two nodes are in one knot if each leads to the other. Tarjan’s algorithm
 * (1972), without recursion, as a chain may be long.
 */
export function knotsOf<Node>(
  nodes: Iterable<Node>,
  next: (node: Node) => readonly Node[],
): ReadonlyMap<Node, number> {
  const found = new Map<Node, Visit<Node>>();
  const open: Visit<Node>[] = [];
  let count = 0;
  const visit = (node: Node): Visit<Node> => {
    const visited = { node, place: found.size, lowest: found.size, following: 0, knot: null };
    found.set(node, visited);
    open.push(visited);
    return visited;
  };
  const close = (first: Visit<Node>) => {
    for (const visited of open.splice(open.lastIndexOf(first))) visited.knot = count;
    count += 1;
  };
  for (const root of nodes) {
    const path = found.has(root) ? [] : [visit(root)];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const following = next(at.node);
      if (at.following === following.length) {
        path.pop();
        if (at.lowest === at.place) close(at);
        const before = path.at(-1);
        if (before) before.lowest = Math.min(before.lowest, at.lowest);
        continue;
      }
      const target = following[at.following] as Node;
      at.following += 1;
      const visited = found.get(target);
      if (!visited) path.push(visit(target));
      else if (visited.knot === null) at.lowest = Math.min(at.lowest, visited.place);
    }
  }
  return new Map([...found].map(([node, { knot }]) => [node, knot as number]));
}

interface Visit<Node> {
  readonly node: Node;
  /** In the order of the visits. */
  readonly place: number;
  /** The first place in an open knot to which it leads. */
  lowest: number;
  /** How many of the nodes that follow have been looked at. */
  following: number;
  knot: number | null;
}

/** The shortest way from a node back to itself, as its nodes, the first of them once; null if there is none. */
export function shortestCircle<Node>(
  start: Node,
  next: (node: Node) => readonly Node[],
): readonly Node[] | null {
  const before = new Map<Node, Node>();
  const queue = [start];
  for (const node of queue)
    for (const target of next(node)) {
      if (target === start) return pathTo(node, start, before);
      if (before.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  return null;
}

function pathTo<Node>(last: Node, start: Node, before: ReadonlyMap<Node, Node>): Node[] {
  const path = [last];
  while (path[0] !== start) path.unshift(before.get(path[0] as Node) as Node);
  return path;
}

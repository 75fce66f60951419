/** Where a value stands in a document: the keys and places that lead to it. */
export type PathInJson = readonly PropertyKey[];

/** A list or an object that is not finished: the place or key of what comes next in it; null before a key. */
interface Open {
  readonly isList: boolean;
  next: number | string | null;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:\n]|[^\s"{}[\],:]+/g;

/**
 * The line on which a value begins, or the nearest value around it that is there: what people are told of a mistake in a
 * file that they wrote. The text must be JSON.
 */
export function linesInJson(text: string): (path: PathInJson) => number {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  let line = 1;
  for (const [token] of text.matchAll(tokens)) {
    const inner = open.at(-1);
    if (token === '\n') line += 1;
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') next(inner);
    else if (inner?.next === null) inner.next = JSON.parse(token) as string;
    else if (token !== ':') {
      lines.set(keyOf(open.map(({ next: place }) => place ?? '')), line);
      if (token === '{') open.push({ isList: false, next: null });
      if (token === '[') open.push({ isList: true, next: 0 });
    }
  }
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const found = lines.get(keyOf(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return 1;
  };
}

function next(inner: Open | undefined): void {
  if (inner) inner.next = inner.isList ? (inner.next as number) + 1 : null;
}

function keyOf(path: PathInJson): string {
  return JSON.stringify(path.map(String));
}

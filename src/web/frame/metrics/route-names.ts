import type { Express } from 'express';
import { LRUCache } from 'lru-cache';

/** The part of a router's layer that describes its routes. */
interface Layer {
  readonly route?: { readonly path: string };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/**
 * The route of a path, such as “/negotiations/:negotiation”, in the order in which they are tried; null for none. A
 * page answered from the cache never reaches its route, so the path has to be looked up.
 */
export function routeNames(app: Express): (path: string) => string | null {
  const patterns = [...new Set(pathsOf(app.router.stack as unknown as readonly Layer[]))];
  const routes = patterns.map((pattern) => ({ pattern, shape: shapeOf(pattern) }));
  const find = (path: string) => routes.find(({ shape }) => shape.test(path))?.pattern ?? null;
  const known = new LRUCache<string, { name: string | null }>({ max: 1_000 });
  return (path) => {
    const found = known.get(path) ?? { name: find(path) };
    known.set(path, found);
    return found.name;
  };
}

function pathsOf(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => (route ? [route.path] : pathsOf(handle.stack ?? [])));
}

function shapeOf(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:\w+/g, '[^/]+?')
    .replace(/\*\w+/g, '.+');
  return new RegExp(`^${escaped}/?$`);
}

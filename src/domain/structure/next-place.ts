import { isSlug, slugFrom } from './negotiation.js';

/** The order of what is added behind all others. */
export function nextOrder(items: readonly { readonly order: number }[]): number {
  return Math.max(0, ...items.map(({ order }) => order)) + 1;
}

/**
 * A slug that none of the others has: the given one if there is one, free or not; else made from the name or, if no
 * letter of it is left, from the kind and a number (`party-7`).
 */
export function freeSlug(
  { slug, name }: { readonly slug: string; readonly name: string },
  kind: 'party' | 'topic' | 'demand' | 'speaker',
  taken: readonly { readonly slug: string }[],
): string {
  if (slug !== '') return slug;
  const isFree = (wanted: string) => isSlug(wanted) && !taken.some((each) => each.slug === wanted);
  const own = slugFrom(name);
  if (isFree(own)) return own;
  const base = own === '' ? kind : own.slice(0, 70).replace(/-+$/, '');
  for (let number = own === '' ? taken.length + 1 : 2; ; number += 1)
    if (isFree(`${base}-${number}`)) return `${base}-${number}`;
}

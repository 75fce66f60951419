import { bytesOf } from '../octets.js';
import { viewOctets } from '../views.js';

let symbols: string | null = null;

/** The signs as symbols, as every page has them. */
export function signSymbols(): string {
  symbols ??= viewText('frame/sign-shapes', {})
    .replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, '')
    .trim();
  return symbols;
}

/** A view as text, to become part of a picture. */
export function viewText(name: string, locals: Readonly<Record<string, unknown>>): string {
  return bytesOf(viewOctets(name, locals)).toString();
}

import { badRequest } from './http-errors.js';

/** Which page of a long list is asked for; the first is 1. Throws a 400 for anything that is not a number. */
export function pageNumberOf(parameters: URLSearchParams): number {
  const text = parameters.get('page') || '1';
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw badRequest(`page=${text} is not the number of a page.`);
}

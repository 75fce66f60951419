import type { RequestHandler } from 'express';
import { isIgnoredHere } from '../../../domain/structure/tracking-parameters.js';

/** Removes tracking parameters that others have added to an address of ours, before anything reads it. */
export const forgetTracking: RequestHandler = (request, _response, next) => {
  request.url = withoutTracking(request.url);
  request.originalUrl = request.url;
  next();
};

/** A path with its query without these parameters, otherwise unchanged. */
function withoutTracking(address: string): string {
  const start = address.indexOf('?');
  if (start < 0) return address;
  const given = address.slice(start + 1).split('&');
  const kept = given.filter((parameter) => ![...new URLSearchParams(parameter).keys()].some(isIgnoredHere));
  return `${address.slice(0, start)}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}

import { type Ability, whoMay } from '../../domain/people/permissions.js';

/** A refusal with its HTTP status; the message is a sentence for the reader. */
export class HttpError extends Error {
  override name = 'HttpError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const badRequest = (message: string) => new HttpError(400, message);
export const notIncluded = (ability: Ability) =>
  new HttpError(403, `Your role does not include this. Ask ${whoMay(ability)}.`);
export const notFound = (message: string) => new HttpError(404, message);

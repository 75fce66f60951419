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
export const notIncluded = () =>
  new HttpError(403, 'Your role does not include this. An admin can change that.');
export const notFound = (message: string) => new HttpError(404, message);

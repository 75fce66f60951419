import express, { type Request, type RequestHandler } from 'express';
import { badRequest, HttpError } from '../http-errors.js';
import { contextOf } from '../request-context.js';

const visitorLimit = 32 * 1024;
const editorLimit = 4 * 1024 * 1024;
/** What is read of an editor’s form at most: one that is too large comes back as it was typed. */
const readLimit = 4 * editorLimit;
/** The longest form of ours, an update of 50 stances, has 2,000 fields. */
const mostFields = 5_000;

const type = 'application/x-www-form-urlencoded';
const readVisitorForm = express.text({ type, limit: visitorLimit });
const readEditorForm = express.text({ type, limit: readLimit });

/** Reads a posted form as text: 32 kB from a visitor, 4 MB from somebody who has, or had, a session. */
export const readForm: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return next();
  const read = contextOf(response).hadSession ? readEditorForm : readVisitorForm;
  return read(request, response, (error?: unknown) => {
    if (error || typeof request.body !== 'string' || !hasTooManyFields(request.body)) return next(error);
    // Not given back either: four million fields take the server gigabytes to print.
    request.body = '';
    next(new HttpError(413, `A form has at most ${mostFields.toLocaleString('en-GB')} fields.`));
  });
};

/** True if it has more fields than any form of ours; counted without reading them (CWE-770). */
export function hasTooManyFields(encoded: string): boolean {
  let count = 1;
  for (let at = encoded.indexOf('&'); at >= 0 && count <= mostFields; at = encoded.indexOf('&', at + 1)) {
    count += 1;
  }
  return count > mostFields;
}

/** Refuses (413) a form that is larger than an editor’s may be, once it is known to be one of ours. */
export const refuseLargeForm: RequestHandler = (request, _response, next) => {
  const isLarge = typeof request.body === 'string' && Buffer.byteLength(request.body) > editorLimit;
  next(isLarge ? new HttpError(413, tooLarge) : undefined);
};

/** What a form is refused with that is larger than that. */
export const tooLarge =
  'The form is larger than the 4 MB that the server takes. Nothing was recorded: shorten what you typed, then send it again.';

/** The fields of the posted form, repeated ones still visible. */
export function formOf(request: Request): URLSearchParams {
  if (typeof request.body !== 'string') {
    throw badRequest('Send this form as the browser does (application/x-www-form-urlencoded).');
  }
  return new URLSearchParams(request.body);
}

import express, { type Request, type RequestHandler } from 'express';
import { utcDay } from '../../../domain/when.js';
import { badRequest, HttpError } from '../http-errors.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';
import { type BodyMemory, longestShortForm } from './body-memory.js';
import { understandDates } from './date-fields.js';
import { readInSlices } from './sliced-form.js';

const visitorLimit = 32 * 1024;
const editorLimit = 4 * 1024 * 1024;
/**
 * The most bytes that are read of an editor’s form, so that even one that is too large is given back as it was typed.
 */
const readLimit = 4 * editorLimit;
/** Our longest form, an update with 50 stances, has 2,000 fields. */
const mostFields = 5_000;

const type = 'application/x-www-form-urlencoded';
const readVisitorForm = express.text({ type, limit: visitorLimit });
const readEditorForm = express.text({ type, limit: readLimit });

/** A form as it was posted, and its fields, with the dates in it understood. */
export interface PostedForm {
  readonly encoded: string;
  readonly fields: URLSearchParams;
}

/**
 * Reads a posted form: up to 32 kB from a visitor, up to 16 MB from somebody with a known session, even one that is
 * over. Anything larger, or anything for which there is no memory, is refused before it is read; `refuseLargeForm`
 * refuses what an editor may not send.
 */
export function readForm({ clock }: Pick<Services, 'clock'>, memory: BodyMemory): RequestHandler {
  return (request, response, next) => {
    if (!isForm(request)) return next();
    const { hadSession } = contextOf(response);
    const [read, limit] = [hadSession ? readEditorForm : readVisitorForm, limitOf(hadSession)];
    const bytes = bytesToCome(request, limit);
    if (bytes > limit) throw new HttpError(413, hadSession ? tooLarge : tooLargeForVisitor);
    const isShort = bytes <= longestShortForm;
    memory.take(response, hadSession ? (isShort ? 'short' : 'large') : 'visitor', bytes);
    return read(request, response, (error?: unknown) => {
      if (error || typeof request.body !== 'string') return next(error);
      const encoded = request.body;
      request.body = undefined;
      // It is not given back either: printing four million fields would take the server gigabytes.
      if (hasTooManyFields(encoded))
        return next(new HttpError(413, `A form has at most ${mostFields.toLocaleString('en-GB')} fields.`));
      readInSlices(encoded).then((fields) => {
        understandDates(fields, utcDay(clock()));
        request.body = { encoded, fields } satisfies PostedForm;
        next();
      }, next);
    });
  };
}

/** True for a form that is read from whoever has had such a session, or none. */
export function isFormToRead(request: Request, hadSession: boolean): boolean {
  const limit = limitOf(hadSession);
  return isForm(request) && bytesToCome(request, limit) <= limit;
}

function isForm(request: Request): boolean {
  return request.method === 'POST' && request.is(type) !== false;
}

function limitOf(hadSession: boolean): number {
  return hadSession ? readLimit : visitorLimit;
}

/** The length that the request states, if it does and is not compressed; otherwise the most that is read. */
export function bytesToCome(request: Request, most: number): number {
  const length = request.get('content-length');
  return length === undefined || request.get('content-encoding') !== undefined ? most : Number(length);
}

/** True if it has more fields than any form of ours; counts them without parsing (CWE-770). */
export function hasTooManyFields(encoded: string): boolean {
  let count = 1;
  for (let at = encoded.indexOf('&'); at >= 0 && count <= mostFields; at = encoded.indexOf('&', at + 1)) {
    count += 1;
  }
  return count > mostFields;
}

/** Refuses (413) a form that is larger than an editor’s may be, after it has been recognised as one of ours. */
export const refuseLargeForm: RequestHandler = (request, _response, next) => {
  const form = postedForm(request);
  const isLarge = form !== null && Buffer.byteLength(form.encoded) > editorLimit;
  next(isLarge ? new HttpError(413, tooLarge) : undefined);
};

/** The message for such a form. */
export const tooLarge =
  'The form is larger than the 4 MB that the server takes. Nothing was recorded: shorten what you typed, then send it again.';

const tooLargeForVisitor =
  'The form is larger than what is taken from somebody who is not signed in, so it was not read. Sign in, then send it again.';

/** The form that was posted; null if there was none, or none that could be read. */
export function postedForm(request: Request): PostedForm | null {
  return (request.body as PostedForm | undefined) ?? null;
}

/** The fields of the posted form, including repeated ones. */
export function formOf(request: Request): URLSearchParams {
  const form = postedForm(request);
  if (!form) throw badRequest('Send this form as the browser does (application/x-www-form-urlencoded).');
  return form.fields;
}

import express, { type Request, type RequestHandler } from 'express';
import { badRequest } from '../http-errors.js';
import { contextOf } from '../request-context.js';

const visitorLimit = 32 * 1024;
const editorLimit = 4 * 1024 * 1024;

const type = 'application/x-www-form-urlencoded';
const readVisitorForm = express.text({ type, limit: visitorLimit });
const readEditorForm = express.text({ type, limit: editorLimit });

/** Reads a posted form as text: 32 kB from a visitor, 4 MB from a signed-in person. */
export const readForm: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return next();
  const read = contextOf(response).viewer ? readEditorForm : readVisitorForm;
  return read(request, response, next);
};

/** The fields of the posted form, repeated ones still visible. */
export function formOf(request: Request): URLSearchParams {
  if (typeof request.body !== 'string') {
    throw badRequest('Send this form as the browser does (application/x-www-form-urlencoded).');
  }
  return new URLSearchParams(request.body);
}

import busboy from 'busboy';
import type { Request, RequestHandler, Response } from 'express';
import { may } from '../../../domain/people/permissions.js';
import { badRequest, HttpError, notIncluded } from '../http-errors.js';
import { paths } from '../paths.js';
import { contextOf } from '../request-context.js';
import { isOwnRequest } from '../security/request-forgery.js';
import type { Services } from '../services.js';
import type { BodyMemory } from './body-memory.js';
import { bytesToCome, type PostedForm } from './form-body.js';

/** A file that was uploaded with a form. */
export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const mostMegabytes = 50;
const limits = { fileSize: mostMegabytes * 1024 * 1024, files: 1, fields: 10, fieldSize: 64 * 1024 };

/** The most bytes that the form around a file may take. */
const mostAround = 1024 * 1024;
/** The paths that accept files. */
const places = new RegExp(`^${paths.imports('[^/]+')}/?$`);

/**
 * Reads a form that carries a file (multipart/form-data, RFC 7578), at paths that accept files, from people who may
 * send one; others are refused before anything is read. Its other fields become the body of the request as if the form
 * had no file, so that later guards see what they always see.
 */
export function readUpload(services: Services, memory: BodyMemory): RequestHandler {
  return async (request, response, next) => {
    const isUpload = request.method === 'POST' && request.is('multipart/form-data') !== false;
    const { viewer } = contextOf(response);
    if (!isUpload || !viewer || !places.test(request.path) || !isOwnRequest(services, request)) return next();
    if (!may(viewer.role, 'publish')) throw notIncluded('publish');
    const most = limits.fileSize + mostAround;
    const bytes = bytesToCome(request, most);
    if (bytes > most) throw fileTooLarge();
    memory.take(response, 'large', bytes);
    const { fields, upload } = await parts(request);
    request.body = { encoded: fields.toString(), fields } satisfies PostedForm;
    response.locals.upload = upload;
    next();
  };
}

/** The file of the form; null if none was chosen. Throws 413 if it is too large. */
export function uploadOf(response: Response): Upload | null {
  const upload = response.locals.upload as Upload | 'too_large' | null | undefined;
  if (upload !== 'too_large') return upload ?? null;
  throw fileTooLarge();
}

function fileTooLarge(): HttpError {
  return new HttpError(413, `The file is larger than ${mostMegabytes} MB. Divide it, and upload the parts.`);
}

function parts(request: Request): Promise<{ fields: URLSearchParams; upload: Upload | 'too_large' | null }> {
  return new Promise((resolve, reject) => {
    const fields = new URLSearchParams();
    let upload: Upload | 'too_large' | null = null;
    const refuse = () => reject(badRequest('The file did not arrive whole. Upload it again.'));
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
    } catch {
      return refuse();
    }
    parser.on('field', (name, value) => fields.append(name, value));
    parser.on('file', (_name, stream, { filename }) => {
      const chunks: Buffer[] = [];
      // A file stream that is cut off emits an error; without a listener that would end the server.
      stream.on('error', refuse);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => {
        upload = 'too_large';
      });
      stream.on('close', () => {
        const bytes = Buffer.concat(chunks);
        if (upload === null && filename) upload = { fileName: filename.slice(-200), bytes };
      });
    });
    parser.on('close', () => resolve({ fields, upload }));
    parser.on('error', refuse);
    request.on('aborted', refuse);
    request.pipe(parser);
  });
}

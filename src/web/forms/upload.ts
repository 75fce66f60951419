import busboy from 'busboy';
import type { Request, RequestHandler, Response } from 'express';
import { badRequest, HttpError } from '../http-errors.js';
import { contextOf } from '../request-context.js';

/** A file that came with a form. */
export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const mostMegabytes = 50;
const limits = { fileSize: mostMegabytes * 1024 * 1024, files: 1, fields: 10, fieldSize: 64 * 1024 };

/**
 * Reads the form of a signed-in person that carries a file (multipart/form-data, RFC 7578). Its other fields become the
 * body of the request as if the form carried none, so that every guard behind it sees what it always sees.
 */
export const readUpload: RequestHandler = async (request, response, next) => {
  const isUpload = request.method === 'POST' && request.is('multipart/form-data') !== false;
  if (!isUpload || !contextOf(response).viewer) return next();
  const { fields, upload } = await parts(request);
  request.body = fields.toString();
  response.locals.upload = upload;
  next();
};

/** The file of the form; null if none was chosen. Throws 413 for one that is too large. */
export function uploadOf(response: Response): Upload | null {
  const upload = response.locals.upload as Upload | 'too_large' | null | undefined;
  if (upload !== 'too_large') return upload ?? null;
  throw new HttpError(413, `The file is larger than ${mostMegabytes} MB. Divide it, and upload the parts.`);
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
      // The stream of a file that is cut off fails by itself; unheard, it would end the server.
      stream.on('error', refuse);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => {
        upload = 'too_large';
      });
      stream.on('close', () => {
        const bytes = new Uint8Array(Buffer.concat(chunks));
        if (upload === null && filename) upload = { fileName: filename.slice(-200), bytes };
      });
    });
    parser.on('close', () => resolve({ fields, upload }));
    parser.on('error', refuse);
    request.on('aborted', refuse);
    request.pipe(parser);
  });
}

import { Agent, request } from 'node:http';
import type { RawAnswer } from './raw-request.js';

/** A form that has arrived except for its last byte. */
export interface WithheldRequest {
  /** Sends the last byte. */
  readonly finish: () => Promise<RawAnswer>;
  /** Settled once the server has ended the connection without an answer. */
  readonly broken: Promise<void>;
}

/**
 * Sends a form without its last byte, once the server has taken the head of the request. Throws if it does not. What no
 * buffer on the way holds has then been read, so the server has found room for it: asked at once, another request could
 * find it first, as each has its session looked up by itself.
 */
export function withhold(
  address: string,
  { path, headers, body }: { path: string; headers: Readonly<Record<string, string>>; body: string },
): Promise<WithheldRequest> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const bytes = Buffer.from(body);
    const sent = request({
      agent: new Agent({ keepAlive: false }),
      hostname,
      port,
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': bytes.length,
        expect: '100-continue',
        ...headers,
      },
    });
    const answer = new Promise<RawAnswer>((answered, failed) => {
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status = 0, headers: given } = response;
          answered({ status, headers: given, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', failed);
    });
    // Before the body is asked for, any answer is a refusal.
    answer.then(
      ({ status }) => reject(new Error(`It was answered ${status} before its body was read.`)),
      reject,
    );
    const broken = answer.then(
      () => Promise.reject(new Error('It was answered.')),
      () => undefined,
    );
    broken.catch(() => undefined);
    sent.on('continue', () => {
      const finish = () => {
        sent.end(bytes.subarray(-1));
        return answer;
      };
      sent.write(bytes.subarray(0, -1), (error) => {
        if (!error) resolve({ finish, broken });
      });
    });
  });
}

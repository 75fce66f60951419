import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

/** A request exactly as it is sent: nothing is normalised on the way, as a browser would. */
export interface RawRequest {
  readonly method: string;
  /** In Latin-1 only, as HTTP takes them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

// A connection for each, since the server may close one that is kept just when it is used again.
const agent = new Agent({ keepAlive: false });

/** Sends it; null if the server ended the connection without an answer, or an answer was cut off. */
export function sendRaw(
  address: string,
  { method, path, headers, body }: RawRequest,
): Promise<RawAnswer | null> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const options = { agent, hostname, port, method, path, headers: headers as OutgoingHttpHeaders };
    const sent = request({ ...options, setHost: headers.host === undefined }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', () => resolve(null));
    sent.end(body ?? undefined);
  });
}

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Where the next COMMIT is cut off: before the server gets it, or before its answer is passed on; null for nowhere. */
  cut: 'question' | 'answer' | null;
  /** From now on the database does not answer, or answers again. */
  readonly setAway: (isAway: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Passes everything on between a program and PostgreSQL, and loses a COMMIT or its answer when told to. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isAway = false;
  const server = createServer((near) => {
    if (isAway) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    let isCut = false;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    near.on('data', (bytes) => {
      if (proxy.cut !== null && bytes.includes('COMMIT')) {
        isCut = true;
        const place = proxy.cut;
        proxy.cut = null;
        if (place === 'question') return end();
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (isCut) end();
      else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const proxy: CuttingProxy = {
    url: through.href,
    cut: null,
    setAway: (away) => {
      isAway = away;
      if (away) for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

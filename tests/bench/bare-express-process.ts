import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./bare-express.ts', import.meta.url));

/** Express by itself, in a process of its own, which answers everything with the same bytes. */
export class BareExpress {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(bytes: Buffer): Promise<BareExpress> {
    const child = fork(script, { execArgv: ['--import', 'tsx'] });
    child.send(bytes.toString('base64'));
    const [address] = (await once(child, 'message')) as [string];
    return new BareExpress(address, child);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

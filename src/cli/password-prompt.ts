import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Typed twice and unseen at a terminal; the first line of what is piped in otherwise. */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    const ask = async (prompt: string) => {
      process.stderr.write(prompt);
      const typed = await terminal.question('');
      process.stderr.write('\n');
      return typed;
    };
    const password = await ask('Password (15 to 256 characters): ');
    if (password !== (await ask('The same once more: '))) throw new Error('The two passwords differ.');
    return password;
  } finally {
    terminal.close();
  }
}

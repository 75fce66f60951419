import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** At a terminal the password is typed twice, unseen; otherwise the first line of standard input is read. */
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
